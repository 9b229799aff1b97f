"""A comparison per area as rates, and the purpose for which the next euro brings most.

Worked out by hand on made-up places, and held against other roads.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

import ontschotting as on
from ontschotting.regime.labels import regime_words
from tests.charts.comparison.test_map import drawn, frame_of, legend, square

SMALL = frame_of({name: [square(place, 0)] for place, name in enumerate("ABCDE")})
PEOPLE = pl.DataFrame(
    {
        "region": list("ABCDE"),
        "inhabitants": [1000, 2000, 500, 500, 800],
        "homes": [500, 1000, 250, 250, 400],
        "source": "made up",
    }
)


@pytest.fixture(scope="module")
def case() -> on.Case:
    """A: land 60, mobility 20 (walls hold 40 back).

    B: in balance. C: land 5, own money 20 (only own money for both purposes). D: plenty. E: no
    plans. A home: land and mobility, 10,000 each.
    """
    rows = [
        ("land", "A", 60e6),
        ("mobility", "A", 20e6),
        ("land", "B", 10e6),
        ("mobility", "B", 10e6),
        ("own", "C", 20e6),
        ("land", "D", 50e6),
        ("mobility", "D", 50e6),
    ]
    return on.Case(
        regions=pl.DataFrame(
            {
                "region": list("ABCDE"),
                "name": ["Aa", "Bee", "Cee", "Dee", "Ee"],
                "province": ["P", "P", "Q", "Q", "Q"],
            }
        ),
        streams=pl.DataFrame(
            {"stream": ["land", "mobility", "own"], "counts_as_cofinancing": [False, False, True]}
        ),
        budgets=pl.DataFrame(
            [(stream, "region", area, 2026, euros) for stream, area, euros in rows],
            schema=["stream", "level", "area", "year", "amount_eur"],
            orient="row",
        ),
        earmarks=pl.DataFrame(
            {"stream": ["land", "mobility", "own"], "purpose": ["land", "mobility", "*"]}
        ),
        plans=pl.DataFrame(
            {
                "plan": list("abcd"),
                "region": list("ABCD"),
                "plan_type": "homes",
                "outcome": "homes",
                "capacity_units": [1e4, 1e4, 1e4, 100.0],
                "first_year": 2026,
                "last_year": 2026,
            }
        ),
        costs=pl.DataFrame(
            {"plan_type": "homes", "purpose": ["land", "mobility"], "eur_per_unit": 10e3}
        ),
    )


def test_rates_by_hand(case: on.Case) -> None:
    found = on.by_area(case, "region", people=PEOPLE)
    a, b, e = (found.frame.filter(area=area).row(0, named=True) for area in "ABE")
    assert a["blocked_eur"] == pytest.approx(40e6, abs=50) and a[
        "blocked_eur_per_inhabitant"
    ] == pytest.approx(40_000, abs=0.1)
    assert a["freed"] == pytest.approx(2000, abs=0.01) and a[
        "freed_per_thousand_homes"
    ] == pytest.approx(4000, abs=0.1)
    # what rounding leaves in an optimum is nothing
    assert b["blocked_eur_per_inhabitant"] == 0.0 and b["freed"] == 0.0
    assert (
        e["name"] == "Ee"
        and e["inhabitants"] == 800
        and e["blocked_eur"] is None
        and e["freed_per_thousand_homes"] is None
    )
    assert (
        found.note
        == "Elk gebied apart (regio): in 1 van de 5 is geld geblokkeerd, het meest per inwoner in"
        " Aa (40.000 euro); dit vergelijkt optima; het is geen voorspelling."
    )
    assert "no forecast" in found.note_in("en")
    # no wider money here, so nothing is shared
    assert found.frame["freed"].sum() == pytest.approx(on.compare(case).freed, abs=0.01)


def test_a_level_adds_up_people_and_an_unknown_one_leaves_a_blank(case: on.Case) -> None:
    found = on.by_area(case, "province", people=PEOPLE)
    assert found.frame.select("area", "name", "inhabitants", "homes").rows() == [
        ("P", "P", 3000, 1500),
        ("Q", "Q", 1800, 900),
    ]
    # Today's 3000 homes in P take 60 million wherever they are built; without the walls 5000 take
    # 100.
    assert found.frame["blocked_eur_per_inhabitant"][0] == pytest.approx(40e6 / 3000, abs=0.1)
    part = on.by_area(case, "province", people=PEOPLE.filter(pl.col("region") != "E"))
    assert part.frame.select("area", "inhabitants", "blocked_eur_per_inhabitant").rows()[1] == (
        "Q",
        None,
        None,
    )
    assert part.frame["blocked_eur"][1] is not None


def test_an_area_is_what_only_and_compare_say(case: on.Case) -> None:
    found = on.by_area(case, "province", on.UNCONDITIONAL, people=PEOPLE)
    answer = on.compare(case.only(province="P"), on.UNCONDITIONAL)
    row = found.frame.filter(area="P").row(0, named=True)
    assert (row["value_current"], row["value_lifted"], row["budget_eur"]) == (
        answer.current.value,
        answer.lifted.value,
        answer.lifted.budget_eur,
    )
    assert found.to_json()["areas"][0]["area"] == "P" and found.trace.optima > answer.trace.optima  # type: ignore[index]


def test_maps_of_both_rates(case: on.Case) -> None:
    found = on.by_area(case, "region", people=PEOPLE)
    ax = found.plot(shapes_of=SMALL, note="Ongunstige gegevens")
    said = " ".join(text.get_text().replace("\n", " ") for text in ax.figure.texts)
    assert (
        "Geblokkeerd geld per inwoner: het hoogst in Aa (40.000), het laagst in 3 gebieden (0)"
        in said
    )
    assert (
        "Ongunstige gegevens. Euro per inwoner, per regio; elk gebied apart, met zijn deel van"
        " wijder geld en van wijdere grenzen; zonder schotten: bestedingsdoel, bestedingsjaren,"
        " stapelverbod" in said
    )
    assert (
        "made up" in said
        and "optima, geen voorspelling" in said
        and legend(ax) == ["0", "40.000", "geen gegevens"]
    )
    freed = found.plot(shapes_of=SMALL, chart="freed", lang="en")
    assert "Freed homes per thousand homes: highest in Aa (4,000)" in str(
        freed.get_label()
    ) and "4,000: 1 area." in str(freed.get_label())


@pytest.mark.parametrize(
    ("regime", "dutch", "english"),
    [
        (
            on.INTEGRAL.with_awarded(),
            "bestedingsdoel, bestedingsjaren, stapelverbod (ook toegekend geld)",
            "purpose, period, stacking (awarded money too)",
        ),
        (
            on.regional("province"),
            "bestedingsdoel, gebied (provincie), bestedingsjaren, stapelverbod",
            "purpose, area (province), period, stacking",
        ),
        (
            on.lift("purpose", streams=["land"], purposes=["grid"], free_share=0.2, cut=0.1)
            + on.lift("period", streams=[]),
            (
                "bestedingsdoel, alleen land, alleen naar stroomnet, 20% vrij, 10% minder geld +"
                " bestedingsjaren, alleen geen"
            ),
            "purpose, only land, only to grid, 20% free, 10% less money + period, only none",
        ),
        (on.CURRENT, "geen", "none"),
    ],
)
def test_a_map_names_the_walls_that_fall_in_the_words_of_its_reader(
    case: on.Case, regime: on.Regime, dutch: str, english: str
) -> None:
    names = dict(case.streams.select("stream", "name").drop_nulls().iter_rows())
    assert [regime_words(regime, lang, names) for lang in ("nl", "en")] == [dutch, english]


def test_the_next_euro_by_hand(case: on.Case) -> None:
    found = on.next_euro(case, "region")
    assert dict(found.frame.select("area", "best").iter_rows()) == {
        "A": "mobility",
        "B": "together",
        "C": "land+mobility",
        "D": "nothing",
        "E": "no plans",
    }
    price = {(area, purpose): value for area, purpose, value in found.prices.iter_rows()}
    assert (
        price["A", "mobility"] == pytest.approx(1 / 10e3)
        and price["A", "land"] == 0.0
        and price["A", "*"] == pytest.approx(1 / 10e3)
    )
    assert price["B", "*"] == pytest.approx(1 / 20e3) and price["C", "land"] == pytest.approx(
        1 / 20e3
    )
    assert found.note.startswith("Waarvoor de volgende euro het meest brengt, per regio: ")
    ax = found.plot(shapes_of=SMALL)
    assert sorted(legend(ax)) == [
        "alleen vrij geld brengt iets",
        "extra geld brengt niets",
        "geen plannen",
        "grond en mobiliteit",
        "mobiliteit",
    ]
    assert sum(drawn(ax).values()) == 5


def test_the_next_euro_is_what_one_euro_more_adds(case: on.Case) -> None:
    """The second road: give the money and solve again."""
    before, gift = on.allocate(case).value, 1e6
    for area, purpose, price in on.next_euro(case, "region").prices.iter_rows():
        more = case.replace_rows(
            "streams", pl.DataFrame({"counts_as_cofinancing": [False]}), stream="gift"
        ).replace_rows("earmarks", pl.DataFrame({"purpose": [purpose]}), stream="gift")
        more = more.replace_rows(
            "budgets",
            pl.DataFrame(
                {"level": ["region"], "area": [area], "year": [2026], "amount_eur": [gift]}
            ),
            stream="gift",
        )
        assert on.allocate(more).value - before == pytest.approx(price * gift, abs=0.01), (
            area,
            purpose,
        )


def test_an_area_agrees_with_its_explanation_when_it_is_cut_out(case: on.Case) -> None:
    prices = on.next_euro(case, "province").prices
    for area in ("P", "Q"):
        theirs = on.explain(case.only(province=area)).short.select("purpose", "value_per_eur")
        joined = theirs.join(prices.filter(area=area), on="purpose", suffix="_ours")
        assert joined.height == theirs.height == 3
        assert joined["value_per_eur"].to_list() == pytest.approx(
            joined["value_per_eur_ours"].to_list(), abs=1e-12
        )


def test_plans_without_money_are_told_as_such(case: on.Case) -> None:
    poor = case.replace_rows("budgets", None, level="region", area="B")
    assert (
        dict(on.next_euro(poor, "region").frame.select("area", "best").iter_rows())["B"]
        == "no money"
    )
    assert (
        on.by_area(poor, "region", people=PEOPLE).frame.filter(area="B")["blocked_eur"].item()
        is None
    )


def test_wrong_questions_say_what_to_do(case: on.Case) -> None:
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: on.by_area(case, "provinc"), "no level 'provinc'.*Did you mean 'province'"),
        (lambda: on.next_euro(case, "provinc"), "no level 'provinc'.*Did you mean 'province'"),
        (
            lambda: on.by_area(case, "region", people=PEOPLE.drop("homes")),
            "people lacks the column homes",
        ),
        (
            lambda: on.by_area(case, "region", people=PEOPLE).plot(chart="bloked"),
            "no chart 'bloked'.*Did you mean 'blocked'",
        ),
        (
            lambda: on.by_area(case, "region", people=PEOPLE).plot(chart="blocked"),
            "no shapes ship with the library",
        ),
    ]
    for call, message in calls:
        with pytest.raises(on.QuestionError, match=message):
            call()


def test_bars_where_no_map_is_possible() -> None:
    """Regions of one's own have no shapes: a bar per area says the same in euros."""
    areas = on.by_area(on.load_case("two-villages-years"), "region", people=PEOPLE)
    largest = areas.frame.sort("blocked_eur", descending=True).row(0, named=True)
    for lang in ("nl", "en"):
        ax = areas.plot(lang=lang)
        said = str(ax.get_label())
        assert f"{largest['name']}: " in said and "…" not in said
        lengths = sorted(bar.get_width() for bar in ax.patches)  # type: ignore[attr-defined]
        assert lengths[-1] == pytest.approx(largest["blocked_eur"])


def test_the_next_euro_names_no_single_winner_of_a_tie() -> None:
    tied = on.next_euro(on.load_case("two-villages-threshold"), "region").plot(lang="en")
    assert str(tied.get_label()).startswith("In 2 areas the next euro brings as much")
    alone = on.next_euro(on.load_case("two-villages"), "region").plot(lang="en")
    assert str(alone.get_label()).startswith("Village A: the next euro brings most")
