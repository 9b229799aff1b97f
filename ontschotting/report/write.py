"""Writes the report: a page, charts and tables, that appear together or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.datasets import bundled_name, case_folder
from ontschotting.errors import QuestionError
from ontschotting.report.figures import draw_all
from ontschotting.report.gather import Numbers, gather
from ontschotting.report.page import render
from ontschotting.tables.writing import write_frames

if TYPE_CHECKING:
    from ontschotting.case import Case


def write_report(case: Case, out: str | Path, *, lang: str = "nl", progress: Callable[[str], None] | None = None) -> Path:
    """Write the report of a case to a folder: `index.html`, `charts/`, `tables/` and `tables.xlsx`. Gives the path of the page.

    Everything is made in a folder beside it first; other files in `out` stay. Raises QuestionError when the folder cannot be written.
    """
    say = progress or (lambda word: None)
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=folder, prefix=".making-"))
    except OSError as error:
        raise QuestionError(f"report | cannot write to '{out}': {error.strerror}.") from error
    try:
        numbers = gather(case, say)
        say("charts")
        pictures = draw_all(numbers, staging / "charts", lang)
        say("tables")
        frames = _frames(numbers)
        (staging / "tables").mkdir()
        for name, frame in frames.items():
            frame.write_csv(staging / "tables" / f"{name}.csv")
        write_frames(frames, staging / "tables.xlsx")
        say("page")
        (staging / "index.html").write_text(render(numbers, pictures, _assumptions(case), _commands(case), lang), encoding="utf-8")
        for name in ("charts", "tables", "tables.xlsx", "index.html"):
            _put(staging / name, folder / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return folder / "index.html"


def _put(made: Path, place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    os.replace(made, place)


def _frames(numbers: Numbers) -> dict[str, pl.DataFrame]:
    frames = {
        "measures": numbers.partition.frame,
        "range": numbers.range_.frame,
        "swings": numbers.inputs.frame,
        "scenarios": numbers.scenarios,
        "by_own_money": numbers.by_own,
        "outcomes": numbers.partition.outcomes,
        "budgets_unspent_within": numbers.partition.current_allocation.unspent,
        "units_within": numbers.partition.current_allocation.units,
    }
    if numbers.still is not None and numbers.range_still is not None:
        frames |= {"measures_still": numbers.still.frame, "range_still": numbers.range_still.frame}
    if numbers.by_stream is not None:
        frames["by_stream"] = numbers.by_stream
    if numbers.curve is not None:
        frames["limit_curve"] = numbers.curve
    return frames


def _assumptions(case: Case) -> pl.DataFrame | None:
    """The register of assumptions that lies beside a bundled case, when there is one."""
    name = bundled_name(case)
    path = case_folder(name) / "assumptions.csv" if name else None
    return pl.read_csv(path, infer_schema=False) if path is not None and path.exists() else None


def _commands(case: Case) -> str:
    name = bundled_name(case) or "CASE"
    awarded = " --awarded" if bool(case.budgets["awarded"].fill_null(False).any()) else ""
    lines = [f"ontschotting compare {name}{awarded} --json"]
    if awarded:
        lines.append(f"ontschotting compare {name} --json")
    return "\n".join([*lines, f"ontschotting bounds {name}{awarded} --json", f"ontschotting report {name} --out report/"])
