"""Letters of a chart: how wide a line of text is on paper, and where it is broken."""

from __future__ import annotations

import re
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

_TOGETHER = re.compile(
    r"(?<=\d) (?=(?:miljoen|miljard|million|billion|euros?)\b)|(?<=miljoen|miljard|million|billion)"
    r" (?=euro)|(?<=\bten) (?=minste|hoogste)|(?<=\bat) (?=least|most)",
    re.IGNORECASE,
)
"""Spaces at which no line is broken: an amount stays with its unit."""
FONT = "DejaVu Sans"  # ships with matplotlib, so that a chart looks the same everywhere


@contextmanager
def without_glyph_warnings() -> Iterator[None]:
    """A name in a script that the font lacks is drawn as boxes, and stands in the alternative
    text.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        yield


@lru_cache(4096)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Inches that a line of text takes."""
    font = get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))
    font.set_size(size, 72)
    with without_glyph_warnings():
        font.set_text(text.replace(r"\$", "$"), 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 72


def fold(
    text: str, width: float, size: float, bold: bool = False, hyphens: bool = True
) -> list[str]:
    """Lines that are at most so many inches wide, broken at spaces and, unless told otherwise, at
    hyphens.
    """
    if not text:
        return [""]
    # a screen fits letters to whole dots, which makes a line up to three per cent longer
    width *= 0.97
    letters = max(6, int(len(text) * width / max(width_of(text, size, bold), 1e-6)))
    while (
        letters > 6
        and max(width_of(line, size, bold) for line in _lines(text, letters, hyphens)) > width
    ):
        letters -= 1
    return _lines(text, letters, hyphens)


def two_lines(text: str, width: float, size: float) -> list[str]:
    """At most two lines, with an ellipsis where more was said."""
    lines = fold(text, width, size)
    return lines if len(lines) < 3 else [lines[0], lines[1].rstrip(" ,;:(-") + "…"]


def balanced(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Lines of about the same length, so that no word stands alone and no name is cut at its
    hyphen.
    """
    lines = fold(text, width, size, bold, hyphens=False)
    letters = max(len(line) for line in lines)
    while letters > 12 and len(_lines(text, letters - 1, hyphens=False)) == len(lines):
        letters -= 1
    return _lines(text, letters, hyphens=False) or [""]


def paragraph(text: str, width: float, size: float) -> list[str]:
    """Lines that fit; shorter ones where the last would hold a word or two."""
    lines = fold(text, width, size, hyphens=False)
    letters, count = max(len(line) for line in lines), len(lines)
    while count > 1 and 4 * len(lines[-1]) < len(lines[0]) and letters > 12:
        letters -= 1
        shorter = _lines(text, letters, hyphens=False)
        if len(shorter) > count:
            break
        lines = shorter
    return lines


def _lines(text: str, letters: int, hyphens: bool = True) -> list[str]:
    return [
        line.replace("\u00a0", " ")
        for line in textwrap.wrap(_TOGETHER.sub("\u00a0", text), letters, break_on_hyphens=hyphens)
    ]
