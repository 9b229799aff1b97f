"""The look of the house: sizes, colours with hatches that survive grey print, titles, number formats, and text that is safe to draw."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ontschotting.texts import number

INK, GREY, FAINT = "#1a1a1a", "#595959", "#d9d9d9"
FONT = "DejaVu Sans"  # ships with matplotlib, so that a chart looks the same everywhere

PAINT: dict[str, dict[str, Any]] = {
    "needed": {"facecolor": "#1f4e79", "edgecolor": "white", "hatch": None},
    "blocked": {"facecolor": "#e69f00", "edgecolor": "#5c3d00", "hatch": "////"},
    "detour": {"facecolor": "#c1440e", "edgecolor": "white", "hatch": "xxxx"},
    "surplus": {"facecolor": "#e3e3e3", "edgecolor": "#9a9a9a", "hatch": "...."},
    "open": {"facecolor": "white", "edgecolor": "#9a9a9a", "hatch": "||"},
    "current": {"facecolor": "#1f4e79", "edgecolor": "white", "hatch": None},
    "lifted": {"facecolor": "#e69f00", "edgecolor": "#5c3d00", "hatch": "////"},
    "awarded": {"facecolor": "#d07a00", "edgecolor": "#4a2c00", "hatch": "////"},
    "free": {"facecolor": "#a8d8f0", "edgecolor": "#0b3d5c", "hatch": "\\\\\\\\"},
    "low": {"facecolor": "#a8d8f0", "edgecolor": "#0b3d5c", "hatch": "\\\\\\\\"},
    "high": {"facecolor": "#1f4e79", "edgecolor": "white", "hatch": None},
}
"""What each thing looks like: the colours of Okabe and Ito or darker, told apart in grey by lightness and hatch."""

WORDS: dict[str, dict[str, str]] = {
    "source": {"nl": "Bron: {source}. Berekening: ontschotting (optima, geen voorspelling).", "en": "Source: {source}. Calculation: ontschotting (optima, no forecast)."},
    "counted": {"nl": "Bron: {source}. Telling: ontschotting (geen optimum, geen voorspelling).", "en": "Source: {source}. Count: ontschotting (no optimum, no forecast)."},
    "assumed": {"nl": " Mede op basis van aannames.", "en": " Based in part on assumptions."},
}


def plain(text: object, width: int = 0) -> str:
    """Text as it is: no formulas between dollar signs, no control characters, and cut with an ellipsis when longer than `width`."""
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
    if width and len(clean) > width:
        clean = clean[: width - 1].rstrip() + "…"
    return clean.replace("$", r"\$")


def open_axes(ax: Axes | None, height: float = 3.6, width: float = 7.4) -> Axes:
    """The axes to draw on: the caller's, or new ones on a figure of their own that touches no global state."""
    if ax is not None:
        return ax
    figure = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    return figure.add_axes((0.1, 0.2, 0.8, 0.5))


def dress(
    ax: Axes, own: bool, *, title: str, subtitle: str, source: str, lang: str, assumptions: bool, alt: str, left: float = 1.9, bottom: float = 0.62,
    right: float = 0.3, keyed: bool = True, counted: bool = False,
) -> Axes:  # fmt: skip
    """Give the axes their title, unit, source line and alternative text. Margins are in inches, so that text never runs out of a chart.

    keyed    a legend stands in a line of its own under the subtitle
    counted  the numbers were counted from the tables, not optimised
    """
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)
    ax.tick_params(colors=INK, labelsize=9, labelfontfamily=FONT)
    ax.tick_params(axis="x", length=3)
    ax.set_axisbelow(True)
    ax.set_label(alt)
    foot = WORDS["counted" if counted else "source"][lang].format(source=plain(source)) if source else ""
    foot += WORDS["assumed"][lang] if assumptions else ""
    if not own:
        ax.set_title(f"{plain(title)}\n{plain(subtitle)}", loc="left", fontsize=10, color=INK, fontfamily=FONT)
        return ax
    figure = ax.figure
    assert isinstance(figure, Figure)
    wide, high = figure.get_size_inches()
    lines = _balanced(plain(title), int(wide * 8.5))
    below = textwrap.wrap(plain(subtitle), int(wide * 12.2))
    notes = textwrap.wrap(foot.strip(), int(wide * 15.5))
    top = 0.24 + 0.235 * len(lines) + 0.185 * len(below) + 0.14
    key = ax.get_legend()
    if key is not None and keyed:
        key.set_loc("upper left")
        key.set_bbox_to_anchor((0.1 / wide, 1 - (top - 0.08) / high), transform=figure.transFigure)
        top += 0.26
    low = bottom + 0.15 * max(0, len(notes) - 1)
    ax.set_position((left / wide, low / high, (wide - left - right) / wide, max(0.2, (high - top - low) / high)))
    figure.text(0.14 / wide, 1 - 0.15 / high, "\n".join(lines), ha="left", va="top", fontsize=13, fontweight="bold", color=INK, fontfamily=FONT, linespacing=1.25)
    figure.text(
        0.14 / wide, 1 - (0.2 + 0.235 * len(lines)) / high, "\n".join(below), ha="left", va="top", fontsize=9.5, color=GREY, fontfamily=FONT, linespacing=1.3
    )
    figure.text(0.14 / wide, 0.1 / high, "\n".join(notes), ha="left", va="bottom", fontsize=7.5, color=GREY, fontfamily=FONT, linespacing=1.3)
    return ax


def write(ax: Axes, x: float, y: float, text: str, **look: Any) -> None:
    """A label in the chart's font."""
    given: dict[str, Any] = {"fontsize": 9, "color": INK, "fontfamily": FONT, "va": "center", **look}
    ax.text(x, y, plain(text), **given)


def names_on_y(ax: Axes, names: Sequence[str], width: int = 26) -> None:
    """Names beside horizontal bars, the first on top."""
    ax.set_yticks(range(len(names)), ["\n".join(textwrap.wrap(plain(name, 3 * width - 4), width)) for name in names])
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def legend(ax: Axes, columns: int = 3) -> None:
    """A legend above the bars, without a frame."""
    ax.legend(
        loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=columns, frameon=False, prop={"family": FONT, "size": 8.5}, borderaxespad=0.2, handlelength=1.8, columnspacing=1.4
    )


def money_axis(ax: Axes, lang: str, most: float) -> str:
    """Format the x-axis in millions or billions of euros; gives the unit in words."""
    size, word = (1e9, {"nl": "miljard euro", "en": "billion euros"}) if most >= 2e9 else (1e6, {"nl": "miljoen euro", "en": "million euros"})
    decimals = 0 if most / size >= 8 else 1
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value / size, lang, decimals)))
    return word[lang]


def _balanced(text: str, width: int) -> list[str]:
    """Lines of about the same length, so that no word stands alone."""
    lines = textwrap.wrap(text, width) or [""]
    while width > 12 and len(textwrap.wrap(text, width - 1)) == len(lines):
        width -= 1
    return textwrap.wrap(text, width) or [""]


def count_axis(axis: Axis, lang: str, percent: bool = False) -> None:
    """Format an axis of counts, or of shares as percentages."""
    shown = FuncFormatter(lambda value, _: f"{number(100 * value, lang, 1)}%" if percent else number(value, lang, 1 if abs(value) < 10 else 0))
    axis.set_major_locator(MaxNLocator(6))
    axis.set_major_formatter(shown)
