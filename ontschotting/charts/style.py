"""The look of the house.

Sizes, colours with hatches that survive grey print, titles, number formats, and text that is safe
to draw.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import matplotlib
import polars as pl
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ontschotting.charts.text_layout import (
    FONT,
    balanced,
    fold,
    paragraph,
    two_lines,
    width_of,
    without_glyph_warnings,
)
from ontschotting.words.numbers import number

_DEFAULTS = {
    name: value
    for name, value in matplotlib.rcParamsDefault.items()
    if name.startswith(
        ("axes.", "figure.", "font.", "xtick.", "ytick.", "lines.", "patch.", "legend.")
    )
}
_SHARED = 38
"""Letters of a name that several keys bear, so that the key behind it still stands in the two lines
beside a bar.
"""
_AT_BAR = "_at-bar"
"""Marks the labels that the axes are widened for."""
INK, GREY, FAINT = "#1a1a1a", "#595959", "#d9d9d9"
WIDTH = 6.3
"""Inches: the 16 cm between the margins of an A4 page, so that a chart in a paper is printed at the
size at which it was drawn.
"""

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
"""What each thing looks like: the colours of Okabe and Ito or darker, told apart in grey by
lightness and hatch.
"""

WORDS: dict[str, dict[str, str]] = {
    "source": {
        "nl": "Bron: {source}. Berekening: ontschotting (optima, geen voorspelling).",
        "en": "Source: {source}. Calculation: ontschotting (optima, no forecast).",
    },
    "counted": {
        "nl": "Bron: {source}. Telling: ontschotting (geen optimum, geen voorspelling).",
        "en": "Source: {source}. Count: ontschotting (no optimum, no forecast).",
    },
    "assumed": {"nl": " Mede op basis van aannames.", "en": " Based in part on assumptions."},
}


class Chart(Figure):
    """A figure that shows itself in a notebook, with its alternative text, also where pyplot was
    never loaded.
    """

    def _repr_html_(self) -> str:
        from ontschotting.charts.save import as_html

        return as_html(self)

    def _repr_png_(self) -> bytes:
        from ontschotting.charts.save import as_png

        return as_png(self, 2 * self.dpi)


class ChartAxes(Axes):
    """Axes of a chart of the house.

    What `plot` gives shows the chart when it is the last thing in a cell.
    """

    def _repr_html_(self) -> str | None:
        return self.figure._repr_html_() if isinstance(self.figure, Chart) else None

    def _repr_png_(self) -> bytes | None:
        return self.figure._repr_png_() if isinstance(self.figure, Chart) else None


def escape_text(text: object, width: int = 0) -> str:
    """Text as it is.

    No formulas between dollar signs, no control characters, and cut with an ellipsis when longer
    than `width`.
    """
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
    if width and len(clean) > width:
        clean = clean[: width - 1].rstrip() + "…"
    return clean.replace("$", r"\$")


def open_axes(ax: Axes | None, height: float = 3.6, width: float = WIDTH) -> Axes:
    """The axes to draw on.

    The caller's, or new ones on a figure of their own that touches no global state.
    """
    if ax is not None:
        return ax
    # whatever style the caller works in, a chart of the house is a chart of the house
    with matplotlib.rc_context(_DEFAULTS):
        figure = Chart(figsize=(width, height), facecolor="white")
        FigureCanvasAgg(figure)
        return figure.add_axes((0.1, 0.2, 0.8, 0.5), axes_class=ChartAxes)


def apply_style(
    ax: Axes,
    own: bool,
    *,
    title: str,
    subtitle: str,
    source: str,
    lang: str,
    assumptions: bool,
    alt: str,
    left: float | None = None,
    bottom: float = 0.62,
    right: float = 0.3,
    keyed: bool = True,
    counted: bool = False,
) -> Axes:
    """Give the axes their title, unit, source line and alternative text.

    Margins are in inches, so that text never runs out of a chart.

    Args:
        left: By default as much as the names or numbers beside the axis take.
        keyed: A legend stands in a line of its own under the subtitle. A chart with a left margin
            and a legend of its own (a map) writes its own source line on axes of the caller
        counted: The numbers were counted from the tables, not optimised
    """
    start = 1 if title.startswith("‘") else 0
    title = title[:start] + title[start : start + 1].upper() + title[start + 1 :]
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)
    ax.tick_params(colors=INK, labelsize=8.5, labelfontfamily=FONT)
    ax.tick_params(axis="x", length=3)
    ax.set_axisbelow(True)
    ax.set_label(_described(title, alt, lang, assumptions))
    foot = source_line(source, lang, assumptions, counted)
    if not own:
        _dress_within(ax, title, subtitle, foot if keyed or left is None else "", keyed)
        return ax
    figure = ax.figure
    assert isinstance(figure, Figure)
    wide, high = figure.get_size_inches()
    lines = balanced(escape_text(title), wide - 0.3, 12, bold=True)
    below = paragraph(escape_text(subtitle), wide - 0.3, 9)
    notes = paragraph(foot, wide - 0.3, 7.5)
    top = 0.24 + 0.22 * len(lines) + 0.175 * len(below) + 0.14
    key = ax.get_legend()
    if key is not None and keyed:
        key.set_loc("upper left")
        key.set_bbox_to_anchor((0.1 / wide, 1 - (top - 0.08) / high), transform=figure.transFigure)
        top += _height_of(ax, key) + 0.06
    low = bottom + 0.15 * max(0, len(notes) - 1)
    left = _beside(ax) if left is None else left
    ax.set_position(
        (left / wide, low / high, (wide - left - right) / wide, max(0.2, (high - top - low) / high))
    )
    _make_room(ax)
    figure.text(
        0.14 / wide,
        1 - 0.15 / high,
        "\n".join(lines),
        ha="left",
        va="top",
        fontsize=12,
        fontweight="bold",
        color=INK,
        fontfamily=FONT,
        linespacing=1.25,
    )
    figure.text(
        0.14 / wide,
        1 - (0.2 + 0.22 * len(lines)) / high,
        "\n".join(below),
        ha="left",
        va="top",
        fontsize=9,
        color=GREY,
        fontfamily=FONT,
        linespacing=1.3,
    )
    figure.text(
        0.14 / wide,
        0.1 / high,
        "\n".join(notes),
        ha="left",
        va="bottom",
        fontsize=7.5,
        color=GREY,
        fontfamily=FONT,
        linespacing=1.3,
    )
    return ax


def source_line(source: str, lang: str, assumptions: bool, counted: bool = False) -> str:
    """What stands under a chart: whose figures, who reckoned, and whether assumptions carry it."""
    told = (
        WORDS["counted" if counted else "source"][lang].format(source=escape_text(source))
        if source
        else ""
    )
    return (told + (WORDS["assumed"][lang] if assumptions else "")).strip()


def _dress_within(ax: Axes, title: str, subtitle: str, foot: str, keyed: bool) -> None:
    """Axes of the caller.

    The title above them in lines that fit, the legend and the source line below them, so that
    nothing honest is lost and nothing lies over another.
    """
    wide, high = _inches(ax)
    wide *= 0.8  # a layout of the caller still takes room for the names beside the axes
    lines = [
        *fold(escape_text(title), wide, 9.5, bold=True),
        *fold(escape_text(subtitle), wide, 9.5),
    ]
    ax.set_title("\n".join(lines), loc="left", fontsize=9.5, color=INK, fontfamily=FONT, pad=15)
    below, key = 26.0, ax.get_legend()
    if key is not None and keyed:
        key.set_loc("upper left")
        key.set_bbox_to_anchor((0.0, -below / 72 / high), transform=ax.transAxes)
        rows = math.ceil(len(key.get_texts()) / max(1, key._ncols))  # type: ignore[attr-defined]  # matplotlib tells the number of columns nowhere else
        below += 4 + 14 * rows
    if not foot:
        return
    ax.annotate(
        "\n".join(fold(escape_text(foot), wide, 6.5)),
        (0, 0),
        xycoords="axes fraction",
        xytext=(0, -below),
        textcoords="offset points",
        va="top",
        fontsize=6.5,
        color=GREY,
        fontfamily=FONT,
    )


def _inches(ax: Axes) -> tuple[float, float]:
    """How wide and high axes are."""
    place, figure = ax.get_position(), ax.get_figure(root=True)
    assert figure is not None
    wide, high = figure.get_size_inches()
    return float(place.width * wide), float(place.height * high)


def _described(title: str, alt: str, lang: str, assumptions: bool) -> str:
    """The alternative text: the finding, the numbers, and whether they rest on assumptions."""
    said = (
        title[:1] + alt[1:]
        if alt[:1].casefold() + alt[1 : len(title)] == title[:1].casefold() + title[1:]
        else f"{title}. {alt}"
    )
    return " ".join((said + (WORDS["assumed"][lang] if assumptions else "")).split())


def _beside(ax: Axes) -> float:
    """Inches that the texts beside the y-axis take, and a little air."""
    renderer, figure = _renderer(ax)
    with without_glyph_warnings():
        box = ax.yaxis.get_tightbbox(renderer)
    inside = ax.get_window_extent(renderer)
    wide = 0.0 if box is None else max(0.0, inside.x0 - box.x0) / figure.dpi
    return min(max(0.4, wide + 0.2), 0.5 * float(figure.get_size_inches()[0]))


def _height_of(ax: Axes, key: Any) -> float:
    renderer, figure = _renderer(ax)
    with without_glyph_warnings():
        return float(key.get_window_extent(renderer).height / figure.dpi)


def _make_room(ax: Axes) -> None:
    """Widen the x-axis until every label at the end of a bar stands inside the axes."""
    renderer, _ = _renderer(ax)
    wide = ax.get_window_extent(renderer).width
    for _ in range(2):  # a wider axis to one side moves the labels of the other
        for text in ax.texts:
            if text.get_label() != _AT_BAR:
                continue
            low, high = ax.get_xlim()
            with without_glyph_warnings():
                x, room = float(text.get_position()[0]), text.get_window_extent(renderer).width + 3
            if text.get_horizontalalignment() == "left" and room < wide:
                ax.set_xlim(low, max(high, low + (x - low) * wide / (wide - room)))
            elif text.get_horizontalalignment() == "right" and room < wide:
                ax.set_xlim(min(low, high - (high - x) * wide / (wide - room)), high)


def _renderer(ax: Axes) -> tuple[Any, Figure]:
    figure = ax.get_figure(root=True)
    assert figure is not None and isinstance(figure.canvas, FigureCanvasAgg)
    return figure.canvas.get_renderer(), figure  # type: ignore[no-untyped-call]  # matplotlib left this method without types


def write(ax: Axes, x: float, y: float, text: str, **look: Any) -> None:
    """A label in the chart's font."""
    given: dict[str, Any] = {
        "fontsize": 9,
        "color": INK,
        "fontfamily": FONT,
        "va": "center",
        "label": _AT_BAR,
        **look,
    }
    ax.text(x, y, escape_text(text), **given)


