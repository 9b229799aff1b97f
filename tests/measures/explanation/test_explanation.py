"""Why here: a free euro added brings what was promised, idle money is idle in every optimum, and
the sentences carry the numbers.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.charts.pricing.explanation import explanation_chart
from ontschotting.measures.explanation import explanation
from tests.oracle.families import FAMILIES
from tests.oracle.random_cases import Scenario, scenarios, to_frames
from tests.oracle.roads import library_value
from tests.oracle.samples import sample

SAMPLE = sample(12)


@pytest.fixture
def without_freeing_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out which walls would free idle money.

    That takes most of the time, and `test_freeing_walls.py` is about it.
    """
    monkeypatch.setattr(
        explanation,
        "with_freeing_walls",
        lambda streams, solver: streams.with_columns(
            pl.Series("frees", [[]] * streams.height, dtype=pl.List(pl.String))
        ),
    )


def with_free_money(
    case: on.Case, level: str, area: str | None, purposes: list[str], euros: float
) -> on.Case:
    """The case with a stream that has no rules but its purposes.

    Made by hand, through the checks of any case.
    """
    first = case.first_year

    streams = pl.DataFrame({"stream": ["free money"], "prefinance_years": [150]}).cast(
        {"prefinance_years": case.streams.schema["prefinance_years"]}
    )
    budget = pl.DataFrame(
        {
            "stream": ["free money"],
            "level": [level],
            "area": [area],
            "year": [first],
            "amount_eur": [euros],
        },
        schema={
            name: case.budgets.schema[name]
            for name in ("stream", "level", "area", "year", "amount_eur")
        },
    )
    earmark = pl.DataFrame({"stream": "free money", "purpose": purposes})
    return case.with_tables(
        streams=pl.concat([case.streams, streams], how="diagonal"),
        budgets=pl.concat([case.budgets, budget], how="diagonal"),
        earmarks=pl.concat([case.earmarks, earmark], how="diagonal"),
    )


@pytest.mark.parametrize(
    ("scenario", "in_a_region"),
    [
        # The families in turn, and each of them with a region the next time.
        (scenario, (number + number // len(FAMILIES)) % 2 == 0)
        for number, scenario in enumerate(scenarios(SAMPLE, seed=363))
    ],
    ids=lambda value: getattr(value, "name", value),
)
@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
@pytest.mark.usefixtures("without_freeing_walls")
def test_a_free_euro_added_brings_what_was_promised(scenario: Scenario, in_a_region: bool) -> None:
    case = on.Case(**to_frames(scenario.tables))
    area = min(case.regions["region"]) if in_a_region else None
    found = on.explain(case, area)
    level = found.area.level
    scale = max(1.0, found.value)
    for row in found.short.iter_rows(named=True):
        until = row["holds_until_eur"]
        euros = 1e5 if until is None else 0.5 * until
        gain = (
            library_value(with_free_money(case, level, found.area.area, [row["purpose"]], euros))
            - found.value
        )
        assert gain == pytest.approx(row["value_per_eur"] * euros, abs=5e-7 * scale), row
        if row["gain"] > 0:
            scale = max(1.0, found.value + row["gain"])
            reached = (
                library_value(
                    with_free_money(
                        case, level, found.area.area, [row["purpose"]], row["needed_eur"]
                    )
                )
                - found.value
            )
            assert reached == pytest.approx(row["gain"], abs=5e-7 * scale)
            ample = (
                library_value(
                    with_free_money(
                        case, level, found.area.area, [row["purpose"]], 3 * row["needed_eur"]
                    )
                )
                - found.value
            )
            assert ample == pytest.approx(row["gain"], abs=5e-7 * scale)
    assert found.sentences("nl")
    assert found.sentences("en")


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=365)), ids=lambda scenario: scenario.name
)
@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
@pytest.mark.usefixtures("without_freeing_walls")
def test_a_part_is_what_the_first_euros_cannot_do_without(scenario: Scenario) -> None:
    case = on.Case(**to_frames(scenario.tables))
    found = on.explain(case)
    every, *rows = found.short.to_dicts()
    euros = every["holds_until_eur"]
    if every["value_per_eur"] <= 0 or euros is None:
        return
    gain, purposes = every["value_per_eur"] * euros, [row["purpose"] for row in rows]

    def lost(asked: list[str]) -> float:
        with_money = with_free_money(case, found.area.level, found.area.area, asked, euros)
        return (found.value + gain - library_value(with_money)) / gain

    for row in rows:
        least, most = row["first_share_least"], row["first_share_most"]
        assert 0 <= least <= most <= 1
        others = [purpose for purpose in purposes if purpose != row["purpose"]]
        # What must go to a purpose is missed when the money is for the others only.
        assert (lost(others) > 1e-3 if others else True) == (least > 0), row
        assert (lost([row["purpose"]]) < 1e-3) == (most == 1), row


