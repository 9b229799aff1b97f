"""Strategies of hypothesis for cases: a valid one, dressed in other ways, or broken in one cell."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import polars as pl
import xlsxwriter
from hypothesis import strategies as st

import ontschotting as on
from tests.case.good_case import GOOD

Cells = list[list[str]]
"""The rows of a table as texts, the header first."""


def tables() -> dict[str, Cells]:
    """Return the tables of the good case as rows of texts."""
    return {name: [*csv.reader(io.StringIO(text))] for name, text in GOOD.items()}


KINDS = ["comma", "semicolon", "workbook", "xlsxwriter", "pandas", "polars", "arrow"]
"""How a case may be written down; `workbook` is one of openpyxl."""


@dataclass(frozen=True)
class Dress:
    """How a case is written down; none of it may change what the case is.

    Attributes:
        kind: One of `KINDS`
        order: Seeds the order of columns and sheets
        texts: Numbers are written as texts
        moved: Rows and columns that are left free above and before the table in a sheet
        spaces: Cells have spaces around them
        blanks: Blank rows and columns follow the table
        line_end: Of CSV files
        mark: A CSV file begins with a byte-order mark
        words: How yes and no are written
        types: Of columns in a frame: `plain`, or those that other programs give
    """

    kind: str
    order: int
    texts: bool
    moved: tuple[int, int]
    spaces: bool
    blanks: int
    line_end: str
    mark: bool
    words: tuple[str, str]
    types: str


def dresses() -> st.SearchStrategy[Dress]:
    """Give ways to write down a case."""
    return st.builds(
        Dress,
        kind=st.sampled_from(KINDS),
        order=st.integers(0, 10**6),
        texts=st.booleans(),
        moved=st.tuples(st.integers(0, 3), st.integers(0, 3)),
        spaces=st.booleans(),
        blanks=st.integers(0, 2),
        line_end=st.sampled_from(["\n", "\r\n"]),
        mark=st.booleans(),
        words=st.sampled_from(
            [("ja", "nee"), ("JA", "Nee"), ("true", "FALSE"), ("waar", "onwaar")]
        ),
        types=st.sampled_from(["plain", "nullable", "categories"]),
    )


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        table: The table
        column: Its column
        text: What stands in the first row
    """

    table: str
    column: str
    text: str


REFERENCES = [
    ("budgets", "stream"),
    ("earmarks", "stream"),
    ("plans", "region"),
    ("plans", "plan_type"),
]
WRONG_NUMBERS = st.one_of(
    st.sampled_from(
        [
            "veel",
            "1.2.3",
            "-1",
            "nan",
            "inf",
            "€12.500",
            "1,5,0",
            "--3",
            "1e999",
            "#N/A",
            "2026-01-01",
            "0x10",
            "drie",
            "½",
            "١٢٣x",
            "1_000",
            "=1+1",
            "50%%",
        ]
    ),
    st.text(alphabet="abcxyz.-%€ ", min_size=1, max_size=8).filter(lambda text: text.strip() != ""),
)
WRONG_NAMES = st.text(alphabet="abcdefgh\u00e9\u200b\u0301 -", min_size=1, max_size=6).map(
    lambda text: f"q{text}z"
)


def faults() -> st.SearchStrategy[Fault]:
    """Give things that no reader of a case may accept."""
    return st.one_of(
        st.builds(
            lambda place, text: Fault(*place, text),
            st.sampled_from(
                [
                    ("budgets", "amount_eur"),
                    ("budgets", "year"),
                    ("costs", "eur_per_unit"),
                    ("plans", "capacity_units"),
                    ("plans", "first_year"),
                ]
            ),
            WRONG_NUMBERS,
        ),
        st.builds(
            lambda place, text: Fault(*place, text), st.sampled_from(REFERENCES), WRONG_NAMES
        ),
        st.builds(
            lambda place: Fault(*place, ""),
            st.sampled_from([("budgets", "stream"), ("plans", "outcome"), ("costs", "purpose")]),
        ),
    )


def with_fault(rows: dict[str, Cells], fault: Fault) -> dict[str, Cells]:
    """Return the tables with a fault in the first row of one of them."""
    changed = {name: [list(row) for row in table] for name, table in rows.items()}
    table = changed[fault.table]
    table[1][table[0].index(fault.column)] = fault.text
    return changed


