"""The options that commands share, and the values that commands get for them.

Each function here declares its options in its signature, as typer reads them, and returns the value
that they stand for. Names such as `on.Case` load their module when they are used, so that
`ontschotting --help` does not wait for solvers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

import ontschotting as on
from ontschotting.errors import CaseError, Finding, QuestionError
from ontschotting.regime.lifts import WALLS
from ontschotting.regime.presets import INTEGRAL, PRESETS, preset
from ontschotting.regime.regime import BLOCK_GRANT
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import check_lang
from ontschotting.words.labels import wall_words
from ontschotting.words.languages import LANGUAGES
from ontschotting.words.messages import Message, problem


class RefusedOption(typer.BadParameter):
    """The value of an option is refused, with the reason in both languages."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text("en"))
        self.reason = reason


def parse_share(typed: str | float) -> float:
    """Return a share that is typed as `0.2`, `0,2` or `20%`.

    Args:
        typed: What is typed; typer also passes the default, a number, through here

    Raises:
        RefusedOption: It is no number.
    """
    # polars is heavy: the terminal reads this file before it knows the question
    from ontschotting.case.tables.parse_value import RefusedValue, parse_number

    text = str(typed)
    number = parse_number(text, "," if "," in text else ".", percent=True)
    if isinstance(number, RefusedValue):
        raise RefusedOption(number.message)
    return number


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
            "A wall (purpose, period, cofinancing, cap, threshold, stacking, assurance, overhead,"
            " in Dutch too), area=LEVEL, or a preset: integral, unconditional, borderless,"
            " regional=LEVEL, block-grant=CUT. Repeatable, or with commas between."
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
    float,
    typer.Option(
        "--free-share",
        parser=parse_share,
        metavar="SHARE",
        help="The part of each budget on which walls fall, such as 0.2 or 20%.",
    ),
]
Cut = Annotated[
    float,
    typer.Option(
        "--cut",
        parser=parse_share,
        metavar="SHARE",
        help="The part of the lifted money that is given up, such as 0.1 or 10%.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
Awarded = Annotated[
    bool, typer.Option("--awarded", help="Lift money that was already awarded too.")
]
Guarantee = Annotated[
    str | None,
    typer.Option(
        "--guarantee",
        metavar="LEVEL|outcomes",
        help="No area (or goal) may end up with less than it is sure to get today.",
    ),
]
SolverName = Annotated[str, typer.Option("--solver", help="highs or pulp.")]
PulpSolver = Annotated[
    str | None, typer.Option("--pulp-solver", help="With --solver pulp: CBC, HiGHS, …")
]
Gap = Annotated[
    float | None,
    typer.Option(
        "--gap",
        help=(
            "With whole plans, fixed costs or least awards: stop at this gap (0.01 is one percent);"
            " not reached in time is exit code 3."
        ),
    ),
]
Seconds = Annotated[
    float, typer.Option("--seconds", help="How many seconds each optimum of such a case may take.")
]
Lang = Annotated[str, typer.Option("--lang", help="nl or en, for texts.")]
Json = Annotated[
    bool, typer.Option("--json", help="One JSON object on standard output, and nothing else there.")
]


def parse_case_name(case: CaseArgument = "nederland") -> str:
    """Return the case as it was typed: a path, or the name of a bundled case."""
    return case


def parse_case(case: CaseArgument = "nederland") -> on.Case:
    """Return the case at a path, or the bundled case of this name.

    Raises:
        QuestionError: Where there is no such path or bundled case.
        CaseError: When the case is refused.
    """
    if not case.strip():
        raise QuestionError(problem("no_case_named"))
    if Path(case).exists():
        try:
            return on.read_case(case)
        except QuestionError as error:
            # The path exists, so the command line is right: it is the case that is refused.
            finding = Finding(
                severity="error",
                table="case",
                line=None,
                column=None,
                value=case,
                code="file_not_readable",
                message=error.text("en").removeprefix("case | "),
                message_nl=error.text("nl").removeprefix("case | "),
                place=case,
                place_nl=case,
            )
            raise CaseError((finding,)) from error
    if any(mark in case for mark in (os.sep, "/", "\\")) or case.casefold().endswith(
        (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
    ):
        raise QuestionError(problem("nothing_there", path=case))
    return on.load_case(case)


def parse_regime(
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
) -> on.Regime | None:
    """Return the union of the walls and presets of `--lift`, or None where no option is given.

    A preset by itself keeps its name. With other options and no `--lift` the preset is `integral`.

    Args:
        lift: Walls, `area=LEVEL` and presets; `area` and `regional` may name one level in all
        streams: For these streams, as `a,b`; None for all that are not own money
        purposes: Open only these purposes, as `a,b`; None for all
        free_share: The part of each budget on which walls fall, 0 to 1
        cut: The part of the lifted money that is given up, 0 to 1
        awarded: Lift money that was already awarded too

    Raises:
        QuestionError: For a name that is no wall or preset, or for two levels or cuts.
    """
    bare = (streams, purposes, free_share, cut, awarded) == (None, None, 1.0, 0.0, False)
    if not lift and bare:
        return None
    names = [name for text in lift or ["integral"] for name in text.split(",")]
    parts = [_walls_named(name.strip()) for name in names]
    if bare and len(parts) == 1 and parts[0].name:
        return parts[0]
    lifts = [part.lifts[0] for part in parts]
    return on.lift(
        *frozenset().union(*(part.walls for part in lifts)) - {"area"},
        area=_only_level([part.level for part in lifts if part.level]),
        streams=names_in(streams),
        purposes=names_in(purposes),
        free_share=free_share,
        cut=_only_cut([cut, *(part.cut for part in lifts)]),
        awarded=awarded or any(part.awarded for part in lifts),
    )


@wraps(parse_regime)
def parse_regime_or_integral(**options: Any) -> on.Regime:
    """Return the regime of the options, and the preset `integral` where none is given."""
    return parse_regime(**options) or INTEGRAL


def _walls_named(name: str) -> on.Regime:
    """Return what one value of `--lift` takes down: a wall, area=LEVEL or a preset."""
    kind, _, level = name.partition("=")
    if kind in ("area", "regional") and not level:
        raise QuestionError(problem("lift_needs_level", kind=kind))
    if name.rstrip("=") == BLOCK_GRANT:
        raise QuestionError(problem("lift_needs_cut", name=name, block_grant=BLOCK_GRANT))
    if kind == "area":
        return on.lift(area=level)
    regime = preset(name)
    wall = name if name in WALLS else _wall_of_name(name)
    if regime is None and wall is not None and wall != "area":
        return on.lift(wall)
    if regime is None:
        known = (*WALLS, *PRESETS, "regional=LEVEL", f"{BLOCK_GRANT}=CUT", "area=LEVEL")
        raise QuestionError(
            problem(
                "unknown_wall_or_preset",
                name=name,
                known=", ".join(known),
                hint=did_you_mean(name, known),
            )
        )
    return regime


def _wall_of_name(name: str) -> str | None:
    """Return the wall that readers call by this name, in Dutch or English."""
    names = {wall_words(wall, lang).casefold(): wall for wall in WALLS for lang in LANGUAGES}
    return names.get(name.casefold())


def _only_level(levels: Sequence[str]) -> str | None:
    """Return the level to which the wall of the area is lifted, which must be one."""
    for level in levels[1:]:
        if level != levels[0]:
            raise QuestionError(problem("two_levels", first=levels[0], second=level))
    return levels[0] if levels else None


def _only_cut(cuts: Sequence[float]) -> float:
    """Return the part of the money that is given up, of which one may be named."""
    named = sorted({cut for cut in cuts if cut})
    if len(named) > 1:
        raise QuestionError(problem("two_cuts", first=named[0], second=named[1]))
    return named[0] if named else 0.0


def names_in(text: str | None) -> list[str] | None:
    """Return the names in a list that is typed as `a,b`, or None where no list is typed."""
    return None if text is None else [name.strip() for name in text.split(",") if name.strip()]


def parse_awarded(awarded: Awarded = False) -> bool:
    """Return whether money that was already awarded is lifted too."""
    return awarded


def parse_guarantee(guarantee: Guarantee = None) -> str | None:
    """Return the level of the guarantee, `outcomes`, or None."""
    return guarantee


def parse_solver(
    solver: SolverName = "highs",
    pulp_solver: PulpSolver = None,
    gap: Gap = None,
    seconds: Seconds = 60.0,
) -> on.Solver:
    """Return the solver that the options name.

    Args:
        solver: `highs` or `pulp`
        pulp_solver: With `pulp`: the solver that PuLP calls; None for the first that is there
        gap: Of whole plans, fixed costs and least awards: the gap that must be reached; or None
        seconds: What each such optimum may take
    """
    return on.Solver(solver, pulp_solver, gap, seconds)


def parse_lang(lang: Lang = "nl") -> str:
    """Return the language of texts; raises QuestionError for one that is not there."""
    check_lang(lang, "--lang")
    return lang


def parse_json(as_json: Json = False) -> bool:
    """Return whether one JSON object is printed."""
    return as_json


def check_new(paths: Iterable[Path], force: bool) -> None:
    """Refuse to overwrite a file, unless that was asked for.

    Args:
        paths: The files that a command is about to write
        force: Overwrite what exists

    Raises:
        QuestionError: A file exists.
    """
    existing = [f"'{path}'" for path in paths if path.exists()]
    if existing and not force:
        raise QuestionError(
            problem("file_exists", existing=", ".join(existing), count=len(existing))
        )


SHARED: dict[str, Callable[..., Any]] = {
    "case": parse_case,
    "case_name": parse_case_name,
    "regime": parse_regime_or_integral,
    "requested_regime": parse_regime,
    "awarded": parse_awarded,
    "guarantee": parse_guarantee,
    "as_json": parse_json,
    "solver": parse_solver,
    "lang": parse_lang,
}
"""The parameters that commands may share, and the function that gives each its value.

`--help` lists the options in this order.
"""