@pytest.mark.parametrize(
    "scenario", list(scenarios(SAMPLE, seed=364)), ids=lambda scenario: scenario.name
)
@pytest.mark.usefixtures("without_freeing_walls")
def test_idle_money_lies_in_its_range_in_an_optimum(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    found = on.explain(case)
    allocation = on.allocate(case)
    unspent = dict(
        allocation.unspent.group_by("stream").agg(pl.col("unspent_eur").sum()).iter_rows()
    )
    budget = max(1.0, float(case.budgets["amount_eur"].sum()))
    # The allocation shown spends least, so its idle money lies between least and most.
    for stream, least, most in found.streams.select(
        "stream", "idle_least_eur", "idle_most_eur"
    ).iter_rows():
        assert least - 1e-6 * budget <= unspent.get(stream, 0.0) <= most + 1e-6 * budget
        # What is idle for certain can be taken away without a loss.
        if least > 1.0:
            share = 1 - 0.999 * least / float(
                case.budgets.filter(pl.col("stream") == stream)["amount_eur"].sum()
            )
            if (
                case.budgets.filter(pl.col("stream") == stream).height == 1
                and case.streams.filter(pl.col("stream") == stream)["carry_over_share"][0] is None
            ):
                cut = case.budgets.with_columns(
                    pl.when(pl.col("stream") == stream)
                    .then(pl.col("amount_eur") * share)
                    .otherwise(pl.col("amount_eur"))
                    .alias("amount_eur")
                )
                assert library_value(case.with_table("budgets", cut)) == pytest.approx(
                    found.value, abs=1e-6 * max(1.0, found.value)
                )


def test_the_village_hears_why() -> None:
    found = on.explain(on.load_case("two-villages"), "A")
    assert found.area.level == "region"
    row = {row["purpose"]: row for row in found.short.iter_rows(named=True)}
    assert row["mobility"]["value_per_eur"] == pytest.approx(1e-4)
    assert row["mobility"]["gain"] == pytest.approx(4000)
    assert row["mobility"]["needed_eur"] == pytest.approx(40e6)
    assert row["land"]["value_per_eur"] == 0
    assert row["mobility"]["first_share_least"] == row["mobility"]["first_share_most"] == 1
    land = found.streams.filter(pl.col("stream") == "land").row(0, named=True)
    assert (land["idle_least_eur"], land["idle_most_eur"]) == pytest.approx((40e6, 40e6))
    assert land["kept_out"] == ["mobility: purpose"]
    assert (
        found.note.startswith("In Village A zijn")
        and "geen voorspelling" in found.note
        and found.note.count(". ") == 0
    )
    text = " ".join(found.sentences())
    for part in (
        "Village A",
        "40 miljoen euro",
        "100 woningen",
        "bestedingsdoel",
        "geen voorspelling",
    ):
        assert part in text, part
    assert set(found.to_json()) >= {"sentences", "short", "streams", "free_euro"}


@pytest.mark.usefixtures("without_freeing_walls")
def test_a_part_that_the_optimum_leaves_open_is_told_as_a_range() -> None:
    """Where a stream pays for both, free money may take the place of either part of it.

    10,000 homes take 100 million of each purpose. There are 60 million for both and 20 for
    mobility, so 120 million is short: 40 to 100 of it for land, 20 to 80 for mobility.
    """
    case = on.load_case("two-villages")
    both = pl.DataFrame({"stream": "land", "purpose": "mobility"})
    found = on.explain(
        case.with_table("earmarks", pl.concat([case.earmarks, both], how="diagonal"))
    )
    ends = found.short.filter(pl.col("purpose") != "*").select("^first_share_.*$").rows()
    assert ends == [pytest.approx((40 / 120, 100 / 120)), pytest.approx((20 / 120, 80 / 120))]
    told = " ".join(found.sentences("en"))
    assert "goes to land (33.3% to 83.3%), mobility (16.7% to 66.7%)" in told


def test_places_are_found_by_code_name_and_level() -> None:
    case = on.load_case("two-villages")
    assert on.explain(case, "Village A").area.area == "A"
    assert on.explain(case).area.level == "national"
    with pytest.raises(on.QuestionError, match="Village"):
        on.explain(case, "Vilage A")
    with pytest.raises(on.QuestionError, match="level"):
        on.explain(case, "A", level="provinse")


def test_a_level_without_an_area_is_refused_and_the_nation_is_the_whole_case() -> None:
    case = on.load_case("two-villages")
    with pytest.raises(
        on.QuestionError,
        match=(
            r"level \| an area of level 'region' is asked for, and none is named. Name one with"
            r" `region`"
        ),
    ):
        on.explain(case, level="region")
    whole, nation = on.explain(case), on.explain(case, level="national")
    assert (
        nation.area == whole.area
        and nation.short.height
        and nation.short.equals(whole.short)
        and nation.sentences() == whole.sentences()
    )


def test_the_chart_tells_what_is_certain_to_lie_idle_of_all_money_together() -> None:
    """Two streams of 10 million that can take each other's place for 12 million of need.

    None is certain to lie idle alone, 8 million is of both together.
    """
    frame = pl.DataFrame(
        {
            "name": ["a", "b"],
            "reach": ["here", "here"],
            "budget_eur": [10e6, 10e6],
            "idle_least_eur": [0.0, 0.0],
            "idle_most_eur": [8e6, 8e6],
        }
    )
    together = pl.DataFrame({"budget_eur": [20e6], "idle_least_eur": [8e6], "idle_most_eur": [8e6]})
    with_it = explanation_chart(frame, idle=together, place="x", lang="en").figure
    without = explanation_chart(frame, place="x", lang="en").figure
    words = [
        " ".join(
            text.get_text() for text in [*figure.texts, *figure.axes[0].texts, figure.axes[0].title]
        )
        for figure in (with_it, without)
    ]
    assert "8 million euros lies idle" in " ".join(
        words[0].split()
    ) and "no money is certain" in " ".join(words[1].split())


def test_a_first_euro_that_brings_nothing_a_reader_can_see_is_not_told() -> None:
    """In this case the price of free money holds for 58 euros only.

    "58 euros would add 0 homes" is true and says nothing.
    """
    told = on.explain(on.load_case("impulsen-2022-2023")).sentences("nl")
    assert not any("zou 0 woningen toevoegen" in one for one in told)
    assert any(one.startswith("Extra vrij geld zou hier eerst gaan naar grond") for one in told)


def test_a_first_euro_that_adds_nothing_is_no_reason_to_say_that_money_adds_nothing() -> None:
    """The station takes 3 of mobility; with 2 more beside the orchard's 1 both close."""
    case = on.load_case("two-villages-project")
    text = " ".join(on.explain(case).sentences("en"))
    assert "adds nothing in this model" not in text
    assert "a further project does, and goes to mobility (100%)" in text
    assert "Extra money for mobility alone would bring at most 300 homes" in text
    more = case.set("budgets", "mobility", "national", None, 2026, amount_eur=2e6 + 2e6)
    assert on.allocate(more).value - on.allocate(case).value == pytest.approx(300)
    assert on.next_euro(case, "region").shown("nothing", "en") == "a next euro brings nothing"


def test_a_code_that_is_given_as_a_number_is_looked_for_as_text() -> None:
    case = on.load_case("two-villages")
    with pytest.raises(on.QuestionError, match="no area called '363'"):
        on.explain(case, region=363)  # type: ignore[arg-type]  # as pandas reads a code
