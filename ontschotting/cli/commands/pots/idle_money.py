"""`ontschotting idle-money`: what annual accounts say of money that is not yet spent."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words
from ontschotting.words.numbers import amount, number


@command()
def idle_money(case: on.Case, lang: str) -> Answer:
    """Show the earmarked money that is not yet spent, as annual accounts say."""
    result = on.idle_money(case)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.IdleMoney, lang: str) -> Iterator[str]:
    words = texts("terminal.idle_money", lang)
    headers = ("", *(words[name] for name in ("idle", "areas", "rate", "every_year", "areas")))
    rows = []
    for row in result.years.iter_rows(named=True):
        name = f"{row['year']} {level_words(row['level'], lang)}"
        euros, each, every = (
            "" if row[column] is None else amount(row[column], lang, "eur")
            for column in ("closing_eur", "per_inhabitant_eur", "panel_closing_eur")
        )
        areas, panel = (number(row[column], lang) for column in ("areas", "panel_areas"))
        rows.append((name, euros, areas, each, every, panel))
    yield from text_table_lines(headers, rows)
