"""Several years, a change of course, and terms.

Worlds worked out by hand, and what must hold on random cases.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import ontschotting as on
from tests.oracle.random_cases import scenarios, to_frames
from tests.oracle.roads import library_value
from tests.oracle.samples import FUZZ, sample


def two_payments(assured: int | None = None) -> on.Case:
    """A home takes 10,000 for land a year before delivery and 10,000 for mobility in the year
    itself; one stream pays each year 10 million for both.
    """
    tables: dict[str, Any] = {
        "regions": [{"region": "r"}],
        "streams": [{"stream": "scheme", "assured_years": assured}, {"stream": "spare"}],
        "budgets": [
            {
                "stream": "scheme",
                "level": "region",
                "area": "r",
                "year": year,
                "amount_eur": 10e6,
            }
            for year in (2026, 2027)
        ]
        + [{"stream": "spare", "level": "region", "area": "r", "year": 2026, "amount_eur": 4e6}],
        "earmarks": [
            {"stream": "scheme", "purpose": "land"},
            {"stream": "scheme", "purpose": "mobility"},
            {"stream": "spare", "purpose": "mobility"},
        ],
        "plans": [
            {
                "plan": "p",
                "region": "r",
                "plan_type": "home",
                "outcome": "homes",
                "capacity_units": 1e6,
                "first_year": 2027,
                "last_year": 2027,
            }
        ],
        "costs": [
            {
                "plan_type": "home",
                "purpose": "land",
                "eur_per_unit": 10_000,
                "years_before_delivery": 1,
            },
            {
                "plan_type": "home",
                "purpose": "mobility",
                "eur_per_unit": 10_000,
                "years_before_delivery": 0,
            },
        ],
    }
    return on.Case(**to_frames(tables))


def test_a_scheme_that_ends_by_surprise_leaves_land_without_mobility() -> None:
    """With the scheme 10 million of land in 2026 and 10 of mobility in 2027: 1,000 homes.

    Known to end: 14 million in all, half for each: 700 homes, land 7 of the scheme, mobility 3
    saved from it and 4 spare. By surprise: 10 million went to land, only the spare 4 million is
    left for mobility: 400 homes, and 6 million is wasted.
    """
    found = on.cancellation(two_payments(), "scheme", 2027)
    assert found.planned == pytest.approx(1000)
    assert found.known == pytest.approx(700)
    assert found.surprised == pytest.approx(400)
    assert (found.lost, found.lost_extra) == pytest.approx((300, 300))
    assert found.started_units == pytest.approx(1000)
    # What is first paid in the year of the end itself had not begun.
    assert on.cancellation(two_payments(), "scheme", 2026).started_units == 0
    assert found.wasted_eur == pytest.approx(6e6)
    assert "6 miljoen euro" in " ".join(found.sentences())
    with pytest.raises(on.QuestionError, match="scheme"):
        on.cancellation(two_payments(), "sceme", 2027)
    with pytest.raises(on.QuestionError, match="last delivery"):
        on.cancellation(two_payments(), "scheme", 2050)


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(12), seed=2027)), ids=lambda scenario: scenario.name
)
@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
def test_a_surprise_is_never_better_than_knowing(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    years = sorted(case.budgets["year"].unique().to_list())
    last = int(case.plans["last_year"].max() or 0)  # type: ignore[arg-type]
    for stream in case.streams["stream"].to_list()[:2]:
        for year in years[:2] if FUZZ > 1 else years[:2][-1:]:
            left = case.budgets.filter((pl.col("stream") != stream) | (pl.col("year") < year))
            if year > last + 1 or left.is_empty():
                continue
            found = on.cancellation(case, stream, year)
            slack = 3e-8 * max(1.0, found.planned)
            assert found.known == pytest.approx(library_value(case.cancel(stream, year)), abs=slack)
            assert found.planned >= found.known - slack
            assert found.known >= found.surprised - slack
            assert found.wasted_eur >= 0
            if case.budgets.filter(
                (pl.col("stream") == stream) & (pl.col("year") >= year)
            ).is_empty():
                assert found.lost == 0
                assert found.lost_extra == 0


def test_rules_about_years_alone() -> None:
    case = on.load_case("two-villages-years")
    found = on.year_rules(case)
    value = on.allocate(case).value
    for name, walls in (
        ("period", ["period"]),
        ("assurance", ["assurance"]),
        ("both", ["period", "assurance"]),
    ):
        row = found.frame.filter(pl.col("lift") == name).row(0, named=True)
        assert row["free"] == pytest.approx(
            on.allocate(case, on.lift(*walls)).value - value, abs=1e-6
        )
        assert row["awarded"] == pytest.approx(
            on.allocate(case, on.lift(*walls, awarded=True)).value - value, abs=1e-6
        )
    assert found.frame["free"].max() > 0
    assert found.note


def test_assurance_counts_alone() -> None:
    """Assured for no year after the first payment, the scheme cannot pay the mobility a year later.

    4 million spare pays for 400 homes.
    """
    found = on.year_rules(two_payments(assured=0))
    gains = dict(found.frame.select("lift", "free").iter_rows())
    assert found.value == pytest.approx(400)
    assert gains["assurance"] == pytest.approx(600)
    assert gains["period"] == 0


def test_terms_of_the_two_villages() -> None:
    case = on.load_case("two-villages")
    found = on.conditions(case, guarantee="region")
    gains = dict(
        found.sizes.filter(pl.col("kind") == "free_share").select("size", "gain").iter_rows()
    )
    assert gains[0.2] == pytest.approx(1200)
    assert gains[1.0] == pytest.approx(2000)
    cuts = dict(found.sizes.filter(pl.col("kind") == "cut").select("size", "value").iter_rows())
    assert cuts[0.25] == pytest.approx(3000)
    assert found.price == 0
    assert dict(
        found.break_evens.filter(pl.col("data") == "central").select("guarantee", "cut").iter_rows()
    )[None] == pytest.approx(0.5)
    assert found.areas["effect"].to_list() == ["gains"]
    # A wall that stands nowhere changes nothing: nobody gains or loses.
    same = on.conditions(case, on.lift("overhead"), guarantee="region", shares=[], cuts=[])
    assert same.areas["effect"].to_list() == ["open"]
    assert "geen bezuinigingsruimte" in found.note
    # other data are named only where a margin makes them
    assert "(met garantie: 50%)" in " ".join(found.sentences())
    low = pl.col("amount_eur").mul(0.5).alias("amount_eur_low")
    moved = case.with_table("budgets", case.budgets.with_columns(low))
    wider = on.conditions(moved, shares=[], cuts=[0.0])
    assert "(ongunstige gegevens: 50%, gunstige: 50%; met" in " ".join(wider.sentences())
    with pytest.raises(on.QuestionError, match="cut"):
        on.conditions(case, on.lift("purpose", cut=0.1))
    with pytest.raises(on.QuestionError, match="provincie"):
        on.conditions(case, guarantee="provincie")


def value_of_less(case: on.Case, cut: float, streams: list[str] | None = None) -> float:
    """Today's value with less money: the budgets of the table themselves are lowered.

    Those of own money and of awarded money stay, and so do those of streams that are not named.
    """
    own = case.streams.filter(pl.col("counts_as_cofinancing").fill_null(False))["stream"]
    stays = pl.col("stream").is_in(own.to_list()) | pl.col("awarded").fill_null(False)
    if streams is not None:
        stays |= ~pl.col("stream").is_in(streams)
    amount = pl.col("amount_eur")
    less = pl.when(stays).then(amount).otherwise(amount * (1 - cut)).alias("amount_eur")
    margins = [name for name in case.budgets.columns if name.endswith(("_low", "_high"))]
    budgets = case.budgets.with_columns(less).drop(margins)
    return library_value(case.with_table("budgets", budgets))


def test_the_cut_with_walls_takes_from_the_same_money_as_the_lift() -> None:
    """Only land is lifted, so only land is cut while the walls stand; two homes' mobility stays."""
    case = on.load_case("two-villages")
    streams = case.streams["stream"].to_list()
    for chosen in ([streams[0]], streams):
        found = on.conditions(case, on.lift("purpose", streams=chosen), shares=(), cuts=(0.3,))
        cuts = dict(found.sizes.select("size", "value_walls").iter_rows())
        assert cuts[0.3] == pytest.approx(value_of_less(case, 0.3, chosen))
        even = found.break_evens.filter(pl.col("data") == "central")["cut_walls"][0]
        assert value_of_less(case, even, chosen) == pytest.approx(found.current)
        assert even == 1.0 or value_of_less(case, even + 0.01, chosen) < found.current - 1


