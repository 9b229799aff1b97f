"""Writes a workbook to fill in: a sheet per table, with explanations, lists and an example row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.case.files.write import FullPrecisionFloat
from ontschotting.case.tables.columns import (
    COMMON,
    NUMBER,
    SHARE,
    TEXT,
    YEAR,
    YEAR_RANGE,
    YES_NO,
    Column,
)
from ontschotting.case.tables.examples import EXAMPLES, PREFIX
from ontschotting.case.tables.levels import FIXED_LEVELS
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.errors import QuestionError
from ontschotting.support.arguments import checked_path
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.file_dates import file_date
from ontschotting.words.catalogue import in_both_languages, texts
from ontschotting.words.languages import LANGUAGES
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 2000
"""Rows below the header that get a format and a list; rows further down are read all the same."""

GUIDE = "lees mij"
LISTS = "_lists"

_FORMATS = {TEXT: "@", NUMBER: "General", SHARE: "0.0%", YEAR: "0", YES_NO: "General"}
_EUROS = "#,##0"
_GUIDE_WIDTH = 70
"""Characters of a column of the guide; a row is as high as its longest text needs."""

_FROM_SHEET = {
    ("budgets", "stream"): "streams",
    ("earmarks", "stream"): "streams",
    ("exclusions", "stream"): "streams",
    ("exclusions", "excludes"): "streams",
    ("transfers", "stream"): "streams",
    ("transfers", "to_stream"): "streams",
    ("ceilings", "stream"): "streams",
    ("minimum_shares", "stream"): "streams",
    ("plans", "region"): "regions",
    ("minimum_shares", "outcome"): "outcomes",
    ("plans", "outcome"): "outcomes",
    ("limits", "outcome"): "outcomes",
    ("targets", "outcome"): "outcomes",
    ("limits", "raised_by"): "outcomes",
    ("yields", "outcome"): "outcomes",
    ("yields", "plan_type"): ("costs", "plan_type"),
    ("accounts", "stream"): "streams",
    ("purposes", "purpose"): ("costs", "purpose"),
    ("plans", "plan_type"): ("costs", "plan_type"),
    ("earmarks", "plan_type"): ("costs", "plan_type"),
    ("earmarks", "purpose"): ("costs", "purpose"),
}
"""Columns whose values stand on another sheet: in its key, or in the column that is given. Excel
warns of a name that is not there yet, and does not refuse it.
"""


def write_template(path: str | Path, case: Case | None = None) -> Path:
    """Write a workbook to fill in, or with a case filled in, and return its path.

    Every sheet that is left empty has one example row, in grey, which reading passes over; see
    docs/how-to.

    Args:
        path: Where the workbook goes; it ends in .xlsx
        case: Whose rows are filled in; by default none

    Raises:
        QuestionError: The path does not end in .xlsx, or cannot be written to.

    Examples:
        >>> import ontschotting as on
        >>> on.write_template("empty.xlsx").name
        'empty.xlsx'
        >>> path = on.write_template("region.xlsx", on.load_case("merwedal"))
        >>> on.read_case(path) == on.load_case("merwedal")
        True
    """
    import xlsxwriter

    target = checked_path("template", path)
    if target.suffix.casefold() != ".xlsx":
        raise QuestionError(problem("must_end_in_xlsx", question="template", path=path))
    rows = {}
    if case is not None:
        check_case(case)
        rows = {name: frame for name, frame in case.tables.items() if len(frame)}
    with (
        atomic_path(target) as temporary,
        xlsxwriter.Workbook(
            str(temporary), {"strings_to_formulas": False, "strings_to_urls": False}
        ) as book,
    ):
        book.set_properties({"created": file_date()})
        guide = book.add_worksheet(GUIDE)
        sheets = {name: book.add_worksheet(name) for name in TABLES}
        lists = book.add_worksheet(LISTS)
        lists.hide()
        _write_guide(book, guide)
        _write_lists(lists)
        for name, sheet in sheets.items():
            _write_table(book, sheet, TABLES[name], rows.get(name))
    return target


def _write_guide(book: Workbook, sheet: Worksheet) -> None:
    """Write how to fill in the workbook, then what each sheet holds."""
    title, head, wrap = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    link = book.add_format({"hyperlink": True, "valign": "top"})
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 2, _GUIDE_WIDTH, wrap)
    _print_on_wide_pages(sheet)
    guides = [texts("template.guide", lang) for lang in LANGUAGES]
    for row, lines in enumerate(zip(*(guide.values() for guide in guides), strict=True)):
        for column, line in enumerate(lines, start=1):
            sheet.write_string(row, column, line, title if row == 0 else wrap)
        if row > 0:
            _set_height(sheet, row, lines)
    start = len(guides[0]) + 1
    contents = (texts("template", lang)["content"] for lang in LANGUAGES)
    for column, word in enumerate((in_both_languages("template", "sheet"), *contents)):
        sheet.write_string(start, column, word, head)
    for row, table in enumerate(TABLES.values(), start=start + 1):
        star = "* " if table.required else ""
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", link, string=table.name)
        sheet.write_string(row, 1, f"{star}{table.nl}", wrap)
        sheet.write_string(row, 2, f"{star}{table.en}", wrap)
        _set_height(sheet, row, (table.nl, table.en))


def _set_height(sheet: Worksheet, row: int, lines: Sequence[str]) -> None:
    """Make a row high enough for its longest text: LibreOffice does not do so by itself."""
    needed = max(1 + len(line) // _GUIDE_WIDTH for line in lines)
    sheet.set_row(row, 15 * needed)


def _print_on_wide_pages(sheet: Worksheet) -> None:
    """Print a sheet on lying pages, all columns beside each other."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_lists(sheet: Worksheet) -> None:
    """Write the levels to choose from: the fixed ones and, by formula, the headers of groupings."""
    # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.utility import xl_col_to_name

    for row, level in enumerate(FIXED_LEVELS):
        sheet.write_string(row, 0, level)
    for number in range(_GROUPINGS):
        cell = f"regions!${xl_col_to_name(_FIRST_GROUPING + number)}$1"
        sheet.write_formula(len(FIXED_LEVELS) + number, 0, f'=IF({cell}="","",{cell})', value="")


