"""How wide a line of text is on paper, and where it is broken into lines."""

from __future__ import annotations

import re
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from ontschotting.charts.font import FONT, register_font
from ontschotting.support.tolerances import SHORTEST_AXIS

_UNBREAKABLE_SPACE = re.compile(
    r"(?<=\d) (?=(?:miljoen|miljard|million|billion|euros?)\b)|(?<=miljoen|miljard|million|billion)"
    r" (?=euro)|(?<=\bten) (?=minste|hoogste)|(?<=\bat) (?=least|most)|(?<=\*) ",
    re.IGNORECASE,
)
"""Spaces at which no line is broken: an amount stays with its unit."""
_WIDER_ON_SCREEN = 0.97
"""A screen fits letters to whole dots, which makes a line up to three per cent longer."""


@contextmanager
def without_glyph_warnings() -> Iterator[None]:
    """Silence the warning that the font lacks a letter: it is drawn as a box.

    The alternative text still has the letter.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        yield


@lru_cache(4096)
def measure_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, in inches.

    Args:
        text: One line
        size: Of the letters, in points
        bold: Whether the letters are bold
    """
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.ft2font import LoadFlags

    register_font()
    weight = "bold" if bold else "normal"
    font = get_font([findfont(FontProperties(family=name, weight=weight)) for name in FONT])
    font.set_size(size, 72)
    with without_glyph_warnings():
        font.set_text(text.replace(r"\$", "$"), 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 72


def fold(
    text: str, width: float, size: float, bold: bool = False, hyphens: bool = True
) -> list[str]:
    """Break a text into lines at its spaces.

    Args:
        text: Any text; an empty one gives one empty line
        width: Of the widest line, in inches
        size: Of the letters, in points
        bold: Whether the letters are bold
        hyphens: Whether a line may be broken at a hyphen too
    """
    if not text:
        return [""]
    width *= _WIDER_ON_SCREEN
    letters = max(6, int(len(text) * width / max(measure_width(text, size, bold), SHORTEST_AXIS)))
    while (
        letters > 6
        and max(measure_width(line, size, bold) for line in _wrap(text, letters, hyphens)) > width
    ):
        letters -= 1
    return _wrap(text, letters, hyphens)


def fold_to_two_lines(text: str, width: float, size: float) -> list[str]:
    """Break a text into at most two lines, with an ellipsis where it is cut.

    Args:
        text: Any text
        width: Of the widest line, in inches
        size: Of the letters, in points
    """
    lines = fold(text, width, size)
    return lines if len(lines) < 3 else [lines[0], lines[1].rstrip(" ,;:(-") + "…"]


def fold_evenly(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines of about the same length, so that no word stands alone.

    No name is cut at its hyphen.

    Args:
        text: Any text
        width: Of the widest line, in inches
        size: Of the letters, in points
        bold: Whether the letters are bold
    """
    lines = fold(text, width, size, bold, hyphens=False)
    letters = max(len(line) for line in lines)
    while letters > 12 and len(_wrap(text, letters - 1, hyphens=False)) == len(lines):
        letters -= 1
    return _wrap(text, letters, hyphens=False) or [""]


def fold_paragraph(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that fit, and into shorter ones if the last would hold a word or two.

    Args:
        text: Any text
        width: Of the widest line, in inches
        size: Of the letters, in points
    """
    lines = fold(text, width, size, hyphens=False)
    letters, count = max(len(line) for line in lines), len(lines)
    while count > 1 and 4 * len(lines[-1]) < len(lines[0]) and letters > 12:
        letters -= 1
        shorter = _wrap(text, letters, hyphens=False)
        if len(shorter) > count:
            break
        lines = shorter
    return lines


def _wrap(text: str, letters: int, hyphens: bool = True) -> list[str]:
    """Break a text into lines of at most so many letters; an amount stays with its unit."""
    unbroken = _UNBREAKABLE_SPACE.sub("\u00a0", text)
    return [
        line.replace("\u00a0", " ")
        for line in textwrap.wrap(unbroken, letters, break_on_hyphens=hyphens)
    ]
