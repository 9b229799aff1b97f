"""The gain over the draws: in how many the walls make no difference, and how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, TEXT_SIZE
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import FILLS, GREY, INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import WHOLE_NUMBER
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_BINS = 24
_QUANTILES = {"p05": 0.05, "p50": 0.5, "p95": 0.95}


@in_default_style
def sweep_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    whose: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw the share of the draws by size of the gain.

    Args:
        frame: A row per draw, `freed` (`Sweep.draws`); draws in which it does not exist are left
            out and not counted
        ax: The axes to draw on; by default new ones
        units: What the gain counts
        whose: Whose draws they are; by default those within the margins of the tables
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.sweep", lang)
    units = units or words["units"]
    freed = frame["freed"].drop_nulls().to_numpy()
    without_gain = float(np.mean(freed == 0)) if len(freed) else 0.0
    quantiles = (
        {name: float(np.quantile(freed, part)) for name, part in _QUANTILES.items()}
        if len(freed)
        else {}
    )
    numbers = {
        **{name: amount(value, lang) for name, value in quantiles.items()},
        "none": amount(without_gain, lang, "share"),
        "mean": amount(float(freed.mean()) if len(freed) else None, lang),
        "draws": amount(float(len(freed)), lang),
    }
    ax = open_axes(ax, 3.9)
    bar_width = _draw_histogram(ax, freed, without_gain)
    top = ax.get_ylim()[1]
    ax.set_ylim(0, 1.18 * top)
    if without_gain:
        _label_zero(ax, bar_width, without_gain - 0.03 * top, words["zero"].format(**numbers))
    _mark_quantiles(ax, quantiles)
    if quantiles.get("p50"):
        _label_median(ax, quantiles["p50"], 1.1 * top, words["half"].format(**numbers))
    format_count_axis(ax.xaxis, lang)
    format_count_axis(ax.yaxis, lang, percent=True)
    finding = _finding(freed, without_gain, numbers, words)
    subtitle = words["subtitle"].format(
        units=units, draws=numbers["draws"], whose=whose or words["whose"]
    )
    has_dashes = any(quantiles.get(name, 0) != 0 for name in ("p05", "p95"))
    subtitle += words["dashes"] if has_dashes else ""
    alt = f"{finding}. " + (words["alt"].format(**numbers) if len(freed) else "")
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, alt),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _draw_histogram(ax: Axes, freed: npt.NDArray[np.float64], without_gain: float) -> float:
    """Draw the draws by size of the gain, and those without gain as a narrow bar at zero.

    Return the width of that bar.
    """
    gains = freed[freed != 0]
    if len(gains):
        first, last = min(float(gains.min()), 0.0), max(float(gains.max()), 0.0)
        width = (last - first) / _BINS
        # Bins begin at zero on both sides of it, so that none mixes gains with losses.
        edges = width * np.arange(
            np.floor(first / width + WHOLE_NUMBER), np.ceil(last / width - WHOLE_NUMBER) + 1
        )
        counts, _ = np.histogram(np.clip(gains, edges[0], edges[-1]), edges)
        ax.bar(
            edges[:-1],
            counts / len(freed),
            width=np.diff(edges),
            align="edge",
            linewidth=0.7,
            **FILLS["free"],
        )
    else:
        width = 1 / _BINS
        ax.set_xlim(-0.05, 1.0)
    if without_gain:
        # narrow, since zero is one value and no range
        ax.bar(0, without_gain, width=0.4 * width, linewidth=0.7, zorder=3, **FILLS["current"])
    return 0.4 * width


def _label_zero(ax: Axes, x: float, y: float, text: str) -> None:
    """Write how many draws have no gain, beside their bar."""
    box = {**WHITE_BOX, "pad": 1.0, "alpha": 0.85}
    write_label(ax, x, y, text, ha="left", fontsize=TEXT_SIZE, zorder=4, bbox=box)


def _mark_quantiles(ax: Axes, quantiles: dict[str, float]) -> None:
    """Draw the median as a line and the others dashed; a quantile of zero is the bar at zero."""
    for name, value in quantiles.items():
        if value != 0:
            is_median = name == "p50"
            ax.axvline(
                value,
                ymax=0.86,
                color=INK if is_median else GREY,
                linewidth=1.1,
                linestyle="-" if is_median else (0, (4, 2)),
            )


def _label_median(ax: Axes, x: float, y: float, text: str) -> None:
    ax.annotate(
        text,
        (x, y),
        xytext=(3, 0),
        textcoords="offset points",
        fontsize=TEXT_SIZE,
        color=INK,
        fontfamily=FONT,
    )


def _finding(
    freed: npt.NDArray[np.float64],
    without_gain: float,
    numbers: dict[str, str],
    words: Texts,
) -> str:
    """Return in how many draws the walls make no difference, and between which gains most lie."""
    if not len(freed):
        return words["nothing"]
    if without_gain == 1.0:
        return words["all"].format(**numbers)
    return words["none" if without_gain else "always"].format(**numbers)
