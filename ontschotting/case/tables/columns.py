"""What the declaration of a column says, and the columns that tables share."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

TEXT, NUMBER, SHARE, WHOLE, YEAR, YES_NO = (
    "text",
    "number",
    "share",
    "whole number",
    "year",
    "yes/no",
)
_TYPES = {
    TEXT: pl.String(),
    NUMBER: pl.Float64(),
    SHARE: pl.Float64(),
    WHOLE: pl.Int64(),
    YEAR: pl.Int64(),
    YES_NO: pl.Boolean(),
}

STATUSES = ("published", "derived", "assumption", "synthetic")
"""What the status of a row can be."""

CASE_KEYS = ("title", "title_en", "version", "first_year", "price_base", "vat", "opening_work")
"""The settings of a case."""

PROGRAM_KEYS = ("first_year", "opening_work")
"""The settings that enter the program; the others are for readers."""

YEAR_RANGE = (1900, 2200)
"""Years outside this are not plausible."""


@dataclass(frozen=True)
class Column:
    """The declaration of one column.

    Attributes:
        name: Name of the column
        kind: Text, number, share (0.5 or 50%), whole number, year, yes/no
        nl: Its meaning, in Dutch
        en: Its meaning, in English
        unit: Of a number
        required: The column must be there, and every cell filled
        low: The least that a number may be
        high: The most that a number may be
        below_high: A number may not be `high` itself
        choices: The only values that are allowed
        refers_to: The table whose key this names
        default: What a blank stands for; None where a blank is a blank
        effect_on_value: What more of it does to the best value: `more`, `less`, or None where that
            is not fixed
        in_program: The program depends on it; names, sources and notes are for readers only
    """

    name: str
    kind: str
    nl: str
    en: str
    unit: str = ""
    required: bool = False
    low: float | None = None
    high: float | None = None
    below_high: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    default: bool | int | float | None = None
    effect_on_value: str | None = None
    in_program: bool = True

    @property
    def dtype(self) -> pl.DataType:
        """The polars type of the column."""
        return _TYPES[self.kind]

    @property
    def is_number(self) -> bool:
        """True for numbers, shares, whole numbers and years."""
        return self.kind in (NUMBER, SHARE, WHOLE, YEAR)


COMMON = (
    Column(
        "source",
        TEXT,
        "bron: een code uit het tabblad sources, of een omschrijving",
        "source: a key of the sources table, or a description",
        in_program=False,
    ),
    Column(
        "status",
        TEXT,
        "published, derived, assumption of synthetic",
        "published, derived, assumption or synthetic",
        choices=STATUSES,
        in_program=False,
    ),
    Column("note", TEXT, "opmerking", "note", in_program=False),
)
DRAW_GROUP = Column(
    "draw_group",
    TEXT,
    "rijen met dezelfde naam bewegen samen in een marge",
    "rows with the same name move together within their margins",
)
LEVEL = Column(
    "level",
    TEXT,
    "niveau: national, region, plan of een groeperingskolom van regions",
    "level: national, region, plan or a grouping column of regions",
    required=True,
)
NAME = Column("name", TEXT, "naam", "name", in_program=False)
NAME_EN = Column(
    "name_en", TEXT, "naam in Engelse rapporten", "name in English reports", in_program=False
)
NOTE_EN = Column(
    "note_en", TEXT, "opmerking in Engelse rapporten", "note in English reports", in_program=False
)
STREAM = Column("stream", TEXT, "de stroom", "the stream", required=True, refers_to="streams")


def area_columns(area_nl: str, area_en: str) -> tuple[Column, Column]:
    """Return the columns `level` and `area`.

    Args:
        area_nl: The meaning of `area` in this table, in Dutch
        area_en: The meaning of `area` in this table, in English
    """
    return (LEVEL, Column("area", TEXT, area_nl, area_en))
