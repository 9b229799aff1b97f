"""The terminal: one command per question, JSON on request, exit codes that scripts can rely on."""

from __future__ import annotations

import json
import math
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ontschotting.errors import CaseError, CertificateError, OntschottingError, QuestionError

if TYPE_CHECKING:
    from ontschotting.case import Case
    from ontschotting.walls import Regime

DONE, REFUSED, WRONG_COMMAND, NO_ANSWER, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="ontschotting",
    help="Measures what it costs that public money arrives in separate pots.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="A folder, a workbook (.xlsx) or the name of a bundled case.")]
Lift = Annotated[list[str] | None, typer.Option("--lift", metavar="WALL", help="A wall, area=LEVEL, or a preset: integral, unconditional, borderless, regional=LEVEL. Repeatable.")]
Streams = Annotated[str | None, typer.Option("--streams", metavar="A,B", help="Only these streams; default: all that are not own money.")]
Purposes = Annotated[str | None, typer.Option("--purposes", metavar="A,B", help="Open only these purposes.")]
FreeShare = Annotated[float, typer.Option("--free-share", help="The part of each budget on which walls fall, 0 to 1.")]
Cut = Annotated[float, typer.Option("--cut", help="The part of the lifted money that is given up, 0 to 1.")]
Awarded = Annotated[bool, typer.Option("--awarded", help="Lift money that was already awarded too.")]
Guarantee = Annotated[str | None, typer.Option("--guarantee", metavar="LEVEL|outcomes", help="Nobody below the least of any optimal current allocation.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output, and nothing else there.")]
Solver = Annotated[str, typer.Option("--solver", help="highs or pulp.")]
PulpSolver = Annotated[str | None, typer.Option("--pulp-solver", help="With --solver pulp: CBC, HiGHS, …")]
Lang = Annotated[str, typer.Option("--lang", help="nl or en, for texts.")]


@app.callback()
def _options() -> None:
    """Shared checks live in the commands; the callback only keeps `ontschotting COMMAND` in one form."""