_FIRST_GROUPING = 2
_GROUPINGS = 8
"""Groupings are added to *regions* from the third column on (counted from 0: 2); so many headers
there are read into the list of levels.
"""


@dataclass(frozen=True)
class _Header:
    """One column of a sheet: its name, and how it is declared; blank where a grouping can come."""

    name: str | None
    column: Column | None


def _headers(table: TableSchema, rows: pl.DataFrame | None = None) -> list[_Header]:
    """Return the columns of a sheet in order.

    Args:
        table: The table of the sheet
        rows: What is filled in: its groupings go where groupings are asked, margins behind the rest
    """
    own = {column.name for column in table.columns}
    common = [column for column in COMMON if column.name not in own]
    filled = [] if rows is None else [name for name in rows.columns if rows[name].count()]
    known = own | {column.name for column in common}
    margins = [name for name in filled if name not in known and table.find_column(name) is not None]
    groupings: list[str | None] = [name for name in filled if name not in {*known, *margins}]
    if table.name == "regions":
        groupings += [None] * (_GROUPINGS - len(groupings))
    return [
        *(_Header(column.name, column) for column in table.columns),
        *(_Header(name, None) for name in groupings),
        *(_Header(column.name, column) for column in common),
        *(_Header(name, table.find_column(name)) for name in margins),
    ]


def _write_table(
    book: Workbook, sheet: Worksheet, table: TableSchema, rows: pl.DataFrame | None
) -> None:
    """Write the header with a comment per column, below it the rows or an example."""
    header_formats = {
        True: book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        ),
        False: book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6F1"}),
    }
    for position, header in enumerate(_headers(table, rows)):
        name, column = header.name, header.column
        cells = book.add_format({"num_format": _number_format(column)})
        sheet.set_column(position, position, _width(table, header, rows), cells)
        if name is None:
            continue
        sheet.write_string(0, position, name, header_formats[bool(column and column.required)])
        if column is not None:
            sheet.write_comment(
                0,
                position,
                column_explanation(column),
                {"width": 320, "height": 150, "author": "ontschotting"},
            )
            rule = _rule(table, column)
            if rule is not None:
                sheet.data_validation(1, position, ROWS, position, rule)
        if rows is not None:
            _write_values(sheet, position, rows[name])
        elif name in EXAMPLES[table.name]:
            sheet.write_string(1, position, EXAMPLES[table.name][name])
    grey = book.add_format({"italic": True, "font_color": "#767676"})
    is_example = {"type": "text", "criteria": "begins with", "value": PREFIX, "format": grey}
    sheet.conditional_format(1, 0, ROWS, len(_headers(table, rows)) - 1, is_example)
    sheet.freeze_panes(1, 0)
    _print_on_wide_pages(sheet)


