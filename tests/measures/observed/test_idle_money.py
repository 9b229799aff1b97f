"""Idle money: sums by another road, the panel, the stream of all money, words, chart and map."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from ontschotting.charts.save import alt_text
from tests.cli.terminal import run

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
