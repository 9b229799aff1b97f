"""The colours of every chart, told apart in grey print too, and the width of a page."""

from __future__ import annotations

from typing import Any

INK, GREY, FAINT = "#1a1a1a", "#595959", "#d9d9d9"
"""Of letters and axes; of what matters less; of the lines of a grid."""
WIDTH = 6.3
"""Inches: the 16 cm between the margins of an A4 page, so that a chart in a paper is printed at the
size at which it was drawn.
"""
NARROW = 4.4
"""Inches: a chart that stands beside another one on a page, and fits on a phone."""

FILLS: dict[str, dict[str, Any]] = {
    "needed": {"facecolor": "#1f4e79", "edgecolor": "white"},
    "blocked": {"facecolor": "#e69f00", "edgecolor": "#5c3d00", "hatch": "////"},
    "detour": {"facecolor": "#c1440e", "edgecolor": "white"},
    "surplus": {"facecolor": "#e3e3e3", "edgecolor": "#9a9a9a"},
    "open": {"facecolor": "white", "edgecolor": "#7a7a7a"},
    "tied": {"facecolor": "#007a5a", "edgecolor": "white"},
    "current": {"facecolor": "#1f4e79", "edgecolor": "white"},
    "lifted": {"facecolor": "#7fb8dd", "edgecolor": "white"},
    "awarded": {"facecolor": "#d07a00", "edgecolor": "white"},
    "free": {"facecolor": "#7fb8dd", "edgecolor": "white"},
    "low": {"facecolor": "#7fb8dd", "edgecolor": "white"},
    "high": {"facecolor": "#1f4e79", "edgecolor": "white"},
    "idle": {"facecolor": "#f0b95b", "edgecolor": "white"},
    "first": {"facecolor": "#1f4e79", "edgecolor": "white"},
    "later": {"facecolor": "#b7c7d8", "edgecolor": "white"},
}
"""How the surface of each thing is filled: colours that differ in lightness.

Only what is blocked is hatched.
"""
POTS: tuple[dict[str, Any], ...] = tuple(
    {"facecolor": colour, "edgecolor": "white"}
    for colour in ("#1f4e79", "#56b4e9", "#007a5a", "#cc79a7", "#6e5a2e", "#c9b400", "#bdbdbd")
)
"""Of pots behind one another in a bar; the last is that of all other pots together."""
GAP: dict[str, Any] = {"facecolor": "white", "edgecolor": INK, "linestyle": (0, (3, 2))}
"""Of money that is not there."""
WHITE_BOX: dict[str, Any] = {"facecolor": "white", "edgecolor": "none"}
"""Behind a text that stands on a hatch or a line."""

DIAMOND: dict[str, Any] = {
    "marker": "D",
    "markersize": 7,
    "linestyle": "none",
    "markerfacecolor": "white",
    "markeredgecolor": INK,
    "markeredgewidth": 1.4,
    "zorder": 3,
}
"""A mark for a second number beside a bar."""
