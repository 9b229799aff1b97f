"""The walls that make idle money useful: by hand, and again by a comparison per wall."""

from __future__ import annotations

import polars as pl
import pytest

import ontschotting as on
from ontschotting.regime.lifts import WALLS


def with_cofinancing(share: float) -> on.Case:
    """Two villages, where mobility money asks for own money that nobody has.

    Land 60, mobility 20 million; a home needs 10,000 of each. Within the walls no euro of mobility
    money can be spent, and so none of land money is of use: nothing is funded.
    """
    case = on.load_case("two-villages")
    streams = case.streams.with_columns(
        pl.when(pl.col("stream") == "mobility").then(share).alias("cofinancing_share")
    )
    return case.with_table("streams", streams)


def frees(case: on.Case) -> dict[str, list[str]]:
    """The walls named for each stream."""
    return dict(on.explain(case).streams.select("stream", "frees").iter_rows())


def test_co_financing_is_named_for_money_that_asks_for_own_money() -> None:
    """By hand: without co-financing the 20 million of mobility fund 2,000 homes, as they did."""
    case = with_cofinancing(0.5)
    assert on.compare(case).current.value == pytest.approx(0.0, abs=1e-6)
    assert frees(case)["mobility"] == ["cofinancing: 2000"]
    sentences = on.explain(case).sentences("nl")
    assert any("cofinanciering (2.000)" in sentence for sentence in sentences)


def test_each_wall_that_is_named_frees_by_itself_and_no_other_does() -> None:
    for case in (on.load_case("two-villages"), with_cofinancing(0.25)):
        result = on.explain(case)
        idle = result.streams.filter((pl.col("idle_least_eur") > 0) & ~pl.col("own"))
        for stream, named in idle.select("stream", "frees").iter_rows():
            expected = {}
            for wall in WALLS:
                if wall == "area":
                    regime = on.lift(area="national", streams=[stream], awarded=True)
                else:
                    regime = on.lift(wall, streams=[stream], awarded=True)
                freed = on.compare(case, regime).freed or 0.0
                if freed > 0.5:
                    expected[wall] = round(freed)
            assert {
                wall: round(float(units)) for wall, units in (each.split(": ") for each in named)
            } == expected


@pytest.mark.parametrize(("cap", "named"), [(10_000.5, []), (10_002.0, ["purpose: 0.40008"])])
def test_a_gain_too_small_to_act_on_is_not_named(cap: float, named: list[str]) -> None:
    """By hand: of each home land money may pay a little for mobility: 20 million / (20,000 − cap).

    That is 2,000.1 homes, and 2,000.4; of 2,000 homes 0.2 is noise.
    """
    assert (
        frees(on.load_case("two-villages").set("streams", "land", cap_eur_per_unit=cap))["land"]
        == named
    )
