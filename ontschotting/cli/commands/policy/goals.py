"""`ontschotting goals`: the most of each goal, and the choice between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.errors import QuestionError
from ontschotting.support.progress import ReportProgress
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount, precise_number


@command()
def goals(
    case: on.Case,
    regime: on.Regime,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
    weights: Annotated[
        list[str] | None,
        typer.Option(
            "--weights",
            metavar="OUTCOME=WEIGHT,…",
            help="A point of the frontier; repeatable. By default the weights of the case, shifted"
            " step by step from one goal to another.",
        ),
    ] = None,
) -> Answer:
    """The most of each goal while the others keep what they have, and a frontier over weights."""
    grid = [_weights(text) for text in weights] if weights else None
    result = on.goals(case, regime, grid, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _weights(text: str) -> dict[str, float]:
    """Read `homes=1,halls=3`."""
    weights = {}
    for part in text.split(","):
        name, _, weight = part.partition("=")
        try:
            weights[name.strip()] = float(weight)
        except ValueError:
            raise QuestionError(problem("no_outcome_with_weight", part=part)) from None
    return weights


def _lines(result: on.Goals, lang: str) -> Iterator[str]:
    """Yield the most of each goal, and then every point of the frontier."""
    # the tables are heavy: loaded when there is an answer
    from ontschotting.case.labels import outcome_name

    words = texts("answers.goals", lang)
    rows = [
        (
            outcome_name(result.case, row["outcome"], lang),
            row["unit"] or "",
            *(amount(row[name], lang) for name in ("floor", "current", "lifted")),
        )
        for row in result.most.iter_rows(named=True)
    ]
    headers = [words[name] for name in ("outcome", "unit", "floor", "current", "lifted")]
    yield from text_table_lines(headers, rows)
    yield ""
    yield from text_table_lines(*_frontier(result, lang))


def _frontier(result: on.Goals, lang: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return headers and a row per point: its weights, and each goal within the walls → without."""
    from ontschotting.case.labels import outcome_name  # heavy, as above

    headers = [texts("answers.goals", lang)["weights"]]
    headers += [outcome_name(result.case, name, lang) for name in result.most["outcome"]]
    rows = []
    for point in result.frontier.partition_by("point", maintain_order=True):
        weights = " : ".join(precise_number(weight, lang) for weight in point["weight"])
        units = (
            f"{amount(current, lang)} → {amount(lifted, lang)}"
            for current, lifted in point.select("current_units", "lifted_units").iter_rows()
        )
        rows.append((weights, *units))
    return headers, rows
