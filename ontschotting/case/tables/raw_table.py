"""A table as it was read: texts or native values, not yet checked."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.tables.table_origin import TableOrigin


@dataclass(frozen=True, eq=False)
class RawTable:
    """One table as it was read.

    Attributes:
        name: Name of the table
        origin: Where it came from
        frame: Strings (from files) or native values (from frames); a blank is null
        decimal: The decimal sign of its texts
        is_typed: It is a table of a case: its cells were parsed when that was made
    """

    name: str
    origin: TableOrigin
    frame: pl.DataFrame
    decimal: str = "."
    is_typed: bool = False

    @classmethod
    def from_frame(cls, name: str, frame: pl.DataFrame, *, is_typed: bool = False) -> RawTable:
        """Make a raw table of a frame.

        Args:
            name: Name of the table
            frame: Its columns and rows
            is_typed: It is a table of a case
        """
        origin = TableOrigin("frame", name, tuple(frame.columns))
        return cls(name, origin, frame, is_typed=is_typed)
