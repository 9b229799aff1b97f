"""`ontschotting per-area`: what the walls hold back in each area on its own."""

from __future__ import annotations

from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
    CaseArgument,
    Cut,
    FreeShare,
    Json,
    Lang,
    Lift,
    PulpSolver,
    Purposes,
    Solver,
    Streams,
    check_lang,
    read_named,
    regime_of,
    solver_of,
)
from ontschotting.cli.printing import print_json, progress

Level = Annotated[str, typer.Option("--level", help="region, or a grouping column of the regions.")]
_HEADS = {"nl": ("vrijgespeeld", "geblokkeerd"), "en": ("freed", "blocked")}


@app.command("per-area")
def per_area_command(
    case: CaseArgument = "nederland",
    level: Level = "housing_deal_region",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """Each area of a level on its own: what is freed and blocked there, with rates per inhabitant
    and per thousand homes in --json.
    """
    from ontschotting.measures.comparison.by_area import by_area
    from ontschotting.words.numbers import amount

    check_lang(lang)
    regime = regime_of(lift, streams, purposes, free_share, cut, awarded)
    with progress("per-area") as say:
        result = by_area(
            read_named(case), level, regime, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        freed, blocked = _HEADS[lang]
        print(f"{'':<40}{freed:>16}{blocked:>24}")
        for row in result.frame.iter_rows(named=True):
            freed, blocked = amount(row["freed"], lang), amount(row["blocked_eur"], lang, "eur")
            print(f"{row['name'] or row['area']:<40}{freed:>16}{blocked:>24}")
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
