"""How far the draws lie apart: bands for the values within and without the walls, and the gain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import SHORTEST_AXIS
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.measures import measure_words
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_MEASURES = ("value_current", "value_lifted", "freed")
_QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
_BANDS: dict[str, dict[str, Any]] = {
    "wide": {"facecolor": "#c6dcee", "edgecolor": "#0b3d5c", "linewidth": 0.6},
    "half": {"facecolor": "#1f4e79", "edgecolor": "white", "linewidth": 0.6},
}


@in_default_style
def fan_chart(
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
    """Draw where 5 to 95% of the draws, the middle half and the median of each measure lie.

    Args:
        frame: A row per draw, with any of `value_current`, `value_lifted`, `freed` (`Sweep.draws`);
            draws in which a measure does not exist are left out of its row
        ax: The axes to draw on; by default new ones
        units: What the values count
        whose: Whose draws they are; by default those within the margins of the tables
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.fan", lang)
    units = units or words["units"]
    bands = quantiles(frame)
    names = [measure_words(measure, lang) for measure in bands["measure"]]
    most, least = max([*bands["p95"], SHORTEST_AXIS]), min([*bands["p05"], 0.0])
    ax = open_axes(ax, 2.75 + 0.55 * max(1, bands.height))
    for y, row in enumerate(bands.iter_rows(named=True)):
        _draw_bands(ax, y, row)
        ends = " … ".join(amount(row[name], lang) for name in ("p05", "p50", "p95"))
        write_label(ax, row["p95"] + 0.015 * (most - least), y, ends, fontsize=SMALL_SIZE)
    label_bars(ax, names)
    ax.set_xlim(least, most + 0.02 * (most - least))
    format_count_axis(ax.xaxis, lang)
    _add_legend(ax, words)
    finding = _finding(frame, bands, words, lang)
    subtitle = words["subtitle"].format(
        units=units, draws=amount(float(frame.height), lang), whose=whose or words["whose"]
    )
    alt = " ".join(
        words["alt"].format(name=name, **{key: amount(row[key], lang) for key in _QUANTILES})
        for name, row in zip(names, bands.iter_rows(named=True), strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def quantiles(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the five quantiles of each measure, interpolated linearly between two draws.

    Args:
        frame: A row per draw and a column per measure

    Returns:
        `measure`, `p05`, `p25`, `p50`, `p75`, `p95`
    """
    draws = {
        measure: frame[measure].drop_nulls() for measure in _MEASURES if measure in frame.columns
    }
    rows = [
        (measure, *(values.quantile(part, "linear") for part in _QUANTILES.values()))
        for measure, values in draws.items()
        if values.len()
    ]
    return pl.DataFrame(
        rows, schema={"measure": pl.String, **dict.fromkeys(_QUANTILES, pl.Float64)}, orient="row"
    )


def _draw_bands(ax: Axes, y: int, row: dict[str, float]) -> None:
    """Draw two nested bands, and the median as a black line on a white one."""
    ax.barh(y, row["p95"] - row["p05"], left=row["p05"], height=0.5, **_BANDS["wide"])
    ax.barh(y, row["p75"] - row["p25"], left=row["p25"], height=0.5, **_BANDS["half"])
    for colour, width in (("white", 4), (INK, 2)):
        ax.plot(
            [row["p50"]] * 2,
            [y - 0.34, y + 0.34],
            color=colour,
            linewidth=width,
            solid_capstyle="butt",
        )


def _add_legend(ax: Axes, words: Texts) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    add_legend(
        ax,
        3,
        [
            *(Patch(label=words[band], **style) for band, style in _BANDS.items()),
            Line2D([], [], color=INK, linewidth=2, label=words["middle"]),
        ],
    )


def _finding(frame: pl.DataFrame, bands: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return between which gains 5 to 95% of the draws lie, or of another measure without gains."""
    rows = bands.filter(pl.col("measure") == "freed").to_dicts() or bands.to_dicts()
    if not rows:
        return words["none"]
    measure = rows[0]["measure"]
    low, high = (amount(rows[0][name], lang) for name in ("p05", "p95"))
    return words["same" if low == high else "title"].format(
        name=measure_words(measure, lang),
        low=low,
        high=high,
        draws=amount(float(frame[measure].drop_nulls().len()), lang),
    )