def disambiguate_names(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """The frame with a `name` for every row.

    That of `key` where none is given, and with the key behind it where several keys bear one name.
    """
    if "name" not in frame.columns:
        return frame.with_columns(pl.col(key).alias("name"))
    shared = pl.col(key).n_unique().over("name") > 1
    short = (
        pl.when(pl.col("name").str.len_chars() > _SHARED)
        .then(pl.format("{}…", pl.col("name").str.slice(0, _SHARED - 1)))
        .otherwise("name")
    )
    return frame.with_columns(
        pl.when(shared).then(pl.format("{} ({})", short, key)).otherwise("name").alias("name")
    )


def quoted(name: str) -> str:
    """A name as a part of a sentence: in quotes where it has a colon of its own."""
    return f"‘{name}’" if ":" in name else name


def label_bars(ax: Axes, names: Sequence[str], width: float = 2.1) -> None:
    """Names beside horizontal bars, the first on top, in lines of at most so many inches."""
    ax.set_yticks(
        range(len(names)), ["\n".join(two_lines(escape_text(name), width, 8.5)) for name in names]
    )
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def legend(ax: Axes, columns: int = 3, handles: Sequence[Any] | None = None) -> None:
    """A legend above the bars, without a frame, in at most so many columns as the page is wide.

    `handles` stand for what the artists do not say themselves.
    """
    handles = ax.get_legend_handles_labels()[0] if handles is None else list(handles)
    room = WIDTH - 0.2 if isinstance(ax, ChartAxes) else _inches(ax)[0]
    widths = [width_of(str(handle.get_label()), 8.5) + 0.46 for handle in handles]
    while columns > 1 and sum(max(part) for part in _in_columns(widths, columns)) > room:
        columns -= 1
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=columns,
        frameon=False,
        prop={"family": FONT, "size": 8.5},
        borderaxespad=0.2,
        handlelength=1.8,
        columnspacing=1.4,
        labelcolor=INK,
    )