@pytest.mark.parametrize(
    "scenario", list(scenarios(sample(8), seed=12)), ids=lambda scenario: scenario.name
)
@pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")
def test_terms_agree_with_comparisons(scenario: Any) -> None:
    case = on.Case(**to_frames(scenario.tables))
    found = on.conditions(case, on.INTEGRAL, "region", shares=(0.5,), cuts=(0.2,))
    rows = {
        f"{row['kind']} {row['size']}": (
            row,
            on.lift("purpose", "period", "stacking", **{row["kind"]: row["size"]}),
        )
        for row in found.sizes.iter_rows(named=True)
    }
    guaranteed = on.compare(
        case, {name: regime for name, (_, regime) in rows.items()} | {"all": on.INTEGRAL}, "region"
    )
    for name, (row, regime) in rows.items():
        held = guaranteed[name]
        scale = 1e-6 * max(1.0, found.current)
        assert row["value"] == pytest.approx(library_value(case, regime), abs=scale)
        assert (row["value_guaranteed"] is None) == (held.lifted.value is None)
        if held.lifted.value is not None:
            assert row["value_guaranteed"] == pytest.approx(held.lifted.value, abs=scale)
    for cut, walls in (
        found.sizes.filter(pl.col("kind") == "cut").select("size", "value_walls").rows()
    ):
        assert walls == pytest.approx(value_of_less(case, cut), abs=1e-6 * max(1.0, found.current))
    price = guaranteed["all"].guarantee_price
    assert found.price == pytest.approx(price, abs=1e-6 * max(1.0, found.current))
    # Who loses in every free optimum makes the guarantee cost something or is held up for free
    # elsewhere; without losers it costs nothing.
    if not (
        found.areas["least"] < found.areas["floor"] - 1e-6 * found.areas["floor"].clip(1.0)
    ).any():
        assert found.price == 0
