"""`ontschotting idle-money`: what annual accounts say of money that is not yet spent."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
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
    areas = f"{words['areas']:>10}"
    yield f"{'':<28}{words['idle']:>22}{areas}{words['rate']:>16}{words['every_year']:>22}{areas}"
    for row in result.years.iter_rows(named=True):
        name = f"{row['year']} {level_words(row['level'], lang)}"
        euros, each, every = (
            "" if row[column] is None else amount(row[column], lang, "eur")
            for column in ("closing_eur", "per_inhabitant_eur", "panel_closing_eur")
        )
        yield (
            f"{name:<28}{euros:>22}{number(row['areas'], lang):>10}{each:>16}{every:>22}"
            f"{number(row['panel_areas'], lang):>10}"
        )
