"""Which rules of a case make its program a mixed-integer one."""

from __future__ import annotations

from ontschotting.case.case_tables import CaseTables
from ontschotting.errors import QuestionError
from ontschotting.words.messages import problem


def has_fixed_costs(case: CaseTables) -> bool:
    """Tell whether a stream has a fixed cost per plan."""
    return bool((case.streams["fixed_eur_per_plan"] > 0).any())


def has_least_awards(case: CaseTables) -> bool:
    """Tell whether a stream has a least award."""
    return bool((case.streams["min_award_eur"] > 0).any())


def has_whole_plans(case: CaseTables) -> bool:
    """Tell whether a plan is whole."""
    return bool(case.with_defaults["plans"]["whole"].any())


def is_mixed_integer(case: CaseTables) -> bool:
    """Tell whether whole plans, fixed costs or least awards ask for 0–1 columns."""
    return has_whole_plans(case) or has_fixed_costs(case) or has_least_awards(case)


def refuse_mixed_integer(case: CaseTables, question: str, reason: str) -> None:
    """Refuse a question that has no right answer where plans are whole or applying costs money.

    Args:
        case: The case
        question: The name of the question
        reason: The code of the problem that says why, and what to do instead

    Raises:
        QuestionError: The case has such rules.
    """
    if is_mixed_integer(case):
        raise QuestionError(
            problem("not_with_whole_plans", question=question, reason=problem(reason))
        )
