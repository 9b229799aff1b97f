"""Reads a table that lies beside a case in its folder and is no part of it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ontschotting.case.case import Case


def read_companion(folder: Path | None, name: str) -> pl.DataFrame | None:
    """Return a table beside a case, every cell as text, or None where there is none.

    Args:
        folder: Where the case lies
        name: Of the table, without `.csv`
    """
    path = None if folder is None else folder / f"{name}.csv"
    if path is None or not path.is_file():
        return None
    return pl.read_csv(path, infer_schema=False, encoding="utf8-lossy", truncate_ragged_lines=True)


def companion_of(case: Case, name: str) -> pl.DataFrame | None:
    """Return a table beside the folder that a case was read from, unless the case was changed.

    Args:
        case: The case; a changed one has no folder, and so no table beside it
        name: Of the table, without `.csv`
    """
    return read_companion(case.origin, name)
