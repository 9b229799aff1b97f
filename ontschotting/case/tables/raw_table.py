"""A table as it was found.

Texts or native values, with the place each came from, before anything is believed.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.tables.findings import TableOrigin


@dataclass(frozen=True, eq=False)
class RawTable:
    """One table as found.

    `frame` holds strings (from files) or native types (from frames); blank is null. `decimal` is
    the decimal sign of its texts.
    """

    name: str
    place: TableOrigin
    frame: pl.DataFrame
    decimal: str = "."
