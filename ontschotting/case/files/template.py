"""Writes an empty workbook to fill in: a sheet per table, with explanations and lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from ontschotting.case.tables.levels import FIXED_LEVELS
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.errors import QuestionError
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

_FORMATS = {TEXT: "@", NUMBER: "#,##0.##", SHARE: "0.0%", YEAR: "0", YES_NO: "General"}

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


def write_template(path: str | Path) -> Path:
    """Write an empty workbook to fill in, and return its path; see docs/how-to.

    Args:
        path: Where the workbook goes; it ends in .xlsx

    Raises:
        QuestionError: The path does not end in .xlsx, or cannot be written to.

    Examples:
        >>> import ontschotting as on
        >>> on.write_template("empty.xlsx").name
        'empty.xlsx'
    """
    import xlsxwriter

    target = Path(path)
    if target.suffix.casefold() != ".xlsx":
        raise QuestionError(problem("must_end_in_xlsx", question="template", path=path))
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
            _write_table(book, sheet, TABLES[name])
    return target


def _write_guide(book: Workbook, sheet: Worksheet) -> None:
    """Write how to fill in the workbook, then what each sheet holds."""
    title, head, wrap = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 2, 70, wrap)
    guides = [texts("template.guide", lang) for lang in LANGUAGES]
    for column, guide in enumerate(guides, start=1):
        for row, line in enumerate(guide.values()):
            sheet.write_string(row, column, line, title if row == 0 else wrap)
    start = len(guides[0]) + 1
    contents = (texts("template", lang)["content"] for lang in LANGUAGES)
    for column, word in enumerate((in_both_languages("template", "sheet"), *contents)):
        sheet.write_string(start, column, word, head)
    for row, table in enumerate(TABLES.values(), start=start + 1):
        star = "* " if table.required else ""
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", string=table.name)
        sheet.write_string(row, 1, f"{star}{table.nl}", wrap)
        sheet.write_string(row, 2, f"{star}{table.en}", wrap)


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


def _columns(table: TableSchema) -> list[Column | None]:
    """Return the columns of a sheet in order; None is a column left free for a grouping."""
    own = {column.name for column in table.columns}
    free: list[Column | None] = [None] * _GROUPINGS if table.name == "regions" else []
    return [*table.columns, *free, *(column for column in COMMON if column.name not in own)]


def _write_table(book: Workbook, sheet: Worksheet, table: TableSchema) -> None:
    """Write the header with a comment per column, and below it formats and lists."""
    header_formats = {
        True: book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        ),
        False: book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6F1"}),
    }
    for position, column in enumerate(_columns(table)):
        cells = book.add_format({"num_format": _FORMATS.get(column.kind, "0") if column else "@"})
        sheet.set_column(position, position, max(12, len(column.name) + 3 if column else 12), cells)
        if column is None:
            continue
        sheet.write_string(0, position, column.name, header_formats[column.required])
        sheet.write_comment(
            0,
            position,
            column_explanation(column),
            {"width": 320, "height": 150, "author": "ontschotting"},
        )
        rule = _rule(table, column)
        if rule is not None:
            sheet.data_validation(1, position, ROWS, position, rule)
    sheet.freeze_panes(1, 0)


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

    names = [column.name if column is not None else None for column in _columns(table)]
    return str(xl_col_to_name(names.index(name)))