@app.command()
def check(case: CaseArgument = "nederland", as_json: Json = False) -> None:
    """Read a case and list every finding."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = _read(case)
        findings, ok = read.findings, True
    except CaseError as error:
        findings, ok = error.findings, False
    if as_json:
        _print_json({"ok": ok, "findings": [finding.to_json() for finding in findings]})
    else:
        for finding in findings:
            print(finding)
        print("The case is accepted." if ok else f"The case is refused: {sum(f.severity == 'error' for f in findings)} error(s).")
    raise typer.Exit(DONE if ok else REFUSED)


@app.command()
def compare(
    case: CaseArgument = "nederland", lift: Lift = None, streams: Streams = None, purposes: Purposes = None, free_share: FreeShare = 1.0, cut: Cut = 0.0,
    awarded: Awarded = False, guarantee: Guarantee = None, as_json: Json = False, solver: Solver = "highs", pulp_solver: PulpSolver = None, lang: Lang = "nl",
) -> None:  # fmt: skip
    """The current world against a lifted regime (default: integral)."""
    from ontschotting.measures.compare import compare as run

    _check_lang(lang)
    read, regime = _read(case), regime_of(lift, streams, purposes, free_share, cut, awarded)
    with _progress("compare") as say:
        result = run(read, regime, guarantee, solver=solver, pulp_solver=pulp_solver, progress=say)
    if as_json:
        _print_json(result.to_json())
    else:
        names = result.frame.select("measure", f"name_{lang}", "unit").rows()
        _print_table([(name, result.shown()[measure], unit) for measure, name, unit in names], lang)
        print(f"\n{result.note_in(lang)}\n{result.trace}")


@app.command("free-share")
def free_share_command(
    case: CaseArgument = "nederland", lift: Lift = None, streams: Streams = None, purposes: Purposes = None, cut: Cut = 0.0, awarded: Awarded = False,
    as_json: Json = False, solver: Solver = "highs", pulp_solver: PulpSolver = None, lang: Lang = "nl",
) -> None:  # fmt: skip
    """The value against the free share, and the least share for 90 % and all of the gain."""
    from ontschotting.measures.free_share import free_share

    _check_lang(lang)
    result = free_share(_read(case), regime_of(lift, streams, purposes, 1.0, cut, awarded), solver=solver, pulp_solver=pulp_solver)
    if as_json:
        _print_json(result.to_json())
    else:
        _print_table([(f"{share:.0%}", value, "value") for share, value in result.frame.iter_rows()], lang)
        print(f"\n{result.note_in(lang)}\n{result.trace}")


@app.command()
def bounds(
    case: CaseArgument = "nederland", lift: Lift = None, streams: Streams = None, purposes: Purposes = None, free_share: FreeShare = 1.0, cut: Cut = 0.0,
    awarded: Awarded = False, as_json: Json = False, solver: Solver = "highs", pulp_solver: PulpSolver = None, lang: Lang = "nl",
) -> None:  # fmt: skip
    """The gain on the least and most favourable data within the margins."""
    from ontschotting.measures.bounds import bounds as run

    _check_lang(lang)
    with _progress("bounds") as say:
        result = run(_read(case), regime_of(lift, streams, purposes, free_share, cut, awarded), solver=solver, pulp_solver=pulp_solver, progress=say)
    if as_json:
        _print_json(result.to_json())
    else:
        _print_table([(data, gain, "value") for data, _, _, gain in result.frame.iter_rows()], lang)
        print(f"\n{result.note_in(lang)}\n{result.trace}")


@app.command()
def report(
    case: CaseArgument = "nederland", out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("report"), lang: Lang = "nl",
    as_json: Json = False,
) -> None:  # fmt: skip
    """The main job: everything on one page, with charts and tables."""
    from ontschotting.report.write import write_report

    _check_lang(lang)
    read = _read(case)
    with _progress("report") as say:
        page = write_report(read, out, lang=lang, progress=say, name=case)
    if as_json:
        _print_json({"report": str(page)})
    else:
        print(page)


@app.command()
def template(file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")]) -> None:
    """An empty workbook with every table, its columns explained and lists to choose from."""
    from ontschotting.tables.template import write_template

    print(write_template(file))


@app.command()
def export(
    case: CaseArgument = "nederland", to: Annotated[Path, typer.Option("--to", help="FILE.lp or FILE.mps")] = Path("program.lp"), lift: Lift = None,
    streams: Streams = None, purposes: Purposes = None, free_share: FreeShare = 1.0, cut: Cut = 0.0, awarded: Awarded = False,
) -> None:  # fmt: skip
    """The linear program of the current world (or of the lift asked), with readable names and a table of names beside it."""
    from ontschotting.export import export_program
    from ontschotting.walls import CURRENT

    asks = bool(lift or streams or purposes or awarded or free_share < 1 or cut > 0)
    regime = regime_of(lift, streams, purposes, free_share, cut, awarded) if asks else CURRENT
    for path in export_program(_read(case), to, regime):
        print(path)


@app.command()
def cases(as_json: Json = False) -> None:
    """The bundled cases."""
    from ontschotting.datasets import cases as bundled

    frame = bundled()
    if as_json:
        _print_json({"cases": frame.to_dicts()})
    else:
        for row in frame.iter_rows(named=True):
            print(f"{row['name']:<28} {row['regions']:>4} regions  {row['streams']:>3} streams  {row['title']}")


def regime_of(lifts: list[str] | None, streams: str | None, purposes: str | None, free_share: float, cut: float, awarded: bool) -> Regime:
    """The regime that the options ask for: the union of the walls and presets named, for the streams and purposes named."""
    from ontschotting.names import did_you_mean
    from ontschotting.walls import INTEGRAL_WALLS, PRESETS, WALLS, lift

    walls: dict[str, None] = {}
    level: str | None = None
    for name in lifts or ["integral"]:
        key, _, value = name.partition("=")
        if key in ("area", "regional"):
            if not value:
                raise QuestionError(f"regime | --lift {key} needs a level: --lift {key}=province.")
            if level not in (None, value):
                raise QuestionError(f"regime | two levels are asked for, {level} and {value}. Choose one.")
            level = value
            walls.update(dict.fromkeys(INTEGRAL_WALLS if key == "regional" else ()))
        elif name in PRESETS:
            preset = PRESETS[name].lifts[0]
            level = preset.level or level
            walls.update(dict.fromkeys(wall for wall in WALLS if wall in preset.walls and wall != "area"))
        elif name in WALLS:
            walls[name] = None
        else:
            known = (*WALLS, *PRESETS, "regional=LEVEL", "area=LEVEL")
            raise QuestionError(f"regime | no wall or preset called {name!r}. Choose from: {', '.join(known)}.{did_you_mean(name, known)}")
    regime = lift(
        *walls, area=level, streams=_split(streams), purposes=_split(purposes), free_share=free_share, cut=cut, awarded=awarded,
    )  # fmt: skip
    plain = streams is None and purposes is None and free_share == 1 and cut == 0 and not awarded
    preset_name = (lifts or ["integral"])[0] if len(lifts or ["integral"]) == 1 else None
    if plain and preset_name and (preset_name in PRESETS or preset_name.startswith("regional=")):
        from dataclasses import replace

        regime = replace(regime, name=preset_name)
    return regime


def _split(names: str | None) -> list[str] | None:
    return None if names is None else [name.strip() for name in names.split(",") if name.strip()]


def _read(case: str) -> Case:
    """A case from a path, or by the name of a bundled case."""
    from ontschotting.datasets import load_case
    from ontschotting.tables.reading import read_case

    if not case.strip():
        raise QuestionError("case | no case is named. Give a folder, a workbook or the name of a bundled case.")
    if Path(case).exists():
        return read_case(case)
    if any(mark in case for mark in (os.sep, "/", "\\")) or case.casefold().endswith((".xlsx", ".csv")):
        raise QuestionError(f"case | there is no folder or workbook at '{case}'.")
    return load_case(case)


def _check_lang(lang: str) -> None:
    from ontschotting.texts import LANGUAGES

    if lang not in LANGUAGES:
        raise QuestionError(f"--lang | no language {lang!r}. Choose nl or en.")


def _print_json(answer: dict[str, Any]) -> None:
    print(json.dumps(_finite(answer), ensure_ascii=False, allow_nan=False))


def _finite(value: Any) -> Any:
    """JSON knows no NaN or infinity: what is not a number does not exist."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _print_table(rows: list[tuple[str, float | None, str]], lang: str) -> None:
    from ontschotting.texts import amount

    shown = [(name, amount(value, lang, unit if unit in ("eur", "share") else "")) for name, value, unit in rows]
    wide = max(len(name) for name, _ in shown)
    for name, value in shown:
        print(f"{name:<{wide}}  {value:>24}")


