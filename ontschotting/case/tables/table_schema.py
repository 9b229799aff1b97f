"""A table of the case format: its columns, its key, and whether a case needs it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType

import polars as pl

from ontschotting.case.tables.columns import COMMON, DRAW_GROUP, Column


@dataclass(frozen=True)
class TableSchema:
    """The declaration of one table.

    Attributes:
        name: Name of the table
        nl: What it holds, in Dutch
        en: What it holds, in English
        columns: Its own columns, in order
        key: The columns that no two rows may share
        required: A case needs the table
        added_after_v1: The table came after version 1 of the format: a case without rows in it has
            the fingerprint that it had before
        in_program: The program depends on it; otherwise it is for readers only
        by_name: Its own columns and those that every table may have, by name
    """

    name: str
    nl: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    added_after_v1: bool = False
    in_program: bool = True
    by_name: MappingProxyType[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "by_name",
            MappingProxyType(
                {column.name: column for column in (*self.columns, *COMMON, DRAW_GROUP)}
            ),
        )

    def find_column(self, name: str) -> Column | None:
        """Return the declaration of a column, or None when the table has no such column.

        A number outside the key may have companions `_low` and `_high`, the ends of its margin.
        """
        if name in self.by_name:
            return self.by_name[name]
        for suffix in ("_low", "_high"):
            base = self.by_name.get(name.removesuffix(suffix)) if name.endswith(suffix) else None
            if base is not None and base.is_number and base.name not in self.key:
                return replace(
                    base,
                    name=name,
                    nl=f"{base.nl} (marge)",
                    en=f"{base.en} (margin)",
                    required=False,
                    effect_on_value=None,
                )
        return None

    def enters_program(self, name: str) -> bool:
        """Return whether the program depends on a column of this table.

        A grouping of *regions* is declared nowhere; it is a level, so the program depends on it.
        """
        column = self.find_column(name)
        return self.in_program and (column is None or column.in_program)

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """Every column that a typed table always has, with its polars type."""
        names = {column.name for column in self.columns}
        shared = [column for column in COMMON if column.name not in names]
        return {column.name: column.dtype for column in (*self.columns, *shared)}
