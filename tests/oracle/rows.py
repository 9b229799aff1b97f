"""The naive program.

Every variable and every row of the model, indexed in full and written down literally.

Numbers between brackets are the formula numbers of the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.oracle.facts import (
    ONE,
    Facts,
    Key,
    Piece,
    Regime,
    Row,
    Sum,
    maximal_without_line,
    plus,
    reach,
    times,
)
from tests.oracle.projects import fixed_costs, least_awards, whole_plans

Condition = tuple[Sum, str]
"""`sum <= 0` or `sum == 0`."""

CLOSING = ("purpose", "area", "period", "threshold", "assurance")


class World:
    """The rows of the program in one world.

    `conditions`, and the sums that the measures speak about.
    """

    def __init__(self, facts: Facts, regime: Regime, pieces: list[Piece]) -> None:
        self.facts, self.regime, self.pieces = facts, regime, pieces
        self.conditions: list[Condition] = []
        self.spent: dict[Key, Key] = {}
        """x -> (piece, plan, variant, purpose, years before, delivery year)"""
        self.units: dict[Key, tuple[str, int]] = {}
        """u -> (plan, delivery year)"""
        self.crossing: Sum = {}
        self.paid_from: dict[Key, set[str]] = {}
        """u -> the streams that may pay for it under a minimum share that stands"""
        self.helped_by: dict[Key, set[str]] = {}
        """u -> the streams that may pay for it at all"""
        self.closes: dict[str, Sum] = {}
        """whole plan -> Σ_v z, which is 1 where it closes"""
        self.fixed: dict[Key, Piece] = {}
        """f -> the money that brings it"""
        for name, plan in facts.plans.items():
            self._plan(name, plan)
        whole_plans(self)
        fixed_costs(self)
        least_awards(self)
        self._budgets()
        self._ceilings()
        self._limits()
        self._minimum_shares()
        self.value: Sum = {u: facts.worth(plan) for u, (plan, _) in self.units.items()}
        self.paying: Sum = dict.fromkeys(self.spent, 1.0)
        money = {x: piece for x, (piece, *_) in self.spent.items()} | self.fixed
        self.spending: Sum = dict.fromkeys(money, 1.0)
        self.own_spending: Sum = {
            one: 1.0
            for one, piece in money.items()
            if facts.rule(piece.stream, "counts_as_cofinancing")
        }
        self.money = plus(*(dict(piece.amount) for piece in pieces if not piece.moved))

    def at_most(self, left: Mapping[Key, float], right: Mapping[Key, float]) -> None:
        self.conditions.append((plus(left, times(-1, right)), "<="))

    def down(self, acting: frozenset[int], wall: str) -> bool:
        return any(wall in self.regime[n]["walls"] for n in acting)

    def rule(self, stream: str, acting: frozenset[int], wall: str, column: str) -> Any:
        """A rule of a stream as it stands for money on which these lifts act.

        None when there is none.
        """
        return None if self.down(acting, wall) else self.facts.rule(stream, column)

    def purpose_open(
        self, stream: str, acting: frozenset[int], purpose: str, plan_type: str
    ) -> bool:
        for n in acting:
            if "purpose" in self.regime[n]["walls"]:
                named = self.regime[n].get("purposes")
                if named is None or purpose in named:
                    return True
        return any(
            row["stream"] == stream
            and row["purpose"] in ("*", purpose)
            and row.get("plan_type") in (None, plan_type)
            for row in self.facts.rows("earmarks")
        )

    def within(self, piece: Piece, acting: frozenset[int]) -> set[str]:
        """The plans in the area of the money, as far as these lifts widen it."""
        budget = self.facts.budgets[piece.budget]
        plans = self.facts.plans_in(budget["level"], budget.get("area"))
        for n in acting:
            if "area" in self.regime[n]["walls"]:
                plans |= self.facts.widened(budget, self.regime[n]["area"])
        return plans

    def closed_by(
        self, piece: Piece, acting: frozenset[int], name: str, p: str, o: int, d: int
    ) -> list[str]:
        """The walls, stacking apart, that close the road of this money to a plan, purpose and
        year.
        """
        facts, s, plan, closed = self.facts, piece.stream, self.facts.plans[name], []
        budget = facts.budgets[piece.budget]
        y, t = d - o, budget["year"]
        if name not in self.within(piece, acting):
            closed.append("area")
        if not self.purpose_open(s, acting, p, plan["plan_type"]):
            closed.append("purpose")
        latest = self.rule(s, acting, "period", "spend_within_years")
        if y - t < -(facts.rule(s, "prefinance_years") or 0) or (
            latest is not None and y - t > latest
        ):
            closed.append("period")
        least = self.rule(s, acting, "threshold", "min_plan_units")
        most = self.rule(s, acting, "threshold", "max_plan_units")
        size = plan["capacity_units"]
        if (least is not None and size < least) or (most is not None and size > most):
            closed.append("threshold")
        assured = self.rule(s, acting, "assurance", "assured_years")
        if assured is not None and y - (d - facts.start(plan["plan_type"])) > assured:
            closed.append("assurance")
        return closed

    def excluded(self, one: Key, other: Key) -> bool:
        """A rule of `one`: it excludes the stream of `other`.

        Parts of one stream never exclude each other.
        """
        return not self.down(one[1], "stacking") and any(
            row["stream"] == one[0] and row["excludes"] == other[0]
            for row in self.facts.rows("exclusions")
        )

    def _plan(self, name: str, plan: Row) -> None:
        facts = self.facts
        years = range(plan["first_year"], plan["last_year"] + 1)
        recipe = facts.recipes[plan["plan_type"]]
        needs = [
            (d, p, o, cost)
            for d in years
            for (p, o), cost in recipe.items()
            if cost > 0 and not (facts.opening_paid and d - o < facts.first_year)
        ]
        roads = [
            (piece, d, p, o)
            for d, p, o, _ in needs
            for piece in self.pieces
            if not self.closed_by(piece, piece.acting, name, p, o, d)
        ]
        nodes = {(piece.stream, piece.acting) for piece, *_ in roads}
        # A row of zero euros takes no money, but a stream with a minimum share may still pay for
        # it: the unit can count.
        nothing = [
            (d, p, o)
            for d in years
            for (p, o), cost in recipe.items()
            if cost == 0 and not (facts.opening_paid and d - o < facts.first_year)
        ]
        shared = {s for s in facts.streams if self._asks(s)}
        nodes |= {
            (piece.stream, piece.acting)
            for piece in self.pieces
            for d, p, o in nothing
            if piece.stream in shared and not self.closed_by(piece, piece.acting, name, p, o, d)
        }
        counting = {
            node: node[0]
            for node in nodes
            if node[0] in shared and not self.down(node[1], "threshold")
        }
        lines = {
            frozenset((a, b)) for a in nodes for b in nodes if a[0] != b[0] and self.excluded(a, b)
        }
        variants = ways_to_pay(nodes, lines, counting)
        units = {(v, d): ("u", name, v, d) for v in range(len(variants)) for d in years}
        self.units |= {u: (name, d) for (_, d), u in units.items()}
        self.paid_from |= {
            u: {counting[node] for node in variants[v] if node in counting}
            for (v, _), u in units.items()
        }
        self.helped_by |= {u: {node[0] for node in variants[v]} for (v, _), u in units.items()}
        for v, variant in enumerate(variants):
            spent: dict[Key, Key] = {}
            for piece, d, p, o in roads:
                if (piece.stream, piece.acting) in variant:
                    x = (
                        "x",
                        piece.budget,
                        piece.stream,
                        piece.acting,
                        piece.purse,
                        name,
                        v,
                        p,
                        o,
                        d,
                    )
                    spent[x] = (piece, name, v, p, o, d)
                    if set(self.closed_by(piece, frozenset(), name, p, o, d)) & set(CLOSING):
                        self.crossing[x] = 1.0
            self.spent |= spent
            # (1) the recipe is paid: Σ (1 − ω) x = e · u, no more and no less
            for d, p, o, cost in needs:
                paid = {x: self.net(road[0]) for x, road in spent.items() if road[3:] == (p, o, d)}
                self.conditions.append((plus(paid, {units[v, d]: -cost}), "=="))
            delivered = {units[v, d]: 1.0 for d in years}
            # (4) the cap per unit: Σ x of s on (a, v) ≤ cap · Σ u, all parts of s on which it
            # stands together
            for s in sorted({part[0] for part in variant}):
                cap = facts.rule(s, "cap_eur_per_unit")
                if cap is not None:
                    capped = [
                        x
                        for x, (piece, *_) in spent.items()
                        if piece.stream == s and not self.down(piece.acting, "cap")
                    ]
                    if capped:
                        self.at_most(
                            dict.fromkeys(capped, 1.0), times(cap / facts.scale, delivered)
                        )
            self._cofinancing(name, plan, v, variant, spent)
        # (3) capacity, in all and per year
        self.at_most(dict.fromkeys(units.values(), 1.0), {ONE: plan["capacity_units"]})
        if plan.get("max_units_per_year") is not None:
            for d in years:
                self.at_most(
                    {units[v, d]: 1.0 for v in range(len(variants))},
                    {ONE: plan["max_units_per_year"]},
                )

    def net(self, piece: Piece) -> float:
        """1 − ω: what reaches the purpose of each euro of this money."""
        return 1 - (self.rule(piece.stream, piece.acting, "overhead", "overhead_share") or 0.0)

    def _cofinancing(
        self, name: str, plan: Row, v: int, variant: frozenset[Key], spent: dict[Key, Key]
    ) -> None:
        """(5) Each euro of co-financing money is matched to at most one stream."""
        purposes = sorted({p for p, _ in self.facts.recipes[plan["plan_type"]]})
        matched: dict[str, Sum] = {p: {} for p in purposes}
        for s, acting in sorted(variant, key=str):
            kappa = self.rule(s, acting, "cofinancing", "cofinancing_share")
            if not kappa:
                continue
            matches = {
                p: ("m", name, v, p, s, acting)
                for p in purposes
                if self.purpose_open(s, acting, p, plan["plan_type"])
            }
            for p, m in matches.items():
                matched[p][m] = 1.0
            brought = {
                x: self.net(road[0])
                for x, road in spent.items()
                if (road[0].stream, road[0].acting) == (s, acting)
            }
            self.at_most(times(kappa, brought), dict.fromkeys(matches.values(), 1 - kappa))
        for p in purposes:
            own = {
                x: self.net(road[0])
                for x, road in spent.items()
                if road[3] == p and self.facts.rule(road[0].stream, "counts_as_cofinancing")
            }
            if matched[p]:
                self.at_most(matched[p], own)

    def _budgets(self) -> None:
        """(2) Σ x and f ≤ amount, and after its year Σ x ≤ carry-over share · amount."""
        for piece in self.pieces:
            roads = {x: road for x, road in self.spent.items() if road[0] is piece}
            costs = [f for f, money in self.fixed.items() if money is piece]
            self.at_most(dict.fromkeys([*roads, *costs], 1.0), dict(piece.amount))
            share = self.rule(piece.stream, piece.acting, "period", "carry_over_share")
            if share is not None:
                year = self.facts.budgets[piece.budget]["year"]
                later = {x: 1.0 for x, (*_, o, d) in roads.items() if d - o > year}
                self.at_most(later, times(share, dict(piece.amount)))
        # What stays and what moves is one purse: together no more than there is.
        for home in self.pieces:
            if home.purse is not None and not home.moved:
                roads = {x: road for x, road in self.spent.items() if road[0].purse == home.purse}
                costs = [f for f, money in self.fixed.items() if money.purse == home.purse]
                self.at_most(dict.fromkeys([*roads, *costs], 1.0), dict(home.amount))

    def _ceilings(self) -> None:
        """(4) The most a stream may spend in an area (and payment year), all parts under the rule
        together.
        """
        for row in self.facts.rows("ceilings"):
            for area in self.facts.areas(row["level"], row.get("area")):
                within = self.facts.plans_in(row["level"], area)
                bound = {
                    x: 1.0
                    for x, (piece, plan, _, _, o, d) in self.spent.items()
                    if piece.stream == row["stream"]
                    and plan in within
                    and row.get("year") in (None, d - o)
                    and not self.down(piece.acting, "cap")
                }
                self.at_most(bound, {ONE: row["max_eur"] / self.facts.scale})

    def delivered(self, level: str, area: str | None, year: int | None, outcome: str) -> Sum:
        """N(outcome): units and yields in an area and delivery year (blank: all years)."""
        within = self.facts.plans_in(level, area)
        return {
            u: self.facts.brings(plan, outcome)
            for u, (plan, d) in self.units.items()
            if plan in within and year in (None, d)
        }

    def _limits(self) -> None:
        """(6) N(outcome) ≤ max_units + N(raised_by), in one area (and year)."""
        for row in self.facts.rows("limits"):
            for area in self.facts.areas(row["level"], row.get("area")):
                where = row["level"], area, row.get("year")
                room: Sum = {ONE: row["max_units"]}
                if row.get("raised_by") is not None:
                    room |= self.delivered(*where, row["raised_by"])
                self.at_most(self.delivered(*where, row["outcome"]), room)

    def _asks(self, stream: str) -> bool:
        """Whether the stream has a minimum share; a share of zero asks nothing."""
        return any(
            row["stream"] == stream and row["min_share"] > 0
            for row in self.facts.rows("minimum_shares")
        )

    def _minimum_shares(self) -> None:
        """Decision 9: of the units paid from a stream in an area, at least the share has the
        outcome; a unit of another plan has as much of it as it yields.
        """
        for row in self.facts.rows("minimum_shares"):
            if row["min_share"] == 0:
                continue
            for area in self.facts.areas(row["level"], None):
                within = self.facts.plans_in(row["level"], area)
                has = {
                    u: self.facts.plans[plan]["outcome"] == row["outcome"]
                    for u, (plan, _) in self.units.items()
                    if plan in within
                }
                good = {u: 1.0 for u in has if has[u] and row["stream"] in self.helped_by[u]}
                other = {u: 1.0 for u in has if not has[u] and row["stream"] in self.paid_from[u]}
                yielded = {
                    u: self.facts.brings(self.units[u][0], row["outcome"])
                    for u in has
                    if not has[u] and row["stream"] in self.helped_by[u]
                }
                self.at_most(times(row["min_share"], plus(good, other)), plus(good, yielded))

    def additions(self) -> Sum:
        """Σ of additions to existing budgets."""
        return {("z", number): 1.0 for number in range(len(self.facts.budgets))}


def ways_to_pay(
    nodes: set[Key], lines: set[frozenset[Key]], counting: Mapping[Key, str]
) -> list[frozenset[Key]]:
    """The variants.

    The sets of nodes without a line that no larger one contains that holds the same streams with a
    minimum share.
    """
    if not counting:
        return maximal_without_line(nodes, lines)
    tied = sorted({node for line in lines for node in line} | set(counting), key=str)
    loose = nodes - set(tied)
    sets = [frozenset[Key]()]
    for node in tied:
        sets += [
            one | {node}
            for one in sets
            if all(frozenset((node, other)) not in lines for other in one)
        ]
    held = {one: {counting[node] for node in one if node in counting} for one in sets}
    largest = [
        one for one in sets if not any(one < other and held[one] == held[other] for other in sets)
    ]
    return [one | loose for one in largest]


def at_least(terms: Mapping[Key, float], target: float) -> Condition:
    """A row that asks a sum to reach a target."""
    return plus({ONE: reach(target)}, times(-1, terms)), "<="
