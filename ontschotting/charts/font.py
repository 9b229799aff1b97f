"""The letters of a chart: one open font that comes with the library, and its sizes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FONT = ["Source Sans 3", "DejaVu Sans"]
"""Source Sans 3 lies in `fonts/`, so that a chart is the same everywhere. A sign that it lacks is
taken from DejaVu Sans, which ships with matplotlib.
"""
TITLE_SIZE, SUBTITLE_SIZE, LABEL_SIZE, TEXT_SIZE, SMALL_SIZE, SOURCE_SIZE = 13, 10, 10, 9.5, 9, 8.5
"""Points of the letters: title, line under it, number at a bar, name, small label, source line."""
LINE_SPACING = 0.9
"""Of a text of several lines, as matplotlib counts it: of the height that the font asks for."""
_LINE = 1.28
"""Which is so many times the size of the letters."""
_FOLDER = Path(__file__).parent / "fonts"


def line_height(size: float) -> float:
    """Return how high a line of text is, in inches.

    Args:
        size: Of the letters, in points
    """
    return _LINE * size / 72


@cache
def register_font() -> None:
    """Tell matplotlib where the font is, once in a process; a setting of the caller stays as is."""
    from matplotlib.font_manager import fontManager  # heavy: loaded when a chart is drawn

    for path in sorted(_FOLDER.glob("*.ttf")):
        fontManager.addfont(path)
