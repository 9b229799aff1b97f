"""Native charts of a workbook, on a sheet whose cells point at the other sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from ontschotting.results.cell_formats import NUMBER_FORMATS, format_of
from ontschotting.words.catalogue import texts

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook

MOST_ROWS = 30
"""Rows above which a chart could not be read."""

_COLOURS = ("#1F4E79", "#E69F00")
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}


@dataclass(frozen=True)
class WorkbookChart:
    """A native chart of a frame, declared where the frame is made.

    Attributes:
        title: The name of its title in `words/texts/workbooks.po`, without `workbooks.chart.`
        kind: `bar`, or `line` for a curve
        values: The columns that become series
        label: The column with a name for each row, where `{lang}` stands for the language; by
            default the first column
        rows: The rows that are drawn, by their value in the first column; by default all
    """

    title: str
    kind: Literal["bar", "line"]
    values: tuple[str, ...]
    label: str | None = None
    rows: tuple[str, ...] = ()

    def rows_with_values(self, frame: pl.DataFrame) -> list[int]:
        """Return the numbers of the rows that are drawn, from 0: those with a value."""
        return [
            number
            for number, name in enumerate(frame.get_columns()[0].to_list())
            if (not self.rows or name in self.rows)
            and any(frame[column][number] is not None for column in self.values)
        ]

    def is_readable(self, frame: pl.DataFrame) -> bool:
        """Return whether the frame has at least two rows to draw, and not too many.

        No series may be wholly blank.
        """
        return 1 < len(self.rows_with_values(frame)) <= MOST_ROWS and all(
            frame[column].null_count() < frame.height for column in self.values
        )


@dataclass(frozen=True)
class SheetChart:
    """A chart with the sheet that its numbers stand on, ready to be drawn.

    Attributes:
        sheet: Name of the sheet
        frame: What stands on that sheet
        declaration: What is drawn of it
        heading: The title in the reader's language
        label: The column with a name for each row
        rows: The numbers of the rows that are drawn, from 0
    """

    sheet: str
    frame: pl.DataFrame
    declaration: WorkbookChart
    heading: str
    label: str
    rows: list[int]

    @property
    def alternative_text(self) -> str:
        """Return the heading and every number, for who cannot see the chart."""
        rows = (
            f"{self.frame[self.label][row]}: "
            + ", ".join(
                f"{self.frame[column][row]:,.6g}"
                for column in self.declaration.values
                if self.frame[column][row] is not None
            )
            for row in self.rows
        )
        return f"{self.heading}. {'; '.join(rows)}"

    @property
    def least(self) -> float:
        """Return the least number that is drawn."""
        return min(
            float(self.frame[column][row])
            for column in self.declaration.values
            for row in self.rows
            if self.frame[column][row] is not None
        )


def charts_of_sheets(
    frames: Mapping[str, pl.DataFrame],
    charts: Mapping[str, Iterable[WorkbookChart]],
    lang: str,
) -> list[SheetChart]:
    """Return the charts that can be read, in the order of the sheets.

    Args:
        frames: Each sheet's frame, by the sheet's name
        charts: Each sheet's charts, by the sheet's name
        lang: `nl` or `en`
    """
    readable = [
        (sheet, frame, chart)
        for sheet, frame in frames.items()
        for chart in charts.get(sheet, ())
        if chart.is_readable(frame)
    ]
    titles = texts("workbooks.chart", lang)
    readable_charts = [chart for _, _, chart in readable]
    return [
        SheetChart(
            sheet=sheet,
            frame=frame,
            declaration=chart,
            heading=titles[chart.title]
            + (f": {sheet}" if readable_charts.count(chart) > 1 else ""),
            label=(chart.label or frame.columns[0]).format(lang=lang),
            rows=chart.rows_with_values(frame),
        )
        for sheet, frame, chart in readable
    ]


def write_charts_sheet(
    book: Workbook,
    sheet: Any,
    charts: Iterable[SheetChart],
    formats: Mapping[str, Any],
    lang: str,
) -> None:
    """Write each chart beside a small table whose cells point at the chart's sheet.

    A number that is changed there changes the chart.

    Args:
        book: The workbook
        sheet: Its empty sheet for charts
        charts: What is drawn, from top to bottom
        formats: The workbook's cell formats, by the keys of `NUMBER_FORMATS`, and `head`
        lang: `nl` or `en`
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 17)
    sheet.write_string(0, 0, texts("workbooks", lang)["charts_follow"])
    line = 2
    for chart in charts:
        _write_numbers(sheet, line, chart, formats)
        height = _height(chart)
        picture = _native_chart(book, line, chart, lang)
        picture.set_size({"width": 620, "height": height})
        sheet.insert_chart(line, 4, picture, {"description": chart.alternative_text})
        line += max(len(chart.rows) + 3, height // 20 + 2)


def _write_numbers(sheet: Any, line: int, chart: SheetChart, formats: Mapping[str, Any]) -> None:
    """Write the chart's numbers as formulas that point at its sheet, from this line down."""
    from xlsxwriter.utility import xl_col_to_name

    sheet.write_string(line, 0, chart.heading, formats["head"])
    for position, column in enumerate(chart.declaration.values, start=1):
        sheet.write_string(line, position, column, formats["head"])
    for target, row in enumerate(chart.rows, start=line + 1):
        for position, column in enumerate((chart.label, *chart.declaration.values)):
            value = chart.frame[column][row]
            letter = xl_col_to_name(chart.frame.columns.index(column))
            sheet.write_formula(
                target,
                position,
                f"='{chart.sheet[:31]}'!{letter}{row + 2}",
                None if isinstance(value, str) else formats[_format_of_cell(chart, column, row)],
                "" if value is None else value,
            )


def _format_of_cell(chart: SheetChart, column: str, row: int) -> str:
    """Return the key of a number's format; chosen rows say themselves what their unit is."""
    if chart.declaration.rows and str(chart.frame["unit"][row]) == "eur":
        return "money"
    return format_of(chart.frame[column])


def _height(chart: SheetChart) -> int:
    """Return how high a chart is, in dots."""
    if chart.declaration.kind == "line":
        return 320
    return max(240, 90 + 34 * len(chart.rows) * len(chart.declaration.values))


def _native_chart(book: Workbook, line: int, chart: SheetChart, lang: str) -> Any:
    """Return the chart of the numbers below this line."""
    is_bar = chart.declaration.kind == "bar"
    picture: Any = book.add_chart(
        {"type": "bar"} if is_bar else {"type": "scatter", "subtype": "straight_with_markers"}
    )
    for series in _series(line, chart, lang):
        picture.add_series(series)
    picture.set_title({"name": chart.heading, "name_font": {"size": 12}})
    if is_bar:
        from_zero = {"min": 0} if chart.least >= 0 else {}
        picture.set_y_axis({"reverse": True, "crossing": "max"})
        picture.set_x_axis({"major_gridlines": _GRID, "num_format": "#,##0", **from_zero})
    else:
        number_format = NUMBER_FORMATS[format_of(chart.frame[chart.label])]
        picture.set_x_axis({"name": chart.label, "num_format": number_format, "min": 0})
        picture.set_y_axis({"major_gridlines": _GRID, "num_format": "#,##0", "min": 0})
    if len(chart.declaration.values) == 1:
        picture.set_legend({"none": True})
    return picture


def _series(line: int, chart: SheetChart, lang: str) -> Iterator[dict[str, Any]]:
    """Yield the series of a chart: where their numbers stand, and how they are drawn."""
    sheet, first, last = texts("workbooks", lang)["charts_sheet"], line + 1, line + len(chart.rows)
    for position, column in enumerate(chart.declaration.values, start=1):
        colour = {"color": _COLOURS[position - 1]}
        style: dict[str, Any] = (
            {"fill": colour, "border": {"color": "#1A1A1A"}}
            if chart.declaration.kind == "bar"
            else {"line": {**colour, "width": 2.25}, "marker": {"type": "circle"}}
        )
        yield {
            "name": column,
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, position, last, position],
            "gap": 60,
            **style,
            "data_labels": {"value": True} if chart.declaration.kind == "bar" else {},
        }
