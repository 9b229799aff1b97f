"""`ontschotting stream-register`: every stream that was documented, by what it may pay for."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines, wrapped
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import number

_COUNTS = ("streams", "schemes", "ask_cofinancing")
_AMOUNTS = ("only_eur", "shared_eur")


@command()
def stream_register(case: on.Case, lang: str) -> Answer:
    """Show the register of all documented streams: a picture, nothing is optimised.

    A stream for several purposes counts at each, so columns do not add up over purposes. --json has
    the amounts per year, the years in which terms end, the rules, and every row.
    """
    result = on.stream_register(case)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.StreamRegister, lang: str) -> Iterator[str]:
    words = texts("terminal.stream_register", lang)
    rows = [
        (
            purpose_words(row["purpose"], lang),
            *(number(row[column], lang) for column in _COUNTS),
            *(number(row[column] / 1e6, lang) if row[column] else "" for column in _AMOUNTS),
        )
        for row in result.purposes.iter_rows(named=True)
    ]
    yield from text_table_lines(("", *(words[name] for name in (*_COUNTS, *_AMOUNTS))), rows)
    yield f"\n{wrapped(words['units'])}"
