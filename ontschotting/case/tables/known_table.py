"""Refuses the name of a table that the format does not have."""

from __future__ import annotations

from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem


def refuse_unknown_table(question: str, name: str) -> None:
    """Raise where the format has no table of this name, with the nearest name and all of them.

    Args:
        question: What was asked, with which the message begins
        name: The name of the table

    Raises:
        QuestionError: There is no such table.
    """
    if name not in TABLES:
        raise QuestionError(
            problem(
                "unknown_table",
                question=question,
                name=name,
                hint=did_you_mean(name, TABLES),
                tables=", ".join(TABLES),
            )
        )