def _in_columns(widths: list[float], columns: int) -> list[list[float]]:
    """Divided over columns as a legend divides its entries: the first columns get one more."""
    size, more = divmod(len(widths), columns)
    sizes = [size + (place < more) for place in range(min(columns, len(widths)))]
    return [widths[sum(sizes[:place]) : sum(sizes[: place + 1])] for place in range(len(sizes))]


def money_unit(most: float, lang: str) -> tuple[float, str]:
    """How many euros one step of an axis counts, and its words.

    Billions, millions, or where all is less than a million and not zero, euros.
    """
    if most >= 2e9:
        return 1e9, {"nl": "miljard euro", "en": "billion euros"}[lang]
    if most >= 1e6 or most <= 1.0:
        return 1e6, {"nl": "miljoen euro", "en": "million euros"}[lang]
    return 1.0, {"nl": "euro", "en": "euros"}[lang]


def money_axis(ax: Axes, lang: str, most: float) -> str:
    """Format the x-axis in billions, millions or single euros; gives the unit in words."""
    size, word = money_unit(most, lang)
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=_STEPS))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _exact(value / size, lang)))
    return word


_STEPS = [1, 2, 5, 10]


def _exact(value: float, lang: str) -> str:
    """The number at a tick with the decimals it needs, so that no tick says another number than
    where it stands.
    """
    return number(value, lang, 6)


def count_axis(axis: Axis, lang: str, percent: bool = False) -> None:
    """Format an axis of counts, or of shares as percentages."""
    shown = FuncFormatter(
        lambda value, _: f"{_exact(100 * value, lang)}%" if percent else _exact(value, lang)
    )
    axis.set_major_locator(MaxNLocator(6, steps=_STEPS))
    axis.set_major_formatter(shown)
