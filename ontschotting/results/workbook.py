"""Writes results as a workbook to hand on.

A sheet that says what it is, a formatted sheet per table, and native charts that follow the cells.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.case.files.write import FullPrecisionFloat
from ontschotting.errors import QuestionError
from ontschotting.support.atomic_files import atomic_path

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook

ABOUT = {"nl": "toelichting", "en": "about"}
CHARTS = {"nl": "grafieken", "en": "charts"}

_WORDS = {
    "nl": {
        "sheet": "tabblad",
        "rows": "rijen",
        "columns": "kolommen",
        "title": "Uitkomst",
        "charts": "Deze grafieken volgen de cijfers op de andere tabbladen.",
    },
    "en": {
        "sheet": "sheet",
        "rows": "rows",
        "columns": "columns",
        "title": "Result",
        "charts": "These charts follow the numbers on the other sheets.",
    },
}

_FORMATS = {
    "money": "#,##0",
    "share": "0.0%",
    "price": "0.000E+00",
    "whole": "0",
    "number": "#,##0.0",
    "text": "@",
}
_SHARES = ("share", "cut", "utilisation", "jaccard")


@dataclass(frozen=True)
class _Drawn:
    """A chart that a table with these columns gets.

    Attributes:
        columns: Names that the table must have; of `label` one of several is enough
        values: The columns that become series
        only: Rows, by their value in the first column, when not all
    """

    title: Mapping[str, str]
    kind: str
    columns: tuple[str, ...]
    label: tuple[str, ...]
    values: tuple[str, ...]
    only: tuple[str, ...] = ()


_DRAWN = (
    _Drawn(
        {"nl": "Binnen de schotten en zonder", "en": "Within the walls and without"},
        "bar",
        ("measure", "name_nl", "name_en"),
        ("name_{lang}",),
        ("value",),
        ("value_current", "value_lifted"),
    ),
    _Drawn(
        {"nl": "Waar elke euro zit (euro)", "en": "Where every euro sits (euros)"},
        "bar",
        ("measure", "name_nl", "name_en"),
        ("name_{lang}",),
        ("value",),
        ("needed_eur", "blocked_eur", "surplus_eur"),
    ),
    _Drawn(
        {"nl": "Aandeel in de winst", "en": "Part of the gain"},
        "bar",
        ("value", "standard_error"),
        ("wall", "stream"),
        ("value",),
    ),
    _Drawn(
        {"nl": "Resultaat naar aantal vrije stromen", "en": "Result by number of free streams"},
        "line",
        ("k", "value", "bound"),
        ("k",),
        ("value", "bound"),
    ),
    _Drawn(
        {"nl": "Resultaat naar vrij besteedbaar deel", "en": "Result by free share"},
        "line",
        ("free_share", "value"),
        ("free_share",),
        ("value",),
    ),
    _Drawn(
        {"nl": "Winst over de marges van de gegevens", "en": "Gain over the margins of the data"},
        "bar",
        ("data", "current_value", "lifted_value", "gain"),
        ("data",),
        ("gain",),
    ),
    _Drawn(
        {
            "nl": "Winst bij lage en hoge waarde per groep invoer",
            "en": "Gain at low and high value by group of inputs",
        },
        "bar",
        ("group", "low", "high", "current_low"),
        ("group",),
        ("low", "high"),
    ),
    _Drawn(
        {"nl": "Winst per regel over jaren", "en": "Gain by rule about years"},
        "bar",
        ("lift", "free", "awarded"),
        ("lift",),
        ("free", "awarded"),
    ),
    _Drawn(
        {"nl": "Winst per scenario", "en": "Gain by scenario"},
        "bar",
        ("scenario", "free", "awarded"),
        ("scenario",),
        ("free", "awarded"),
    ),
    _Drawn(
        {"nl": "Wat er stil ligt per stroom (euro)", "en": "What lies idle by stream (euros)"},
        "bar",
        ("stream", "idle_least_eur", "idle_most_eur"),
        ("stream",),
        ("idle_least_eur", "idle_most_eur"),
    ),
    _Drawn(
        {"nl": "Besteed en over per stroom (euro)", "en": "Spent and unspent by budget (euros)"},
        "bar",
        ("stream", "spent_eur", "unspent_eur"),
        ("stream",),
        ("spent_eur", "unspent_eur"),
    ),
)

MOST_BARS = 30
"""Rows above which a chart would be no chart."""


def write_result(
    frames: Mapping[str, pl.DataFrame], path: Path, notes: Sequence[str], lang: str = "nl"
) -> Path:
    """Write tables of results to a workbook.

    Texts stay texts, numbers keep their digits, and what is shown is rounded by format only.

    Args:
        notes: What the reader must know: the finding with its reservation, and where it comes from
    """
    import xlsxwriter

    if path.suffix.casefold() != ".xlsx":
        raise QuestionError(f"write | '{path}' must end in .xlsx.")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with atomic_path(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        looks = {name: book.add_format({"num_format": shown}) for name, shown in _FORMATS.items()}
        looks["head"] = book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top"}
        )
        about = book.add_worksheet(ABOUT[lang])
        drawn = [
            (name, chart)
            for name, frame in frames.items()
            for chart in _DRAWN
            if _fits(chart, frame)
        ]
        charts = book.add_worksheet(CHARTS[lang]) if drawn else None
        for name, frame in frames.items():
            _write_table(book.add_worksheet(name[:31]), frame, looks)
        _write_about(book, about, frames, notes, lang)
        if charts is not None:
            _write_charts(book, charts, frames, drawn, looks, lang)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
    return path


def _write_table(sheet: Any, frame: pl.DataFrame, looks: Mapping[str, Any]) -> None:
    units = frame["unit"].to_list() if {"unit", "value"} <= set(frame.columns) else None
    for position, column in enumerate(frame.get_columns()):
        sheet.write_string(0, position, column.name, looks["head"])
        kind = _kind(column)
        widest = len(column.name) + 3
        for row, value in enumerate(column.to_list(), start=1):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_boolean(row, position, value)
            elif isinstance(value, float) and not math.isfinite(value):
                sheet.write_string(
                    row,
                    position,
                    "" if math.isnan(value) else "∞" if value > 0 else "-∞",
                    looks["text"],
                )
            elif isinstance(value, int | float):
                by_unit = (
                    {"eur": "money", "share": "share"}.get(str(units[row - 1]))
                    if units and column.name == "value"
                    else None
                )
                sheet.write_number(
                    row,
                    position,
                    FullPrecisionFloat(value) if isinstance(value, float) else value,
                    looks[by_unit or kind],
                )
                widest = max(widest, len(f"{value:,.0f}") + 4)
            else:
                text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
                if text:
                    sheet.write_string(row, position, text[:32_767], looks["text"])
                widest = max(widest, min(60, len(text) + 2))
        sheet.set_column(position, position, min(60, widest))
    sheet.freeze_panes(1, 1 if frame.width > 4 else 0)
    if frame.height:
        sheet.autofilter(0, 0, frame.height, max(0, frame.width - 1))
    sheet.repeat_rows(0)


def _kind(column: pl.Series) -> str:
    """The format of a column, by its name and what it holds."""
    if column.dtype.is_integer():
        return "whole"
    if "per_eur" in column.name:
        return "price"
    if column.name.endswith("_eur") or "_eur_" in column.name:
        return "money"
    return "share" if any(part in _SHARES for part in column.name.split("_")) else "number"


def _write_about(
    book: Workbook, sheet: Any, frames: Mapping[str, pl.DataFrame], notes: Sequence[str], lang: str
) -> None:
    """What this is, and what is on each sheet."""
    words, wrap = _WORDS[lang], book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE6F1"})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 90, wrap)
    sheet.write_string(0, 0, words["title"], book.add_format({"bold": True, "font_size": 15}))
    line = 2
    for note in notes:
        if note:
            sheet.merge_range(line, 0, line, 2, "", wrap)
            sheet.write_string(line, 0, note, wrap)
            sheet.set_row(line, 15.5 * (1 + len(note) // 115))
            line += 1
    line += 1
    for column, word in enumerate(("sheet", "rows", "columns")):
        sheet.write_string(line, column, words[word], head)
    for at, (name, frame) in enumerate(frames.items(), start=line + 1):
        sheet.write_url(at, 0, f"internal:'{name[:31]}'!A1", string=name[:31])
        sheet.write_number(at, 1, frame.height)
        columns = ", ".join(frame.columns)
        sheet.write_string(at, 2, columns, wrap)
        sheet.set_row(at, 15.5 * (1 + len(columns) // 95))


def _fits(chart: _Drawn, frame: pl.DataFrame) -> bool:
    if not set(chart.columns) <= set(frame.columns) or not any(
        one in frame.columns or "{" in one for one in chart.label
    ):
        return False
    count = len(_rows(chart, frame))
    return 1 < count <= MOST_BARS and all(
        frame[name].null_count() < frame.height for name in chart.values
    )


def _rows(chart: _Drawn, frame: pl.DataFrame) -> list[int]:
    """The rows that are drawn, counted from 0; those without a number are left out."""
    first = frame.get_columns()[0].to_list()
    wanted = [number for number, name in enumerate(first) if not chart.only or name in chart.only]
    return [
        number for number in wanted if any(frame[name][number] is not None for name in chart.values)
    ]


def _write_charts(
    book: Workbook,
    sheet: Any,
    frames: Mapping[str, pl.DataFrame],
    drawn: Sequence[tuple[str, _Drawn]],
    looks: Mapping[str, Any],
    lang: str,
) -> None:
    """A chart beside a small table whose cells point at the sheets, so that a changed number
    changes the chart.
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 17)
    sheet.write_string(0, 0, _WORDS[lang]["charts"])
    line = 2
    for name, chart in drawn:
        frame, at = frames[name], f"'{name[:31]}'"
        label = next(
            one.format(lang=lang) for one in chart.label if one.format(lang=lang) in frame.columns
        )
        columns, rows = (label, *chart.values), _rows(chart, frame)
        several = sum(one is chart for _, one in drawn) > 1
        heading = chart.title[lang] + (f": {name}" if several else "")
        sheet.write_string(line, 0, heading, looks["head"])
        for place, column in enumerate(chart.values, start=1):
            sheet.write_string(line, place, column, looks["head"])
        for number, row in enumerate(rows, start=line + 1):
            for place, column in enumerate(columns):
                value, letter = frame[column][row], _letter(frame.columns.index(column))
                look = looks[
                    (
                        "text"
                        if isinstance(value, str)
                        else (
                            "money"
                            if chart.only and str(frame["unit"][row]) == "eur"
                            else _kind(frame[column])
                        )
                    )
                ]
                sheet.write_formula(
                    number,
                    place,
                    f"={at}!{letter}{row + 2}",
                    look if not isinstance(value, str) else None,
                    "" if value is None else value,
                )
        picture: Any = book.add_chart(
            {"type": "bar"}
            if chart.kind == "bar"
            else {"type": "scatter", "subtype": "straight_with_markers"}
        )
        title = [CHARTS[lang], line + 1, line + len(rows)]
        for place, column in enumerate(chart.values, start=1):
            picture.add_series(
                {
                    "name": column,
                    "categories": [title[0], title[1], 0, title[2], 0],
                    "values": [title[0], title[1], place, title[2], place],
                    "gap": 60,
                    **(
                        {"fill": {"color": _COLOURS[place - 1]}, "border": {"color": "#1A1A1A"}}
                        if chart.kind == "bar"
                        else {
                            "line": {"color": _COLOURS[place - 1], "width": 2.25},
                            "marker": {"type": "circle"},
                        }
                    ),
                    "data_labels": {"value": True} if chart.kind == "bar" else {},
                }
            )
        least = min(
            float(frame[column][row])
            for column in chart.values
            for row in rows
            if frame[column][row] is not None
        )
        picture.set_title({"name": heading, "name_font": {"size": 12}})
        high = max(240, 90 + 34 * len(rows) * len(chart.values)) if chart.kind == "bar" else 320
        picture.set_size({"width": 620, "height": high})
        if chart.kind == "bar":
            picture.set_y_axis({"reverse": True, "crossing": "max"})
            picture.set_x_axis(
                {
                    "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
                    "num_format": "#,##0",
                    **({"min": 0} if least >= 0 else {}),
                }
            )
        else:
            picture.set_x_axis(
                {"name": label, "num_format": _FORMATS[_kind(frame[label])], "min": 0}
            )
            picture.set_y_axis(
                {
                    "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
                    "num_format": "#,##0",
                    "min": 0,
                }
            )
        if len(chart.values) == 1:
            picture.set_legend({"none": True})
        told = "; ".join(
            f"{frame[label][row]}: "
            + ", ".join(
                f"{frame[column][row]:,.6g}"
                for column in chart.values
                if frame[column][row] is not None
            )
            for row in rows
        )
        sheet.insert_chart(line, 4, picture, {"description": f"{heading}. {told}"})
        line += max(len(rows) + 3, high // 20 + 2)


_COLOURS = ("#1F4E79", "#E69F00")


def _letter(position: int) -> str:
    text, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
