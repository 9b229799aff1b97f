"""Draws the data of docs/ten-percent.md: a cut with the walls down and with the walls standing.

Every draw is a case of its own; the values of all cuts come from the same draw, so that what a cut
costs and what the walls cost can be told apart in each of them.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import ontschotting as on
from ontschotting.measures.uncertainty.draw_cache import DrawCache
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.tolerances import negligible

CUTS = (0.0, 0.05, 0.1, 0.2)
"""The cuts of the page."""

TEN = 0.1
"""The cut that the state has booked."""

SEED = 1


def walls_standing(cut: float) -> on.Regime:
    """Return the regime that takes the same cut from the same money and lifts no wall."""
    return on.lift(cut=cut, awarded=True)


def draw_rows(
    readings: dict[str, on.Case], count: int, folder: Path | None = None
) -> Iterator[dict[str, object]]:
    """Return the numbers of each draw under each reading.

    Args:
        readings: The case under each reading of the limit
        count: How many draws
        folder: Keeps the finished draws, so that an interrupted run can go on; a draw of another
            case, version or seed is not used
    """
    cache = DrawCache(folder)
    for number in range(1, count + 1):
        for reading, case in readings.items():
            name, question = f"{reading}-{number}", question_of(case, number)
            row = cache.read(name, question)
            if row is None:
                print(f"draw {number} {reading}", file=sys.stderr, flush=True)
                solver = CaseSolver(SeededDraws(SEED).case_of(case, number))
                row = {
                    "draw": number,
                    "reading": reading,
                    **values_of(solver),
                    **own_moneys(solver),
                }
                cache.write(name, question, row)
            yield row


def question_of(case: on.Case, number: int) -> str:
    """Return the fingerprint of all that the numbers of a draw depend on."""
    parts = (on.__version__, case.fingerprint, SEED, number, CUTS, TEN)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def values_of(solver: CaseSolver) -> dict[str, float | None]:
    """Return the values of a case under each cut, and its break-even cuts."""
    value = solver.value()
    numbers: dict[str, float | None] = {"current": value}
    free = {0.0: solver.value(on.block_grant(0.0))}
    for name, values in (("free", free), ("walls", {0.0: value})):
        numbers |= {f"{name}_{cut:g}": each for cut, each in _values(solver, name, values).items()}
    numbers["even_free"] = solver.break_even_cut(on.block_grant(0.0), value)
    numbers["even_walls"] = solver.break_even_cut(walls_standing(0.0), value)
    return numbers


def own_moneys(solver: CaseSolver) -> dict[str, float | None]:
    """Return the least own money for today's result: today, and with the cut that was booked."""
    regimes = {
        "own_current": on.CURRENT,
        "own_free_0.1": on.block_grant(TEN),
        "own_walls_0.1": walls_standing(TEN),
    }
    value = solver.value()
    return {name: own_money(solver, regime, value) for name, regime in regimes.items()}


def _values(solver: CaseSolver, name: str, values: dict[float, float]) -> dict[float, float]:
    """Return the value at each cut, from that without one.

    It falls with the cut, so where the largest cut changes nothing no other one does.
    """
    regime = {"free": on.block_grant, "walls": walls_standing}[name]
    values[CUTS[-1]] = solver.value(regime(CUTS[-1]))
    same = values[0.0] - values[CUTS[-1]] <= negligible(values[0.0])
    for cut in CUTS[1:-1]:
        values[cut] = values[0.0] if same else solver.value(regime(cut))
    return {cut: values[cut] for cut in CUTS}


def own_money(solver: CaseSolver, regime: on.Regime, value: float) -> float | None:
    """Return the least own money with which a regime reaches a value; None where it cannot."""
    questions = solver.questions(regime)
    least = questions.least_own_money(value)
    return None if least is None else least.minimum * questions.regime_program.euro_unit