class _progress:
    """A counter on standard error while work is done; silent where that is no terminal."""

    def __init__(self, name: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(desc=name, file=sys.stderr, disable=None, bar_format="{desc}: {postfix} [{elapsed}]")

    def __enter__(self) -> Callable[[str], None]:
        def say(word: str) -> None:
            self._bar.set_postfix_str(word)
            self._bar.update()

        return say

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def main() -> None:
    """The console entry point: runs a command and turns what a user can meet into an exit code without a traceback."""
    from ontschotting.interruptible import run_interruptible

    warnings.showwarning = lambda message, *_, **__: print(message, file=sys.stderr)
    sys.exit(run_interruptible(_run, _say_stopped, INTERRUPTED))


def _say_stopped() -> None:
    print("Stopped. Files that were announced are whole; nothing else was written.", file=sys.stderr)


def _run() -> int:
    """Run the command that was asked for; gives its exit code."""
    try:
        code = app(standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except typer.Exit as stop:
        return int(stop.exit_code)
    except OntschottingError as error:
        print(error, file=sys.stderr)
        return REFUSED if isinstance(error, CaseError) else NO_ANSWER if isinstance(error, CertificateError) else WRONG_COMMAND
    except OSError as error:
        print(f"{error.filename or 'file'} | {error.strerror}.", file=sys.stderr)
        return WRONG_COMMAND
    except Exception as error:
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or code is None:  # not the command line's own error: a fault in the library, which deserves its traceback
            raise
        show()
        return WRONG_COMMAND
