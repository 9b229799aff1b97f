"""The linear program that is left when the 0–1 values of a mixed-integer one are fixed.

Prices are read from it: they hold with the projects as they were chosen.
"""

from __future__ import annotations

from dataclasses import replace

from ontschotting.lp.certificate import Optimum
from ontschotting.lp.program import Array
from ontschotting.lp.solution import Backend
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver


def with_choices(solver: RegimeSolver, backend: Backend) -> RegimeSolver:
    """Return the questions about a regime with its projects as the cheapest allocation has them.

    Args:
        solver: The optima of a regime; returned as they are where the program is linear
        backend: A solver that has solved nothing yet
    """
    if not len(solver.base.undecided):
        return solver
    decided = solver.base.decided(solver.cheapest.values).changed(is_binary=None)
    program = replace(solver.regime_program, program=decided)
    return RegimeSolver(program, backend)


def prices_with_choices(questions: RegimeQuestions, best: Optimum, shown: Optimum) -> Array:
    """Return the prices of the best value, with the projects as they are shown.

    Args:
        questions: The optima of a regime
        best: That of the greatest value
        shown: That of the allocation that is shown
    """
    if not len(questions.base.undecided):
        return best.prices
    decided = questions.base.decided(shown.values)
    return questions.optimum(decided, -questions.regime_program.objectives.value).prices
