"""The options that commands share, and the values that commands get for them.

Each function here declares its options in its signature, as typer reads them, and returns the value
that they ask for. What reads a case or loads a solver is imported inside the functions: without it
`ontschotting --help` comes at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

import ontschotting as on
from ontschotting.errors import CaseError, Finding, QuestionError
from ontschotting.regime.lifts import WALLS
from ontschotting.regime.presets import INTEGRAL, PRESETS, preset
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.languages import check_lang

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="A folder, a workbook (.xlsx) or the name of a bundled case."
    ),
]
Lift = Annotated[
    list[str] | None,
    typer.Option(
        "--lift",
        metavar="WALL",
        help=(
            "A wall, area=LEVEL, or a preset: integral, unconditional, borderless, regional=LEVEL."
            " Repeatable."
        ),
    ),
]
Streams = Annotated[
    str | None,
    typer.Option(
        "--streams", metavar="A,B", help="Only these streams; default: all that are not own money."
    ),
]
Purposes = Annotated[
    str | None, typer.Option("--purposes", metavar="A,B", help="Open only these purposes.")
]
FreeShare = Annotated[
    float, typer.Option("--free-share", help="The part of each budget on which walls fall, 0 to 1.")
]
Cut = Annotated[
    float, typer.Option("--cut", help="The part of the lifted money that is given up, 0 to 1.")
]
Awarded = Annotated[
    bool, typer.Option("--awarded", help="Lift money that was already awarded too.")
]
Guarantee = Annotated[
    str | None,
    typer.Option(
        "--guarantee",
        metavar="LEVEL|outcomes",
        help="Nobody below the least of any optimal current allocation.",
    ),
]
SolverName = Annotated[str, typer.Option("--solver", help="highs or pulp.")]
PulpSolver = Annotated[
    str | None, typer.Option("--pulp-solver", help="With --solver pulp: CBC, HiGHS, …")
]
Lang = Annotated[str, typer.Option("--lang", help="nl or en, for texts.")]
Json = Annotated[
    bool, typer.Option("--json", help="One JSON object on standard output, and nothing else there.")
]


def requested_case_name(case: CaseArgument = "nederland") -> str:
    """Return the case as it was typed: a path, or the name of a bundled case."""
    return case


def requested_case(case: CaseArgument = "nederland") -> on.Case:
    """Read a case from a path, or by the name of a bundled case."""
    if not case.strip():
        raise QuestionError(
            "case | no case is named. Give a folder, a workbook or the name of a bundled case."
        )
    if Path(case).exists():
        try:
            return on.read_case(case)
        except QuestionError as error:
            # What is there cannot be read as a case at all: the command line is right, and the case
            # is refused.
            message = str(error).removeprefix("case | ")
            finding = Finding("error", "case", None, None, case, message, case)
            raise CaseError((finding,)) from error
    if any(mark in case for mark in (os.sep, "/", "\\")) or case.casefold().endswith(
        (".xlsx", ".csv")
    ):
        raise QuestionError(f"case | there is no folder or workbook at '{case}'.")
    return on.load_case(case)


def requested_regime(
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
) -> on.Regime | None:
    """Return the union of the walls and presets of `--lift`, or None where no option is given.

    A preset by itself keeps its name; with other options and no `--lift` the preset is `integral`.
    """
    bare = (streams, purposes, free_share, cut, awarded) == (None, None, 1.0, 0.0, False)
    if not lift and bare:
        return None
    parts = [_walls_named(name) for name in lift or ["integral"]]
    if bare and len(parts) == 1 and parts[0].name:
        return parts[0]
    lifts = [part.lifts[0] for part in parts]
    return on.lift(
        *frozenset().union(*(part.walls for part in lifts)) - {"area"},
        area=_only_level([part.level for part in lifts if part.level]),
        streams=names_in(streams),
        purposes=names_in(purposes),
        free_share=free_share,
        cut=cut,
        awarded=awarded,
    )


@wraps(requested_regime)
def requested_or_integral(**options: Any) -> on.Regime:
    """Return the regime of the options, and the preset `integral` where none is given."""
    return requested_regime(**options) or INTEGRAL


def _walls_named(name: str) -> on.Regime:
    """Return what one value of `--lift` takes down: a wall, area=LEVEL or a preset."""
    kind, _, level = name.partition("=")
    if kind in ("area", "regional") and not level:
        raise QuestionError(f"regime | --lift {kind} needs a level: --lift {kind}=province.")
    if kind == "area":
        return on.lift(area=level)
    regime = preset(name)
    if regime is None and name in WALLS:
        return on.lift(name)
    if regime is None:
        known = (*WALLS, *PRESETS, "regional=LEVEL", "area=LEVEL")
        raise QuestionError(
            f"regime | no wall or preset called {name!r}. Choose from:"
            f" {', '.join(known)}.{did_you_mean(name, known)}"
        )
    return regime


def _only_level(levels: Sequence[str]) -> str | None:
    """Return the level to which the wall of the area is lifted, which must be one."""
    for level in levels[1:]:
        if level != levels[0]:
            raise QuestionError(
                f"regime | two levels are asked for, {levels[0]} and {level}. Choose one."
            )
    return levels[0] if levels else None


def names_in(text: str | None) -> list[str] | None:
    """Return the names in a list that is typed as `a,b`, or None where no list is typed."""
    return None if text is None else [name.strip() for name in text.split(",") if name.strip()]


def requested_awarded(awarded: Awarded = False) -> bool:
    """Return whether money that was already awarded is lifted too."""
    return awarded


def requested_guarantee(guarantee: Guarantee = None) -> str | None:
    """Return the level of the guarantee, `outcomes`, or None."""
    return guarantee


def requested_solver(solver: SolverName = "highs", pulp_solver: PulpSolver = None) -> on.Solver:
    """Return the solver that the options name."""
    return on.Solver(solver, pulp_solver)


def requested_lang(lang: Lang = "nl") -> str:
    """Return the language of texts; raises QuestionError for one that is not there."""
    check_lang(lang, "--lang")
    return lang


def requested_json(as_json: Json = False) -> bool:
    """Return whether one JSON object is printed."""
    return as_json


SHARED: dict[str, Callable[..., Any]] = {
    "case": requested_case,
    "case_name": requested_case_name,
    "regime": requested_or_integral,
    "requested_regime": requested_regime,
    "awarded": requested_awarded,
    "guarantee": requested_guarantee,
    "as_json": requested_json,
    "solver": requested_solver,
    "lang": requested_lang,
}
"""What a command can ask for by the name of a parameter, and the function that gives it its value.

`--help` lists the options in this order.
"""
