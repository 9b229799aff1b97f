"""`ontschotting target-gap`: the shortfall against the targets and the money that meets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import table_lines, text_table_lines
from ontschotting.cli.words import label
from ontschotting.errors import QuestionError
from ontschotting.support.progress import ReportProgress
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount

Steps = Annotated[
    str | None,
    typer.Option(
        "--steps",
        metavar="EUR,EUR",
        help="The extra euros at which the best value is told; default: up to a billion.",
    ),
]


@command()
def target_gap(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    steps: Steps = None,
) -> Answer:
    """Measure the shortfall against the targets, within the walls and without.

    It also gives the least extra money that meets them.
    """
    # heavy: loaded when there is a question
    from ontschotting.measures.policy.targets import STEPS

    euros = STEPS if steps is None else _euros_in(steps)
    result = on.target_gap(case, regime, euros, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _euros_in(typed: str) -> list[float]:
    """Return the amounts in a list that is typed as `0,1000000`.

    Raises:
        QuestionError: One is no number.
    """
    try:
        return [float(euros) for euros in typed.split(",")]
    except ValueError as error:
        raise QuestionError(problem("no_list_of_euros", typed=typed)) from error


def _lines(result: on.TargetGap, lang: str) -> Iterator[str]:
    short = result.frame.filter(result.frame["short"] > 0)
    if short.height:
        yield from table_lines(
            (
                (
                    f"{label(row['regime'], lang)}: {row['area'] or label(row['level'], lang)}"
                    f" {row['year'] or ''}".strip(),
                    row["short"],
                    "value",
                )
                for row in short.iter_rows(named=True)
            ),
            lang,
        )
    yield from _addition_lines(result, lang)
    rows = (
        (f"+{amount(extra, lang, 'eur')}", amount(current, lang), amount(lifted, lang))
        for extra, current, lifted in result.curve.iter_rows()
    )
    yield from text_table_lines(("", label("current", lang), label("lifted", lang)), rows, left=0)


def _addition_lines(result: on.TargetGap, lang: str) -> Iterator[str]:
    """Yield the extra money that meets the targets, a line per regime and budget."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.facts.streams import stream_names

    names = stream_names(result.case, lang)
    rows = [
        (
            ", ".join(
                filter(
                    None,
                    (
                        label(side, lang),
                        names[row["stream"]],
                        row["area"] or label(row["level"], lang),
                        str(row["year"] or ""),
                    ),
                )
            ),
            amount(row["addition_eur"], lang, "eur"),
        )
        for side, gap in (("current", result.current), ("lifted", result.lifted))
        for row in gap.additions.iter_rows(named=True)
    ]
    if rows:
        yield from text_table_lines((label("additions", lang), ""), rows)
