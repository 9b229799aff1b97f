"""Opens a bundled case with every variant of it."""

from __future__ import annotations

import polars as pl

import ontschotting as on
from ontschotting.case.case import Case
from ontschotting.datasets.bundled import case_folder


def readings(name: str, central: str) -> dict[str, Case]:
    """Return a bundled case and its variants by the name of the reading.

    Args:
        name: The case
        central: The name under which the case itself stands
    """
    case = on.load_case(name)
    cases = {central: case}
    for folder in sorted(case_folder(name).glob("variants/*/")):
        tables = {
            path.stem: pl.read_csv(path, infer_schema=False)
            for path in sorted(folder.glob("*.csv"))
        }
        cases[folder.name] = case.with_tables(**tables)
    return cases