def write(rows: dict[str, Cells], dress: Dress, folder: Path) -> Callable[[], Any]:
    """Write the tables as the dress says, and return what reads them."""
    chance = random.Random(dress.order)
    dressed = {name: _dressed(table, dress, chance) for name, table in rows.items()}
    if dress.kind in ("comma", "semicolon"):
        for name, table in dressed.items():
            _write_csv(table, dress, folder / f"{name}.csv")
        return lambda: on.read_case(folder)
    if dress.kind == "workbook":
        path = folder / "case.xlsx"
        _write_workbook(dressed, dress, path, chance)
        return lambda: on.read_case(path)
    if dress.kind == "xlsxwriter":
        path = folder / "case.xlsx"
        _write_with_xlsxwriter(dressed, dress, path)
        return lambda: on.read_case(path)
    frames = {name: _frame(table, dress) for name, table in dressed.items()}
    return lambda: on.Case(**frames)


def _dressed(table: Cells, dress: Dress, chance: Any) -> Cells:
    """Return a table with its columns in another order, and yes and no in other words."""
    order = chance.sample(range(len(table[0])), len(table[0]))
    words = dict(zip(("ja", "nee"), dress.words, strict=True))
    space = " " if dress.spaces else ""
    return [
        [f"{space}{words.get(row[position], row[position])}{space}" for position in order]
        for row in table
    ]


def _write_csv(table: Cells, dress: Dress, path: Path) -> None:
    sign = ";" if dress.kind == "semicolon" else ","
    text = io.StringIO()
    writer = csv.writer(text, delimiter=sign, lineterminator=dress.line_end)
    for number, row in enumerate(table):
        cells = row if sign == "," or not number else [_decimal_comma(cell) for cell in row]
        writer.writerow(cells)
    for _ in range(dress.blanks):
        writer.writerow([""] * len(table[0]))
    path.write_bytes(text.getvalue().encode("utf-8-sig" if dress.mark else "utf-8"))


def _decimal_comma(cell: str) -> str:
    return cell.replace(".", ",") if _is_number(cell) else cell


def _fits_a_cell(text: str) -> bool:
    """Tell whether a text is a number that a workbook can hold: 1e999 is none."""
    return _is_number(text) and isfinite(float(text))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return "_" not in cell and cell.strip().lower() not in ("nan", "inf")


def _write_workbook(rows: dict[str, Cells], dress: Dress, path: Path, chance: Any) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    down, right = dress.moved
    for name in chance.sample(list(rows), len(rows)):
        sheet = book.create_sheet(f"{name} " if dress.spaces else name)
        for line, row in enumerate(rows[name], start=1 + down):
            for column, text in enumerate(row, start=1 + right):
                if text.strip():
                    is_number = _is_number(text) and not dress.texts and line > 1 + down
                    cell = sheet.cell(line, column)
                    cell.value = float(text) if is_number else text
    book.create_sheet("_kladblok").append(["van mij"])
    book.save(path)


def _write_with_xlsxwriter(rows: dict[str, Cells], dress: Dress, path: Path) -> None:
    """Write a workbook with formats of numbers, a frozen header and fixed widths."""
    down, right = dress.moved
    with xlsxwriter.Workbook(str(path)) as book:
        shown = book.add_format({"num_format": "#,##0.0;[Red]-#,##0.0", "bold": True})
        for name, table in rows.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1 + down, 0)
            sheet.set_column(0, 40, 12 + dress.blanks)
            for line, row in enumerate(table, start=down):
                for column, text in enumerate(row, start=right):
                    if not text.strip():
                        sheet.write_blank(line, column, None, shown)
                    elif _fits_a_cell(text) and not dress.texts and line > down:
                        sheet.write_number(line, column, float(text), shown)
                    else:
                        sheet.write_string(line, column, text)


def _frame(table: Cells, dress: Dress) -> Any:
    header, *body = table
    columns: dict[str, list[Any]] = {}
    for position, name in enumerate(header):
        cells: list[Any] = [row[position].strip() or None for row in body]
        if not dress.texts and all(cell is None or _is_number(cell) for cell in cells):
            cells = [None if cell is None else float(cell) for cell in cells]
        columns[name.strip()] = cells
    if dress.kind == "pandas":
        pandas = pd.DataFrame(columns)
        if dress.types == "plain":
            return pandas
        return pandas.astype("category") if dress.types == "categories" else pandas.convert_dtypes()
    frame = pl.DataFrame(columns, strict=False)
    if dress.types == "categories":
        frame = frame.with_columns(pl.col(pl.String).cast(pl.Categorical))
    return frame.to_arrow() if dress.kind == "arrow" else frame
