"""`ontschotting conditions`: a regime with a guarantee, a free share or a cut."""

from __future__ import annotations

from collections.abc import Iterator

import ontschotting as on
from ontschotting.cli.command import Answer, answer_with, command
from ontschotting.cli.words import label
from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import amount


@command(defaults={"guarantee": "region"}, without=("free_share", "cut"))
def conditions(
    case: on.Case,
    regime: on.Regime,
    guarantee: str,
    solver: on.Solver,
    lang: str,
    report_progress: ReportProgress,
) -> Answer:
    """Compare free shares of 5 to 100 % and cuts of 0 to 30 %, with a guarantee and without."""
    result = on.conditions(case, regime, guarantee, solver=solver, progress=report_progress)
    return answer_with(result, _lines(result, lang), lang)


def _lines(result: on.Conditions, lang: str) -> Iterator[str]:
    yield f"{'':<20}{label('gain', lang):>16}{label('gain_guaranteed', lang):>16}"
    for row in result.sizes.iter_rows(named=True):
        size = amount(row["size"], lang, "share")
        gains = (amount(row[column], lang) for column in ("gain", "gain_guaranteed"))
        cells = "".join(f"{gain:>16}" for gain in gains)
        yield f"{label(row['kind'], lang):<12}{size:>8}{cells}"
