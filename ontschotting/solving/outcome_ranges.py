"""The least and the most of every outcome over the optimal allocations of least spending."""

from __future__ import annotations

from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.optimal_face import optimal_face
from ontschotting.solving.questions import RegimeQuestions

Range = tuple[float, float]
"""The least and the most of an amount that an optimum leaves open."""


def outcome_ranges(questions: RegimeQuestions, value: float) -> dict[str, Range]:
    """Return the least and the most units of every outcome, over what reaches a value cheapest.

    Where the case has one outcome, the value says how many units there are, and nothing is solved.
    Where a search left the best value open, over all that reaches the value that was found.

    Args:
        questions: The optima of a regime
        value: Its best value
    """

    def work_out() -> dict[str, Range]:
        program = questions.regime_program
        outcomes = outcomes_of(program.case)
        weight = _only_weight(program)
        if len(outcomes) == 1 and weight:
            best = questions.best
            most = -best.proven_minimum if best is not None and questions.is_open else value
            return {outcomes[0]: (value / weight, most / weight)}
        face = optimal_face(questions, value, questions.is_open)
        return {name: face.range(program.units_of(name), 1.0) for name in outcomes}

    return questions.answers.get(("outcome_ranges", value), work_out)


def _only_weight(program: RegimeProgram) -> float:
    """Return what a unit is worth in a case of one outcome; 0 without plans."""
    weights = program.columns.units["weight"]
    return float(weights[0]) if len(weights) else 0.0
