"""Refuses what is no case."""

from __future__ import annotations

from ontschotting.case.case_tables import CaseTables
from ontschotting.errors import QuestionError
from ontschotting.words.messages import problem


def check_case(case: object) -> None:
    """Refuse what is no case, such as the name of one.

    Args:
        case: As the caller gave it

    Raises:
        QuestionError: It is no case.
    """
    if not isinstance(case, CaseTables):
        raise QuestionError(problem("no_case", case=case))
