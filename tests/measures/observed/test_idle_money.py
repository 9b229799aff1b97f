"""Idle money: sums by another road, the panel, the stream of all money, words, chart and map."""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest
from matplotlib.figure import Figure

import ontschotting as on
from ontschotting.charts.save import alt_text
from ontschotting.measures.observed.idle_money import IdleMoney
from tests.cli.terminal import run

ROOT = Path(__file__).parents[3]
AMOUNTS = ("opening_eur", "received_eur", "spent_eur", "repaid_eur", "closing_eur")


def with_accounts(rows: list[dict[str, object]], regions: pl.DataFrame | None = None) -> on.Case:
    case = on.load_case("two-villages")
    if regions is not None:
        case = case.with_table("regions", regions)
    return case.with_table("accounts", pl.DataFrame(rows, infer_schema_length=None))


def row(area: str | None, year: int, closing: float, **more: object) -> dict[str, object]:
    blank = dict.fromkeys(AMOUNTS)
    return {
        "stream": "*",
        "level": "region",
        "area": area,
        "year": year,
        **blank,
        "closing_eur": closing,
        **more,
    }


REGIONS = pl.DataFrame(
    {
        "region": ["A", "B", "C", "D"],
        "name": ["Aa", None, "Cee", "Dee"],
        "province": ["Noord", "Noord", "Zuid", None],
    }
)
PEOPLE = pl.DataFrame({"region": ["A", "B", "C"], "inhabitants": [1000, 3000, 2000]})


def test_all_money_holds_the_streams_that_are_named_beside_it() -> None:
    """A: 10 of all money, of which 4 for land. B: land 3 and mobility 2, no row of all money."""
    case = with_accounts(
        [
            row("A", 2024, 10e6),
            row("A", 2024, 4e6, stream="land"),
            row("B", 2024, 3e6, stream="land", spent_eur=1e6),
            row("B", 2024, 2e6, stream="mobility", spent_eur=1.5e6),
        ],
        REGIONS,
    )
    idle = on.idle_money(case, people=PEOPLE)
    assert idle.totals.select("area", "counted", "closing_eur").rows() == [
        ("A", "*", 10e6),
        ("B", "land, mobility", 5e6),
    ]
    assert idle.years.row(0, named=True) == {
        "level": "region",
        "year": 2024,
        "closing_eur": 15e6,
        "areas": 2,
        "areas_with_all_money": 1,
        "per_inhabitant_eur": 15e6 / 4000,
        "years_of_spending": 5e6 / 2.5e6,
        "panel_areas": 2,
        "panel_closing_eur": 15e6,
        "panel_growth_share": None,
    }
    land = idle.frame.filter(area="B", stream="land").row(0, named=True)
    assert (land["years_of_spending"], land["per_inhabitant_eur"]) == (3.0, 1000.0)
    texts = " ".join(idle.sentences("en"))
    assert "in 2 of the 4 areas (region)" in texts and "only some streams are reported" in texts
    assert "Per inhabitant of the areas that report it is 3,750 euros" in texts


def test_the_panel_holds_what_reports_the_same_in_every_year() -> None:
    """B misses a year, C tells other streams in 2024: only A and D are like for like."""
    case = with_accounts(
        [
            *(row("A", year, closing) for year, closing in ((2022, 1e6), (2023, 2e6), (2024, 3e6))),
            *(row("B", year, 50e6) for year in (2022, 2024)),
            *(row("C", year, 7e6) for year in (2022, 2023)),
            row("C", 2024, 7e6, stream="land"),
            *(row("D", year, -1e5) for year in (2022, 2023, 2024)),
        ],
        REGIONS,
    )
    years = on.idle_money(case, people=PEOPLE).years
    assert years["areas"].to_list() == [4, 3, 4]
    assert years["panel_areas"].to_list() == [2, 2, 2]
    assert years["panel_closing_eur"].to_list() == pytest.approx([0.9e6, 1.9e6, 2.9e6])
    assert years["panel_growth_share"].to_list() == [
        None,
        pytest.approx(1 / 0.9),
        pytest.approx(1 / 1.9),
    ]
    # D has no known inhabitants, so the rate is over the others
    assert years["per_inhabitant_eur"][0] == pytest.approx(58e6 / 6000)


