"""Define the formats of the cells: what may be changed is blue, as accountants have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook

_BLUE = "#0000C0"
_HEADER = {
    "bold": True,
    "bottom": 1,
    "bg_color": "#DCE6F1",
    "text_wrap": True,
    "valign": "top",
}
_FORMATS: dict[str, dict[str, Any]] = {
    "head": _HEADER,
    "head_right": {**_HEADER, "align": "right"},
    "bold": {"bold": True},
    "verdict": {"bold": True, "align": "right"},
    "soft": {"font_color": "#4D4D4D"},
    "number": {"num_format": "#,##0.00"},
    "input": {"num_format": "#,##0.00", "font_color": _BLUE},
    "price": {"num_format": "0.000000000"},
    "price_input": {"num_format": "0.000000000", "font_color": _BLUE},
    "small": {"num_format": "0.0E+00"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 15},
    "right": {"bold": True, "bg_color": "#D5E8D4", "font_color": "#1B4D1B"},
    "wrong": {"bold": True, "bg_color": "#F8CECC", "font_color": "#7A0C0C"},
}


def add_formats(book: Workbook) -> dict[str, Any]:
    """Add every format to a workbook, and return them by name."""
    return {name: book.add_format(properties) for name, properties in _FORMATS.items()}
