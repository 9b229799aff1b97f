"""What every answer with prices says where projects are chosen whole."""

from __future__ import annotations

from ontschotting.case.case import Case
from ontschotting.case.facts.projects import is_mixed_integer
from ontschotting.words.sentences import sentences


def prices_with_projects(case: Case, lang: str) -> list[str]:
    """Say that prices hold with the projects as they were chosen; nothing in a linear case.

    Args:
        case: The case
        lang: `nl` or `en`
    """
    return sentences("prices_projects", lang) if is_mixed_integer(case) else []