def test_levels_are_not_added_up() -> None:
    case = with_accounts(
        [
            row("A", 2024, 1e6),
            row("Noord", 2024, 5e6, level="province"),
            row(None, 2024, 90e6, level="national"),
        ],
        REGIONS,
    )
    idle = on.idle_money(case, people=PEOPLE)
    assert idle.years.select("level", "closing_eur", "per_inhabitant_eur").rows() == [
        ("province", 5e6, 5e6 / 4000),
        ("region", 1e6, 1000.0),
        ("national", 90e6, None),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_every_sum_by_another_road(seed: int) -> None:
    rng = random.Random(seed)
    rows = [
        row(area, year, rng.randint(-20, 200) * 1e4, stream=stream, spent_eur=spent)
        for area in "ABCD"
        for year in (2021, 2022, 2023, 2024)
        for stream in ("*", "land", "mobility")
        if rng.random() < 0.8
        for spent in [rng.choice([None, 0.0, 1e6])]
    ]
    idle = on.idle_money(with_accounts(rows, REGIONS), people=PEOPLE)
    by_area: dict[tuple[str, int], dict[str, dict[str, float | None]]] = defaultdict(dict)
    for each in rows:
        by_area[each["area"], each["year"]][each["stream"]] = each  # type: ignore[index]
    counted = {
        key: {"*": streams["*"]} if "*" in streams else streams for key, streams in by_area.items()
    }
    totals = {
        key: sum(each["closing_eur"] for each in streams.values())
        for key, streams in counted.items()
    }
    years = sorted({year for _, year in counted})
    panel = [
        area
        for area in "ABCD"
        if all((area, year) in counted for year in years)
        and len({tuple(sorted(counted[area, year])) for year in years}) == 1
    ]
    people = dict(PEOPLE.iter_rows())
    for found in idle.years.iter_rows(named=True):
        here = {area: euros for (area, year), euros in totals.items() if year == found["year"]}
        assert found["closing_eur"] == pytest.approx(sum(here.values()))
        assert found["areas"] == len(here)
        assert found["panel_areas"] == len(panel)
        if panel:
            assert found["panel_closing_eur"] == pytest.approx(sum(here[area] for area in panel))
        known = [area for area in here if area in people]
        assert found["per_inhabitant_eur"] == pytest.approx(
            sum(here[area] for area in known) / sum(people[area] for area in known)
        )
        spending = {
            area: sum(each["spent_eur"] for each in counted[area, found["year"]].values())
            for area in here
            if all(each["spent_eur"] is not None for each in counted[area, found["year"]].values())
        }
        spending = {area: euros for area, euros in spending.items() if euros > 0}
        if spending:
            assert found["years_of_spending"] == pytest.approx(
                sum(here[area] for area in spending) / sum(spending.values())
            )
        else:
            assert found["years_of_spending"] is None
    for found in idle.frame.iter_rows(named=True):
        before = by_area.get((found["area"], found["year"] - 1), {}).get(found["stream"])
        if before is None:
            assert found["change_eur"] is None and found["growth_share"] is None
        else:
            assert found["change_eur"] == found["closing_eur"] - before["closing_eur"]
            if before["closing_eur"] > 0:
                growth = found["closing_eur"] / before["closing_eur"] - 1
                assert found["growth_share"] == pytest.approx(growth)


def test_it_stands_beside_stranded_and_blocked_and_is_never_added() -> None:
    case = with_accounts([row("A", 2023, 2e6), row("A", 2024, 5e6)])
    idle, comparison = on.idle_money(case), on.compare(case)
    beside = idle.beside(comparison)
    assert beside["what"].to_list() == ["idle", "stranded", "blocked"]
    assert beside["eur"].to_list() == pytest.approx([5e6, comparison.current.stranded_eur, 40e6])
    assert beside["observed"].to_list() == [True, False, False]
    assert comparison.blocked_eur == on.compare(on.load_case("two-villages")).blocked_eur
    for lang, words in (("nl", "nooit bij opgeteld"), ("en", "never added to them")):
        assert words in idle.sentences(lang)[-1] and words in idle.note_in(lang)
    with pytest.raises(on.QuestionError, match="the comparison is of another case"):
        idle.beside(on.compare(on.load_case("two-villages")))


def test_a_case_without_accounts_is_told_what_to_add() -> None:
    with pytest.raises(on.QuestionError, match="no rows in accounts"):
        on.idle_money(on.load_case("two-villages"))


def test_chart_and_map() -> None:
    case = with_accounts([row("A", 2023, 2e6), row("A", 2024, 5e6), row("B", 2024, 6e6)], REGIONS)
    idle = on.idle_money(case, people=PEOPLE)
    assert "11 million euros (2 areas)" in alt_text(idle.plot(lang="en").figure)
    corners = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    squares = pl.DataFrame(
        [
            (area, number, float(x + 2 * number), float(y), "made up")
            for number, area in enumerate("ABCD")
            for x, y in corners
        ],
        schema=["area", "ring", "lon", "lat", "source"],
        orient="row",
    )
    # A holds 5 million euros for 1,000 inhabitants, B 6 for 3,000
    drawn = alt_text(idle.plot(lang="nl", chart="map", shapes_of=squares).figure)
    assert "het hoogst in Aa (5.000), het laagst in B (2.000)" in drawn
    with pytest.raises(on.QuestionError, match="no accounts of level 'provinse'"):
        idle.plot(level="provinse")
    with pytest.raises(on.QuestionError, match="no chart 'maps'"):
        idle.plot(chart="maps")


def test_the_command(tmp_path: Path) -> None:
    case = with_accounts([row("A", 2023, 2e6), row("A", 2024, 5e6, stream="land")])
    folder = str(case.write(tmp_path / "case"))
    answer = json.loads(run("idle-money", folder, "--json").stdout)
    assert {"year", "closing_eur", "areas"} <= set(answer["years"][0])
    assert {"level", "area", "year", "stream", "closing_eur", "per_inhabitant_eur"} <= set(
        answer["areas"][0]
    )
    assert [each["closing_eur"] for each in answer["areas"]] == [2e6, 5e6]
    text = run("idle-money", folder, "--lang", "en").stdout
    assert "5 million euros" in text and "never added to them" in text
    refused = run("idle-money", "two-villages", "--lang", "en")
    assert refused.returncode == 2 and "no rows in accounts" in refused.stderr


def test_it_pickles_and_writes_a_workbook(tmp_path: Path) -> None:
    import pickle

    idle = on.idle_money(with_accounts([row("A", 2024, 5e6)]))
    assert pickle.loads(pickle.dumps(idle)).frame.equals(idle.frame)
    assert idle.to_excel(tmp_path / "idle.xlsx").exists()
    assert "program" not in str(idle.trace) and "nothing was optimised" in str(idle.trace)


def test_groups_count_who_shows_nothing_in_one_rate_and_not_in_the_other() -> None:
    """Noord: A has 3 million and B shows nothing. Zuid: C is below zero. D lies in no province."""
    case = with_accounts([row("A", 2024, 3e6), row("C", 2024, -1e6), row("D", 2024, 1e6)], REGIONS)
    people = pl.DataFrame({"region": ["A", "B", "C", "D"], "inhabitants": [1000, 3000, 2000, 500]})
    groups = on.idle_money(case, people=people).by("province")
    columns = ("group", "closing_eur", "share", "regions", "with_balance", "above_zero")
    assert groups.select(columns).rows() == [
        ("Noord", 3e6, 1.0, 2, 1, 1),
        ("Zuid", -1e6, -1 / 3, 1, 1, 0),
        (None, 1e6, 1 / 3, 1, 1, 1),
    ]
    assert groups["per_inhabitant_eur"].to_list() == [750.0, -500.0, 2000.0]
    assert groups["per_inhabitant_with_balance_eur"].to_list() == [3000.0, -500.0, 2000.0]


def test_a_class_of_size_begins_at_its_bound() -> None:
    inhabitants = [24_999, 25_000, 249_999, 250_000]
    people = pl.DataFrame({"region": list("ABCD"), "inhabitants": inhabitants})
    case = with_accounts([row(area, 2024, 1e6) for area in "ABCD"], REGIONS)
    groups = on.idle_money(case, people=people).by("size")
    assert groups["group"].to_list() == ["<25k", "25-50k", "100-250k", ">250k"]
    assert groups["inhabitants"].to_list() == inhabitants


def test_a_region_whose_inhabitants_are_not_known_leaves_its_group_without_a_rate() -> None:
    case = with_accounts([row("A", 2024, 1e6), row("D", 2024, 1e6)], REGIONS)
    groups = on.idle_money(case, people=PEOPLE).by("national")
    assert groups.select("closing_eur", "per_inhabitant_eur").rows() == [(2e6, None)]


def test_an_unknown_grouping_is_refused_with_those_there_are() -> None:
    idle = on.idle_money(with_accounts([row("A", 2024, 1e6)], REGIONS), people=PEOPLE)
    with pytest.raises(on.QuestionError, match=r"cannot group by 'provinc'.*'province'"):
        idle.by("provinc")
    wide = with_accounts([row(None, 2024, 1e6, level="national")], REGIONS)
    with pytest.raises(on.QuestionError, match="no accounts of level 'region'"):
        on.idle_money(wide, people=PEOPLE).by("province")


def test_a_panel_from_a_year_on_leaves_out_what_is_not_above_zero() -> None:
    """A always; B is zero once; C misses a year; what D had before 2023 does not matter."""
    case = with_accounts(
        [
            *(row("A", year, year * 1e3) for year in (2022, 2023, 2024)),
            *(row("B", year, 1e6 * (year - 2023)) for year in (2023, 2024)),
            row("C", 2023, 5e6),
            *(row("D", year, 4e6) for year in (2023, 2024)),
        ],
        REGIONS,
    )
    assert on.idle_money(case, people=PEOPLE).panel(2023).rows() == [
        (2023, 2, 6_023_000.0, 0.0),
        (2024, 2, 6_024_000.0, pytest.approx(1_000 / 6_023_000)),
    ]


def test_a_case_that_was_changed_has_nothing_beside_it() -> None:
    idle = on.idle_money(with_accounts([row("A", 2024, 1e6)], REGIONS), people=PEOPLE)
    for table in (idle.grants, idle.gaps, idle.per_grant, idle.reasons, idle.against):
        assert table.is_empty() and table.columns


SUMMARY = ROOT / "datasets" / "raw" / "accounts" / "summary_2024.csv"


@pytest.fixture(scope="module")
def netherlands() -> IdleMoney:
    return on.idle_money(on.load_case("nederland"))


def test_province_and_size_equal_the_published_summary(netherlands: IdleMoney) -> None:
    """Every row of it. Loon op Zand is not in it: it is missing in the copy of 2024."""
    missing = on.municipalities().filter(name="Loon op Zand").row(0, named=True)
    groups = {
        (kind, found["group"]): found
        for kind in ("province", "size")
        for found in netherlands.by(kind).filter(year=2024).iter_rows(named=True)
    }
    with SUMMARY.open(encoding="utf-8-sig", newline="") as file:
        published = list(csv.DictReader(file))
    assert len(published) == len(groups) == 17
    for told in published:
        found = groups[told["by"], told["group"]]
        lacks = told["group"] in ("Noord-Brabant", "<25k")
        assert found["regions"] - lacks == int(told["municipalities"])
        assert found["above_zero"] == int(told["above_zero"])
        people = found["inhabitants"] - lacks * missing["inhabitants"]
        assert people == int(told["population"])
        assert found["closing_eur"] == float(told["state_eur"])
        assert round(found["closing_eur"] / people) == float(told["per_inhabitant_eur"])
        assert round(found["share"], 3) == float(told["share_of_total"])


def test_the_nation_per_inhabitant_lies_between_two_rates(netherlands: IdleMoney) -> None:
    """440 euros where who shows nothing counts as nothing, 498 where it is left out."""
    last = netherlands.by("national").filter(year=2024).row(0, named=True)
    assert (last["regions"], last["with_balance"], last["above_zero"]) == (342, 281, 279)
    assert round(last["per_inhabitant_eur"]) == 440
    assert round(last["per_inhabitant_with_balance_eur"]) == 498
    words = " ".join(netherlands.sentences("en"))
    assert "is 498 euros" in words and "it is 440 euros" in words


def test_the_panel_without_mergers_is_the_published_one(netherlands: IdleMoney) -> None:
    """A second way: 241 municipalities with one code throughout, from 2.5 to 7.3 billion.

    The library has four more: those that merged in 2022 and 2023, added up over their parts.
    """
    with SUMMARY.with_name("advances.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    amounts: dict[str, dict[str, int]] = defaultdict(dict)
    for found in rows:
        if found["gm_code"] and found["year"] >= "2021":
            euros = int(found["received_in_advance_state_eur"] or 0)
            amounts[found["gm_code"]][found["year"]] = euros
    same = {
        code: of_year
        for code, of_year in amounts.items()
        if len(of_year) == 4 and min(of_year.values()) > 0
    }
    assert len(same) == 241
    sums = {year: sum(of[year] for of in same.values()) for year in ("2021", "2024")}
    assert [round(euros / 1e9, 1) for euros in sums.values()] == [2.5, 7.3]
    merged = ["GM1980", "GM1982", "GM1991", "GM1992"]
    rest = netherlands.totals.filter(pl.col("area").is_in(merged) & (pl.col("year") >= 2021))
    panel = netherlands.panel(2021)
    assert set(panel["areas"]) == {245}
    for year, euros in panel.select("year", "closing_eur").iter_rows():
        assert "GM0363" in same and "GM0439" not in same  # Amsterdam, Purmerend
        borders = sum(
            int(found["received_in_advance_state_eur"] or 0)
            for found in rows
            if found["year"] == str(year) and found["government"] == "Weesp"
        )
        of_code = sum(of[str(year)] for of in same.values())
        assert euros == of_code + borders + rest.filter(year=year)["closing_eur"].sum()


def test_charts_of_the_netherlands_name_their_source_and_their_reservation(
    netherlands: IdleMoney,
) -> None:
    for lang, proof, copy in (
        ("nl", "Het een bewijst het ander niet", "gelezen uit een kopie"),
        ("en", "The one does not prove the other", "gelezen uit een kopie"),
    ):
        ax = netherlands.plot(chart="grants", lang=lang)
        assert isinstance(ax.figure, Figure)
        assert proof in alt_text(ax.figure)
        assert copy in " ".join(" ".join(text.get_text().split()) for text in ax.figure.texts)
