"""The few extra optima that the report asks for: scenarios, break-evens with a range, and what is possible at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.assembly.assemble import assemble
from ontschotting.lp.certificate import Certificate
from ontschotting.lp.solve import open_backend
from ontschotting.measures.guarantee import floors_of
from ontschotting.measures.margins import at_ends
from ontschotting.optima import Optima
from ontschotting.walls import BORDERLESS, CURRENT, INTEGRAL, UNCONDITIONAL, Regime, lift, regional

if TYPE_CHECKING:
    from ontschotting.case import Case


@dataclass(frozen=True)
class Scenario:
    """A regime that is shown apart from the headline: what it is, at which level, and with which guarantee."""

    key: str
    regime: Regime
    level: str | None = None
    guarantee: str | None = None


def scenarios_of(case: Case) -> list[Scenario]:
    """The scenarios that this case can be asked."""
    grouping = [level for level in case.levels if level not in ("plan", "region", "national")]
    found = [Scenario("integral", INTEGRAL)]
    found += [Scenario("regional", regional(level), level) for level in grouping]
    found += [Scenario("unconditional", UNCONDITIONAL), Scenario("borderless", BORDERLESS)]
    found += [Scenario("guarantee", INTEGRAL, level, level) for level in guarantees_of(case)]
    return found


def guarantees_of(case: Case) -> list[str]:
    """The guarantees worth asking: the first grouping level (or the region where there is none), and the outcomes when there are several."""
    grouping = [level for level in case.levels if level not in ("plan", "region", "national")]
    level = "province" if "province" in grouping else grouping[0] if grouping else "region"
    several = case.plans["outcome"].n_unique() > 1
    return [level, *(["outcomes"] if several else [])]


class Solves:
    """Certified best values of worlds beside the headline; counts the certificates."""

    def __init__(self) -> None:
        self.certificates: list[Certificate] = []
        self._floors: dict[str, pl.DataFrame] = {}

    def optima(self, case: Case, regime: Regime, guarantee: str | None = None) -> Optima:
        """The optima of a world, with the floors of a guarantee."""
        world, floors = assemble(case, regime, guarantee=guarantee), None
        if guarantee is not None:
            if guarantee not in self._floors:
                self._floors[guarantee] = floors_of(case, guarantee, open_backend())
            floors = world.floor_rows.join(self._floors[guarantee], on="area")
        return Optima(world, open_backend(), floors)

    def value(self, case: Case, regime: Regime, guarantee: str | None = None) -> float | None:
        """V(r), or None when the guarantee cannot be met."""
        optima = self.optima(case, regime, guarantee)
        found = optima.value
        self.certificates += optima.certificates
        return found

    def break_even(self, case: Case, regime: Regime, guarantee: str | None = None) -> float | None:
        """How far the lifted money could be cut before the total (and with a guarantee each area) is worse than today."""
        today = self.value(case, CURRENT)
        optima = self.optima(case, regime, guarantee)
        least = None if today is None else optima.least_theta(today)
        self.certificates += optima.certificates
        return None if least is None else 1.0 - least

    def possible(self, case: Case) -> float | None:
        """What plans and limits allow if nothing cost anything: the best value of the case without needs."""
        free = case.with_values({"costs": case.costs.with_columns(pl.lit(0.0).alias("eur_per_unit"))})
        return self.value(free, CURRENT)

    def break_evens(self, case: Case, regime: Regime) -> pl.DataFrame:
        """`guarantee`, `data`, `cut`, `cut_walls`: the break-even cut on central, favourable and unfavourable data, and on central data with each guarantee.

        `cut_walls` is the cut of the same money with all its walls standing that leaves the total the same: what is surplus already.
        """
        walled = lift(awarded=any(one.awarded for one in regime.lifts))
        asked = [(None, data) for data in ("central", "favourable", "unfavourable")] + [(guarantee, "central") for guarantee in guarantees_of(case)]
        rows = []
        for guarantee, data in asked:
            moved = case if data == "central" else at_ends(case, data)
            rows.append((guarantee, data, self.break_even(moved, regime, guarantee), self.break_even(moved, walled, guarantee)))
        schema = {"guarantee": pl.String, "data": pl.String, "cut": pl.Float64, "cut_walls": pl.Float64}
        return pl.DataFrame(rows, schema=schema, orient="row")
