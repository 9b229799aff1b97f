"""The tables of a case and the money under a regime, as the naive program reads them.

Tables are plain rows (``{"plans": [{"plan": "a", ...}]}``, blank is None); a regime is a list of
lifts, each a dict with ``walls`` (a set) and, optionally, ``area`` (a level), ``streams``,
``purposes``, ``free_share``, ``cut`` and ``awarded``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
Lift = Mapping[str, Any]
Regime = Sequence[Lift]
Key = tuple[Any, ...]
Sum = dict[Key, float]
"""A linear expression: variable -> coefficient; the key ONE carries the constant."""

ONE: Key = ("one",)
RHO: Key = ("rho",)
PHI: Key = ("phi",)
TOLERANCE = 1e-8


def reach(target: float) -> float:
    """To *reach* w is value ≥ w − 1e-8 · max(1, `|w|`)."""
    return target - TOLERANCE * max(1.0, abs(target))


def times(factor: float, terms: Mapping[Key, float]) -> Sum:
    """A linear expression times a number."""
    return {key: factor * value for key, value in terms.items()}


def plus(*sums: Mapping[Key, float]) -> Sum:
    """The sum of linear expressions."""
    total: defaultdict[Key, float] = defaultdict(float)
    for terms in sums:
        for key, value in terms.items():
            total[key] += value
    return dict(total)


class Facts:
    """The tables of a case, looked up by key.

    Amounts are divided by `scale`, so that the dearest cost row is 1.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = {name: list(rows) for name, rows in tables.items()}
        self.scale = max([row["eur_per_unit"] for row in self.rows("costs")] + [1.0])
        settings = {row["key"]: row["value"] for row in self.rows("case")}
        self.opening_paid = settings.get("opening_work") == "paid"
        first_budget = min(row["year"] for row in self.rows("budgets"))
        self.first_year = (
            int(settings["first_year"]) if settings.get("first_year") else first_budget
        )
        self.regions = {row["region"]: row for row in self.rows("regions")}
        self.streams = {row["stream"]: row for row in self.rows("streams")}
        self.plans = {row["plan"]: row for row in self.rows("plans")}
        self.budgets = self.rows("budgets")
        self.recipes: dict[str, dict[tuple[str, int], float]] = defaultdict(dict)
        for row in self.rows("costs"):
            self.recipes[row["plan_type"]][
                row["purpose"], row.get("years_before_delivery") or 0
            ] = row["eur_per_unit"] / self.scale
        self.yields: dict[str, dict[str, float]] = defaultdict(dict)
        for row in self.rows("yields"):
            self.yields[row["plan_type"]][row["outcome"]] = row["per_unit"]
        self.weight: dict[str, float] = {plan["outcome"]: 1.0 for plan in self.plans.values()}
        for plan in self.plans.values():
            self.weight |= dict.fromkeys(self.yields[plan["plan_type"]], 1.0)
        for row in self.rows("outcomes"):
            if row["outcome"] in self.weight and row.get("weight") is not None:
                self.weight[row["outcome"]] = row["weight"]

    def rows(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    def rule(self, stream: str, column: str) -> Any:
        return self.streams[stream].get(column)

    def brings(self, plan: str, outcome: str) -> float:
        """What one unit of a plan counts for an outcome: 1 of its own, and its yields."""
        row = self.plans[plan]
        own = 1.0 if row["outcome"] == outcome else 0.0
        return own + self.yields[row["plan_type"]].get(outcome, 0.0)

    def worth(self, plan: str) -> float:
        """The value of a unit: Σ weight · what it brings, over every outcome."""
        return sum(weight * self.brings(plan, outcome) for outcome, weight in self.weight.items())

    def start(self, plan_type: str) -> int:
        """O: the largest number of years before delivery with a cost above zero."""
        return max((o for (_, o), cost in self.recipes[plan_type].items() if cost > 0), default=0)

    def area_of(self, plan: str, level: str) -> str | None:
        """The area of that level in which a plan lies; None when it lies in no area of it."""
        if level == "national":
            return "everywhere"
        if level == "plan":
            return plan
        region = self.plans[plan]["region"]
        return region if level == "region" else self.regions[region].get(level)

    def areas(self, level: str, area: str | None) -> list[str]:
        """The area that a row names, or each area of the level when it names none."""
        if area is not None:
            return [area]
        return sorted(
            {found for plan in self.plans if (found := self.area_of(plan, level)) is not None}
        )

    def plans_in(self, level: str, area: str | None) -> set[str]:
        return {
            plan
            for plan in self.plans
            if self.area_of(plan, level) == (area if level != "national" else "everywhere")
        }

    def regions_of(self, budget: Row) -> set[str]:
        """The regions a budget is given for; a plan-level budget lies in its plan's region."""
        level, area = budget["level"], budget.get("area")
        if level == "plan":
            return {self.plans[area]["region"]}
        return {
            name
            for name, region in self.regions.items()
            if level == "national" or (name if level == "region" else region.get(level)) == area
        }

    def widened(self, budget: Row, level: str) -> set[str]:
        """The plans in every area of the level that shares a region with the budget."""
        if level == "national":
            return set(self.plans)
        mine = self.regions_of(budget)
        if level in ("region", "plan"):
            return {name for name, plan in self.plans.items() if plan["region"] in mine}
        touched = {self.regions[region].get(level) for region in mine} - {None}
        return {
            name
            for name, plan in self.plans.items()
            if self.regions[plan["region"]].get(level) in touched
        }


@dataclass(frozen=True)
class Piece:
    """A part of a budget row on which the same lifts act.

    `amount` is linear in ONE, RHO, PHI and the addition.

    Attributes:
        stream: By whose rules it is spent. Pieces of one `purse` are the same money: one that
            stays, and `moved` ones whose amount is the most that may move
    """

    budget: int
    stream: str
    acting: frozenset[int]
    amount: tuple[tuple[Key, float], ...]
    purse: Any = None
    moved: bool = False


def acting_lifts(facts: Facts, regime: Regime, budget: Row) -> frozenset[int]:
    """The lifts that act on a budget: on its stream, and on awarded money only when they say so."""
    stream, found = budget["stream"], set()
    for number, lift in enumerate(regime):
        named = lift.get("streams")
        lifted = (
            not facts.rule(stream, "counts_as_cofinancing") if named is None else stream in named
        )
        if lifted and (lift.get("awarded", False) or not budget.get("awarded")):
            found.add(number)
    return frozenset(found)


def pieces_of(facts: Facts, regime: Regime) -> list[Piece]:
    """Split each budget: (1 − φ) keeps its rules, φ goes to the twin.

    RHO multiplies all money that is not left out.
    """
    from tests.oracle.transfers import moves_of, pieces_that_move

    pieces = []
    for number, budget in enumerate(facts.budgets):
        if moves_of(facts, budget["stream"]):
            pieces += pieces_that_move(facts, regime, number, open_share=False)
            continue
        acting = acting_lifts(facts, regime, budget)
        dividing = [
            n
            for n in acting
            if regime[n].get("free_share", 1.0) < 1 or regime[n].get("cut", 0.0) > 0
        ]
        if len(dividing) > 1:
            raise ValueError(
                f"stream {budget['stream']} is in two lifts with a free share below 1 or a cut"
            )
        share = regime[dividing[0]].get("free_share", 1.0) if dividing else 1.0
        kept = 1 - (regime[dividing[0]].get("cut", 0.0) if dividing else 0.0)
        amount = budget["amount_eur"] / facts.scale
        for lifts, part in ((acting, share), (acting - set(dividing), 1 - share)):
            if part > 0:
                money = {RHO if acting else ONE: amount * kept * part, ("z", number): part}
                pieces.append(Piece(number, budget["stream"], lifts, tuple(money.items())))
    return pieces


def free_pieces_of(facts: Facts, regime: Regime) -> list[Piece]:
    """One unknown free share PHI for every lift.

    A twin with all lifts of the money, and the rest with none.
    """
    from tests.oracle.transfers import moves_of, pieces_that_move

    pieces = []
    for number, budget in enumerate(facts.budgets):
        if moves_of(facts, budget["stream"]):
            pieces += pieces_that_move(facts, regime, number, open_share=True)
            continue
        acting = acting_lifts(facts, regime, budget)
        amount = budget["amount_eur"] / facts.scale
        for n in acting:
            amount *= 1 - regime[n].get("cut", 0.0)
        if acting:
            pieces.append(Piece(number, budget["stream"], acting, ((PHI, amount),)))
            pieces.append(
                Piece(number, budget["stream"], frozenset(), ((ONE, amount), (PHI, -amount)))
            )
        else:
            pieces.append(Piece(number, budget["stream"], frozenset(), ((ONE, amount),)))
    return pieces


def maximal_without_line(nodes: Iterable[Key], lines: set[frozenset[Key]]) -> list[frozenset[Key]]:
    """The maximal sets of nodes of which no two are joined by a line."""
    found: list[frozenset[Key]] = []

    def grow(chosen: frozenset[Key], possible: set[Key], done: set[Key]) -> None:
        if not possible and not done:
            found.append(chosen)
        for node in sorted(possible, key=str):
            free = {
                other
                for other in possible | done
                if frozenset((node, other)) not in lines and other != node
            }
            grow(chosen | {node}, possible & free, done & free)
            possible, done = possible - {node}, done | {node}

    grow(frozenset(), set(nodes), set())
    return found
