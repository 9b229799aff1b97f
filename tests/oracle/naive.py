"""Answers every measure of the model with one fully indexed linear or mixed-integer program per
question, solved through PuLP.

Nothing here or below is shared with the library: no table reader, no matrix, no measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pulp

from tests.oracle.facts import (
    ONE,
    PHI,
    RHO,
    TOLERANCE,
    Facts,
    Key,
    Regime,
    Sum,
    Tables,
    free_pieces_of,
    pieces_of,
    plus,
    reach,
    times,
)
from tests.oracle.projects import CHOICES
from tests.oracle.rows import Condition, World, at_least

_Terms = list[tuple[pulp.LpVariable, float]]


class NotSolved(RuntimeError):
    """A solver stopped without an optimum, or its answer breaks a row."""


class Asker:
    """Puts questions to one world.

    Unless set free, additions are 0 and RHO is 1; PHI is always free.
    """

    def __init__(
        self, world: World, solver: pulp.LpSolver, always: Sequence[Condition] = ()
    ) -> None:
        self.world, self.solver, self.always = world, solver, list(always)

    def most(self, terms: Sum, *extra: Condition, free: str = "") -> float:
        return -self.least(times(-1, terms), *extra, free=free)

    def least(self, terms: Sum, *extra: Condition, free: str = "") -> float:
        """The least of a sum over the program with the extra rows.

        `free` names what may vary: "z" or "rho".
        """
        question = _Question(terms, [*self.world.conditions, *self.always, *extra], free)
        return question.answer(self.solver)


class _Question:
    """One program: a sum to make as small as it can be, and the rows that hold."""

    def __init__(self, terms: Sum, conditions: Sequence[Condition], free: str) -> None:
        self.problem = pulp.LpProblem("naive", pulp.LpMinimize)
        self.variables: dict[Key, pulp.LpVariable] = {}
        self.free = free
        self.objective, self.shift = self._split(terms)
        self.problem += pulp.LpAffineExpression(self.objective)
        self.rows: list[tuple[_Terms, str, float]] = []
        for summed, sign in conditions:
            found, constant = self._split(summed)
            self.rows.append((found, sign, constant))
            if found:
                total = pulp.LpAffineExpression(found)
                self.problem += (total == -constant) if sign == "==" else (total <= -constant)

    def _split(self, summed: Sum) -> tuple[_Terms, float]:
        """The variables of a sum, and its constant."""
        constant, found = 0.0, []
        for key, value in summed.items():
            if key == ONE or (key == RHO and self.free != "rho"):
                constant += value
            elif value != 0 and (key[0] != "z" or self.free == "z"):
                if key not in self.variables:
                    self.variables[key] = self.problem.add_variable(
                        f"{key[0]}{len(self.variables)}",
                        0,
                        1.0 if key in (RHO, PHI) else None,
                        pulp.LpBinary if key[0] in CHOICES else pulp.LpContinuous,
                    )
                found.append((self.variables[key], value))
        return found, constant

    def answer(self, solver: pulp.LpSolver) -> float:
        """Solve; with 0-1 variables, once more as a linear program with these rounded and fixed."""
        if not self.variables:
            return self._checked()
        self._solve(solver)
        choices = [variable for key, variable in self.variables.items() if key[0] in CHOICES]
        if not choices:
            return self._checked()
        bound = self._total()
        for variable in choices:
            variable.cat = pulp.LpContinuous
            variable.lowBound = variable.upBound = float(round(variable.value()))
        self._solve(solver)
        found = self._checked()
        if abs(found - bound) > 1e-6 * max(1.0, abs(found)):  # what the roads may differ by
            raise NotSolved(f"{found} with rounded choices, {bound} before")
        return found

    def _solve(self, solver: pulp.LpSolver) -> None:
        status = self.problem.solve(solver)
        if pulp.LpStatus[status] != "Optimal":
            raise NotSolved(pulp.LpStatus[status])

    def _total(self) -> float:
        return float(sum(v * variable.value() for variable, v in self.objective) + self.shift)

    def _checked(self) -> float:
        """The value of the answer, when every row holds."""
        for found, sign, constant in self.rows:
            level = sum(value * variable.value() for variable, value in found) + constant
            size = max(
                [1.0, abs(constant)] + [abs(value * variable.value()) for variable, value in found]
            )
            if level > 1e-7 * size or (sign == "==" and level < -1e-7 * size):
                raise NotSolved(f"a row is broken by {level}")
        return self._total()


def exact_highs() -> pulp.LpSolver:
    """HiGHS through PuLP with the tightest tolerances it takes."""
    return pulp.HiGHS(
        msg=False,
        gapRel=0.0,
        gapAbs=1e-9,
        mip_feasibility_tolerance=1e-9,
        primal_feasibility_tolerance=1e-10,
        dual_feasibility_tolerance=1e-10,
    )


def cbc() -> pulp.LpSolver:
    """CBC, whose answer passes through a text file and loses digits."""
    return pulp.PULP_CBC_CMD(msg=False)


def floors(asker: Asker, guarantee: str, best: float) -> list[tuple[str, str, float]]:
    """(level or "outcomes", area or outcome, floor).

    The least each gets in any optimal current allocation.
    """
    world, facts = asker.world, asker.world.facts
    enough = at_least(world.value, best)
    names = list(facts.weight) if guarantee == "outcomes" else facts.areas(guarantee, None)
    return [
        (guarantee, name, max(0.0, asker.least(promised(world, guarantee, name), enough)))
        for name in names
    ]


def promised(world: World, guarantee: str, name: str) -> Sum:
    """What a floor counts: the weighted value of an area, or the units of an outcome."""
    if guarantee == "outcomes":
        return world.delivered("national", None, None, name)
    within = world.facts.plans_in(guarantee, name)
    return {u: weight for u, weight in world.value.items() if world.units[u][0] in within}


def target_top_up(asker: Asker) -> float | None:
    """Least Σ of additions so that every target row is met.

    None when even unlimited additions leave a shortfall.
    """
    world, asked, short = asker.world, [], {}
    allowed = 0.0
    for number, row in enumerate(world.facts.rows("targets")):
        asked.append(
            (
                world.delivered(row["level"], row.get("area"), row.get("year"), row["outcome"]),
                row["units"],
            )
        )
        short["short", number] = 1.0
        allowed += TOLERANCE * max(1.0, row["units"])
    if not asked:
        return 0.0
    slack = [
        (plus({ONE: units}, times(-1, terms), {("short", n): -1.0}), "<=")
        for n, (terms, units) in enumerate(asked)
    ]
    if asker.least(dict(short), *slack, free="z") > allowed:
        return None
    return (
        asker.least(world.additions(), *[at_least(*row) for row in asked], free="z")
        * world.facts.scale
    )


def measures(
    tables: Tables,
    regime: Regime,
    guarantee: str | None = None,
    solver: pulp.LpSolver | None = None,
) -> dict[str, Any]:
    """Every measure of the model for one regime against the current one.

    None where no amount suffices.
    """
    facts, solver = Facts(tables), solver or exact_highs()
    euro = facts.scale
    now = Asker(World(facts, [], pieces_of(facts, [])), solver)
    value_c = now.most(now.world.value)
    spent_c = now.least(now.world.spending, at_least(now.world.value, value_c)) * euro
    own_c = now.least(now.world.own_spending, at_least(now.world.value, value_c)) * euro
    budget_c = sum(budget["amount_eur"] for budget in facts.budgets)
    answer: dict[str, Any] = {
        "value_current": value_c,
        "spent_eur_current": spent_c,
        "budget_eur_current": budget_c,
        "stranded_eur_current": budget_c - now.most(now.world.paying) * euro,
        "target_top_up_eur_current": target_top_up(now),
    }

    lifted = World(facts, regime, pieces_of(facts, regime))
    kept = floors(now, guarantee, value_c) if guarantee else []
    answer["floors"] = {name: floor for _, name, floor in kept}
    answer["target_top_up_eur_lifted"] = target_top_up(Asker(lifted, solver))
    then = Asker(
        lifted,
        solver,
        [at_least(promised(lifted, kind, name), floor) for kind, name, floor in kept],
    )
    value_i = then.most(lifted.value)
    budget_i = (lifted.money.get(ONE, 0.0) + lifted.money.get(RHO, 0.0)) * euro
    enough = at_least(lifted.value, value_i)
    spent_i = then.least(lifted.spending, enough) * euro
    answer |= {
        "value_lifted": value_i,
        "freed": value_i - value_c,
        "spent_eur_lifted": spent_i,
        "budget_eur_lifted": budget_i,
        "stranded_eur_lifted": budget_i - then.most(lifted.paying) * euro,
        "crossing_eur": then.least(lifted.crossing, enough) * euro,
        "surplus_eur": budget_i - spent_i,
    }
    answer |= against_today(then, value_c, value_i, spent_c, spent_i, own_c)

    # top-up: the current regime, with additions, reaches V(i); None is proven by unlimited
    # additions
    unlimited = now.most(now.world.value, free="z")
    answer["top_up_eur"] = None
    if unlimited >= reach(value_i):
        answer["top_up_eur"] = (
            now.least(now.world.additions(), at_least(now.world.value, value_i), free="z") * euro
        )

    free = World(facts, regime, free_pieces_of(facts, regime))
    share = Asker(
        free, solver, [at_least(promised(free, kind, name), floor) for kind, name, floor in kept]
    )
    best = share.most(free.value)
    for name, theta in (("least_free_share", 1.0), ("least_free_share_90", 0.9)):
        target = value_c + theta * (value_i - value_c)
        reached = best >= reach(target)
        answer[name] = share.least({PHI: 1.0}, at_least(free.value, target)) if reached else None
    return answer


_KNOWN: dict[str, dict[str, Any]] = {}


def measures_of(scenario: Any) -> dict[str, Any]:
    """Every measure of a random scenario: asked once, however many ways are laid beside it.

    It is known by its name: family, seed and number.
    """
    if scenario.name not in _KNOWN:
        _KNOWN[scenario.name] = measures(scenario.tables, scenario.regime, scenario.guarantee)
    return _KNOWN[scenario.name]


def against_today(
    then: Asker, value_c: float, value_i: float, spent_c: float, spent_i: float, own_c: float
) -> dict[str, float | None]:
    """The measures that ask the lifted world for today's best result.

    All None when a cut keeps it from that.
    """
    names = (
        "needed_eur",
        "blocked_eur",
        "detour_eur",
        "utilisation",
        "break_even_cut",
        "own_tied_eur",
    )
    if value_i < reach(value_c):
        return dict.fromkeys(names)
    world = then.world
    today = at_least(world.value, value_c)
    own = then.least(world.own_spending, today) * world.facts.scale
    needed = then.least(world.spending, today) * world.facts.scale
    blocked = spent_i - needed
    utilisation = 1.0 if needed < 1 and blocked < 1 else needed / (needed + blocked)
    break_even = 1 - then.least({RHO: 1.0}, today, free="rho")
    found = (needed, blocked, spent_c - needed, utilisation, break_even, own_c - own)
    return dict(zip(names, found, strict=True))
