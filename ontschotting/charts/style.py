"""The look of every chart: colours that differ in grey and for colour-blind readers, titles that state the finding, a source line."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from ontschotting.tables.writing import whole
from ontschotting.texts import amount, number

INK, SOFT, GRID = "#1b2733", "#5d6b78", "#d9dfe4"
WITHIN, WITHOUT, IDLE, TARGET = "#8aa4b8", "#0b4f6c", "#e2a33b", "#a23b3b"
"""Current world, lifted world, blocked money, a promise: light to dark, so that they differ in grey print."""

STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans", "font.size": 9.5, "axes.edgecolor": SOFT, "axes.labelcolor": INK, "text.color": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.titlelocation": "left", "svg.hashsalt": "ontschotting", "svg.fonttype": "path",
}  # fmt: skip

ASSUMED = {"nl": "mede op basis van aannames", "en": "partly based on assumptions"}


def new_axes(width: float = 7.2, height: float = 3.6) -> Axes:
    """Axes on a figure of their own, outside pyplot: no global state."""
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure.add_subplot()


def draw(paint: Callable[[Axes], None], ax: Axes | None, height: float = 3.6) -> Axes:
    """Run a drawing function in the house style on the axes given, or on new ones."""
    with rc_context(STYLE):
        axes = ax if ax is not None else new_axes(height=height)
        paint(axes)
    return axes


def head(ax: Axes, title: str, subtitle: str, source: str, lang: str, assumed: bool) -> None:
    """The finding as title, what is shown and its unit as subtitle, the source below."""
    lines = textwrap.wrap(subtitle, 92)
    ax.set_title("\n".join(textwrap.wrap(title, 70)), fontsize=11.5, fontweight="bold", pad=12 + 12 * len(lines), loc="left", x=0)
    written = ax.annotate("\n".join(lines), (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", fontsize=8.8, color=SOFT, va="bottom")
    written.set_in_layout(False)  # a long line above the axes must not make them narrower
    word = {"nl": "Bron", "en": "Source"}[lang]
    mark = f"; {ASSUMED[lang]}" if assumed else ""
    ax.figure.supxlabel(f"{word}: {source}{mark}. ontschotting.", fontsize=7.5, color=SOFT, x=0.01, ha="left")


def units_axis(axis: Any, lang: str) -> None:
    """Numbers on an axis as people write them."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang, 0)))


def euros_axis(axis: Any, lang: str) -> None:
    """Euros on an axis in millions or billions."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: amount(value, lang, "eur").replace(" euros", "").replace(" euro", "")))


def save(ax: Axes, path: str | Path, alternative: str) -> tuple[Path, Path, Path]:
    """Write a chart as SVG and PNG (300 dpi), and its alternative text beside it. Each file appears whole or not at all."""
    base = Path(path)
    svg, png, text = base.with_suffix(".svg"), base.with_suffix(".png"), base.with_suffix(".txt")
    with rc_context(STYLE):
        with whole(svg) as temporary:
            ax.figure.savefig(os.fspath(temporary), format="svg", metadata={"Date": None, "Title": alternative, "Creator": "ontschotting"})
        with whole(png) as temporary:
            ax.figure.savefig(os.fspath(temporary), format="png", dpi=300, metadata={"Description": alternative, "Software": "ontschotting"})
    with whole(text) as temporary:
        temporary.write_text(alternative + "\n", encoding="utf-8")
    return svg, png, text
