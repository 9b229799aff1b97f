"""The options that commands share, and what they ask for: a case, a regime, a language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontschotting.errors import CaseError, QuestionError

if TYPE_CHECKING:  # cases and solvers are heavy: loaded when a command runs
    from ontschotting.case.case import Case
    from ontschotting.lp.solver_choice import Solver as Choice
    from ontschotting.regime.regime import Regime

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
Json = Annotated[
    bool, typer.Option("--json", help="One JSON object on standard output, and nothing else there.")
]
Solver = Annotated[str, typer.Option("--solver", help="highs or pulp.")]
PulpSolver = Annotated[
    str | None, typer.Option("--pulp-solver", help="With --solver pulp: CBC, HiGHS, …")
]
Lang = Annotated[str, typer.Option("--lang", help="nl or en, for texts.")]


def regime_of(
    lifts: list[str] | None,
    streams: str | None,
    purposes: str | None,
    free_share: float,
    cut: float,
    awarded: bool,
) -> Regime:
    """The regime that the options ask for.

    The union of the walls and presets named, for the streams and purposes named.
    """
    from ontschotting.regime.lifts import INTEGRAL_WALLS, WALLS
    from ontschotting.regime.presets import PRESETS
    from ontschotting.regime.regime import lift
    from ontschotting.support.suggestions import did_you_mean

    walls: dict[str, None] = {}
    level: str | None = None
    for name in lifts or ["integral"]:
        key, _, value = name.partition("=")
        if key in ("area", "regional"):
            if not value:
                raise QuestionError(f"regime | --lift {key} needs a level: --lift {key}=province.")
            if level not in (None, value):
                raise QuestionError(
                    f"regime | two levels are asked for, {level} and {value}. Choose one."
                )
            level = value
            walls.update(dict.fromkeys(INTEGRAL_WALLS if key == "regional" else ()))
        elif name in PRESETS:
            preset = PRESETS[name].lifts[0]
            level = preset.level or level
            walls.update(
                dict.fromkeys(wall for wall in WALLS if wall in preset.walls and wall != "area")
            )
        elif name in WALLS:
            walls[name] = None
        else:
            known = (*WALLS, *PRESETS, "regional=LEVEL", "area=LEVEL")
            raise QuestionError(
                f"regime | no wall or preset called {name!r}. Choose from:"
                f" {', '.join(known)}.{did_you_mean(name, known)}"
            )
    regime = lift(
        *walls,
        area=level,
        streams=_split(streams),
        purposes=_split(purposes),
        free_share=free_share,
        cut=cut,
        awarded=awarded,
    )
    plain = streams is None and purposes is None and free_share == 1 and cut == 0 and not awarded
    preset_name = (lifts or ["integral"])[0] if len(lifts or ["integral"]) == 1 else None
    if plain and preset_name and (preset_name in PRESETS or preset_name.startswith("regional=")):
        from dataclasses import replace

        regime = replace(regime, name=preset_name)
    return regime


def _split(names: str | None) -> list[str] | None:
    return None if names is None else [name.strip() for name in names.split(",") if name.strip()]


def read_named(case: str) -> Case:
    """A case from a path, or by the name of a bundled case."""
    from ontschotting.case.files.read import read_case
    from ontschotting.datasets.bundled import load_case
    from ontschotting.errors import Finding

    if not case.strip():
        raise QuestionError(
            "case | no case is named. Give a folder, a workbook or the name of a bundled case."
        )
    if Path(case).exists():
        try:
            return read_case(case)
        except QuestionError as error:
            # What is there cannot be read as a case at all: the command line is right, and the case
            # is refused.
            raise CaseError(
                (
                    Finding(
                        "error", "case", None, None, case, str(error).removeprefix("case | "), case
                    ),
                )
            ) from error
    if any(mark in case for mark in (os.sep, "/", "\\")) or case.casefold().endswith(
        (".xlsx", ".csv")
    ):
        raise QuestionError(f"case | there is no folder or workbook at '{case}'.")
    return load_case(case)


def check_lang(lang: str) -> None:
    from ontschotting.words import languages

    languages.check_lang(lang, "--lang")


def solver_of(name: str, pulp_solver: str | None) -> Choice:
    """The solver that the options name."""
    from ontschotting.lp.solver_choice import Solver as Choice

    return Choice(name, pulp_solver)
