"""An empty workbook that can be filled in without reading documentation: a sheet per table, comments, and lists to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ontschotting.errors import QuestionError
from ontschotting.tables.schema import COMMON, SHARE, TABLES, YES_NO, Column, Table
from ontschotting.tables.writing import whole

ROWS = 2000
"""How far the lists and formats reach; more rows may be filled in."""

GUIDE = (
    "Elk tabblad is een tabel. Vul onder de kop in; wijs een kop aan voor uitleg. Kolommen met * in de uitleg zijn verplicht.",
    "Nodig: regions, streams, budgets, earmarks, plans, costs. De andere tabbladen mogen leeg blijven.",
    "Een leeg vakje betekent: die regel is er niet. Een leeg vakje is nooit een nul.",
    "Bedragen in euro's. Aandelen als 0,5 of 50%. Ja/nee als ja of nee.",
    "Eigen groeperingen van gebieden (provincie, woondealregio) zijn extra kolommen op het tabblad regions; hun naam is dan een niveau.",
    "Klaar? Controleer met: ontschotting check DIT_BESTAND.xlsx",
    "",
    "Each sheet is a table. Fill in below the header; point at a header for its meaning. Columns marked * are required.",
    "Needed: regions, streams, budgets, earmarks, plans, costs. The other sheets may stay empty.",
    "A blank cell means that there is no such rule. A blank is never a zero.",
)


def write_template(path: str | Path) -> Path:
    """Write the empty workbook. Reading it back unfilled gives findings that say what is missing. Raises QuestionError for a path that is no .xlsx."""
    import xlsxwriter

    place = Path(path)
    if place.suffix.casefold() != ".xlsx":
        raise QuestionError(f"template | '{path}' must end in .xlsx.")
    with whole(place) as temporary, xlsxwriter.Workbook(str(temporary)) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6EC"}),
            "starred": book.add_format({"bold": True, "bottom": 1, "bg_color": "#9FBFCE"}),
            "text": book.add_format({"num_format": "@"}),
            "number": book.add_format({"num_format": "#,##0.##"}),
            "whole": book.add_format({"num_format": "0"}),
            "share": book.add_format({"num_format": "0.0%"}),
            "guide": book.add_format({"text_wrap": True}),
        }
        guide = book.add_worksheet("lees mij")
        guide.set_column(0, 0, 110, formats["guide"])
        for number, line in enumerate(GUIDE):
            guide.write_string(number, 0, line)
        for table in TABLES.values():
            _sheet(book.add_worksheet(table.name), table, formats)
    return place


def _sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    columns = [*table.columns, *(one for one in COMMON if one.name not in {column.name for column in table.columns})]
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column.name, formats["starred" if column.required else "head"])
        sheet.write_comment(0, position, _explain(column), {"x_scale": 2.2, "y_scale": 1.2})
        sheet.set_column(position, position, max(12, len(column.name) + 2), formats[_format(column)])
        choice = _choice(table, column)
        if choice is not None:
            sheet.data_validation(1, position, ROWS, position, choice)
    sheet.freeze_panes(1, 0)


def _explain(column: Column) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{'* ' if column.required else ''}{column.nl}{unit}\n\n{column.en}{unit}"


def _format(column: Column) -> str:
    if column.kind == SHARE:
        return "share"
    if column.is_number:
        return "number" if column.kind == "number" else "whole"
    return "text"


def _choice(table: Table, column: Column) -> dict[str, Any] | None:
    """The list a cell may be chosen from: fixed values, or the key column of another sheet. Lists advise and do not forbid; `check` decides."""
    values: Any = None
    if column.kind == YES_NO:
        values = ["ja", "nee"]
    elif column.choices:
        values = list(column.choices)
    elif column.refers_to:
        values = _range(column.refers_to, 0)
    elif column.name == "region" and table.name == "plans":
        values = _range("regions", 0)
    elif column.name == "plan_type" and table.name != "costs":
        values = _range("costs", 0)
    elif column.name == "purpose" and table.name == "earmarks":
        values = _range("costs", 1)
    elif column.name == "outcome" and table.name in ("limits", "targets"):
        values = _range("plans", 3)
    elif column.name == "level":
        values = ["national", "region", "plan"]
    if values is None:
        return None
    return {"validate": "list", "source": values, "error_type": "information", "error_title": "Niet in de lijst", "error_message": "Deze waarde staat niet in de lijst. Mag, als zij klopt: ontschotting check zegt het."}


def _range(sheet: str, column: int) -> str:
    letter = "ABCDEFGHIJ"[column]
    return f"='{sheet}'!${letter}$2:${letter}${ROWS}"