def _number_format(column: Column | None) -> str:
    """Return how Excel shows the cells of a column; a grouping is text."""
    if column is None:
        return "@"
    return _EUROS if "_eur" in column.name else _FORMATS.get(column.kind, "0")


def _width(table: TableSchema, header: _Header, rows: pl.DataFrame | None) -> int:
    """Return how many characters wide a column is: its header, and what stands below it."""
    name = header.name or ""
    if rows is None:
        below = [EXAMPLES[table.name].get(name, "")]
    else:
        below = [str(value) for value in rows[name].head(200).drop_nulls()] if name else []
    return min(40, max(12, len(name) + 3, *(len(cell) + 2 for cell in below), 0))


def _write_values(sheet: Worksheet, position: int, values: pl.Series) -> None:
    """Write the values of a column; a blank is no cell."""
    for row, value in enumerate(values.to_list(), start=1):
        if isinstance(value, bool):
            sheet.write_string(row, position, "ja" if value else "nee")
        elif isinstance(value, int | float):
            sheet.write_number(row, position, FullPrecisionFloat(value))
        elif value is not None:
            sheet.write_string(row, position, value)


def column_explanation(column: Column) -> str:
    """Explain a column in Dutch and English: meaning, unit, bounds, and whether it is required."""
    star = (
        f"* {in_both_languages('template', 'required')}"
        if column.required
        else in_both_languages("template", "optional")
    )
    lines = [
        f"{column.nl[:1].upper()}{column.nl[1:]}.",
        f"{column.en[:1].upper()}{column.en[1:]}.",
        star,
    ]
    if column.unit:
        lines.append(f"{in_both_languages('template', 'unit')}: {column.unit}")
    if column.low is not None or column.high is not None:
        parts = [
            f"≥ {column.low:g}" if column.low is not None else "",
            (
                f"{'<' if column.below_high else '≤'} {column.high:g}"
                if column.high is not None
                else ""
            ),
        ]
        lines.append(", ".join(part for part in parts if part))
    if column.choices:
        lines.append(" · ".join(column.choices))
    return "\n".join(lines)


def _rule(table: TableSchema, column: Column) -> dict[str, Any] | None:
    """Return what Excel checks while one types, or None when it checks nothing.

    Lists from another sheet only warn: a name may be added there later.
    """
    if column.choices:
        return _list(list(column.choices), "stop")
    if column.kind == YES_NO:
        return _list(["ja", "nee"], "stop")
    if column.name == "level":
        return _list(f"={LISTS}!$A$1:$A${len(FIXED_LEVELS) + _GROUPINGS}", "warning")
    if column.name == "area":
        # The areas of `region` and `plan` can be listed; those of a grouping are typed.
        level = f"${_letters(table, 'level')}2"
        areas = f'IF({level}="plan",plans!$A$2:$A${ROWS + 1},regions!$A$2:$A${ROWS + 1})'
        return {**_list(f"={areas}", "information"), "show_error": False}
    if (table.name, column.name) in _FROM_SHEET:
        values = _FROM_SHEET[table.name, column.name]
        sheet, name = (values, TABLES[values].key[0]) if isinstance(values, str) else values
        letters = _letters(TABLES[sheet], name)
        return _list(f"={sheet}!${letters}$2:${letters}${ROWS + 1}", "warning")
    if column.kind == YEAR:
        return _number("integer", YEAR_RANGE[0], YEAR_RANGE[1])
    if column.is_number and column.low is not None:
        kind = "decimal" if column.kind in (NUMBER, SHARE) else "integer"
        return _number(kind, column.low, column.high)
    return None


def _list(source: str | list[str], error_type: str) -> dict[str, Any]:
    """Return the rule that a value comes from a list: names, or a formula of their cells."""
    return {"validate": "list", "source": source, "error_type": error_type}


def _number(kind: str, least: float, most: float | None) -> dict[str, Any]:
    """Return the rule that a number lies between bounds, or is at least the first."""
    bounds = (
        {"criteria": ">=", "value": least}
        if most is None
        else {"criteria": "between", "minimum": least, "maximum": most}
    )
    return {"validate": kind, **bounds, "error_type": "stop"}


def _letters(table: TableSchema, name: str) -> str:
    """Return the letters of a column in Excel, such as `C` or `AB`."""
    # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.utility import xl_col_to_name

    names = [header.name for header in _headers(table)]
    return str(xl_col_to_name(names.index(name)))
