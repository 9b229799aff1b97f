"""A tornado: what one group of inputs does to the gain, the rest at its central value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, write_label
from ontschotting.charts.names import quote_name
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.support.tolerances import NEGLIGIBLE, negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def tornado_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """Draw the swing of each group of inputs, the widest first.

    Args:
        frame: `group`, `low`, `central`, `high`: the gain with the group at its low and at its high
            value (`Tornado.frame`); `name` is shown instead of `group` if it is there
        ax: The axes to draw on; by default new ones
        units: What the gain counts
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_bars: So many groups at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.tornado", lang)
    units = units or words["units"]
    moving = _widest_first(frame)
    bars = (moving if moving.height else frame).head(most_bars)
    names = bars["name" if "name" in bars.columns else "group"].to_list()
    central = float(bars["central"][0]) if bars.height else 0.0
    swings = (pl.concat([bars["low"], bars["high"]]) - central).abs()
    widest = series_max(swings, 0.0)
    ax = open_axes(ax, 2.5 + 0.48 * max(1, len(names)))
    _draw_swings(ax, bars, central, widest, words, lang)
    label_bars(ax, names)
    format_count_axis(ax.xaxis, lang)
    add_legend(ax, 2)
    is_flat = not names or widest <= negligible(abs(central))
    finding = words["flat"] if is_flat else _finding(moving, names, words)
    central_and_rest = words["central_at"].format(central=amount(central, lang))
    count = frame.height - bars.height
    if count:
        central_and_rest += words["rest_one" if count == 1 else "rest"].format(count=count)
    subtitle = words["subtitle"].format(units=units, central=central_and_rest)
    alt = " ".join(
        words["alt"].format(group=name, low=amount(low, lang), high=amount(high, lang))
        for name, low, high in zip(names, bars["low"], bars["high"], strict=True)
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        right=0.4,
    )


def _widest_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the groups that move the gain, with `reach` in units, the widest first."""
    ends = ("low", "central", "high")
    reach = pl.max_horizontal(ends) - pl.min_horizontal(ends)
    noise = NEGLIGIBLE * pl.max_horizontal(pl.col("central").abs(), pl.lit(1.0))
    return (
        frame.filter(reach > noise)
        .with_columns(reach.alias("reach"))
        .sort("reach", descending=True, maintain_order=True)
    )


def _draw_swings(
    ax: Axes,
    bars: pl.DataFrame,
    central: float,
    widest: float,
    words: Texts,
    lang: str,
) -> None:
    """Draw each group at its low and its high value, from the central gain, with both gains."""
    for row, ends in enumerate(bars.select("low", "high").iter_rows()):
        for kind, gain, shift in zip(("low", "high"), ends, (-0.17, 0.17), strict=True):
            draw_bar(
                ax,
                row + shift,
                gain - central,
                kind,
                start=central,
                height=0.34,
                edge=0.7,
                label=label_once(ax, words[kind]),
            )
            if abs(gain - central) > negligible(widest):
                side = 1 if gain >= central else -1
                write_label(
                    ax,
                    gain + side * 0.015 * widest,
                    row + shift,
                    amount(gain, lang),
                    fontsize=SMALL_SIZE,
                    ha="left" if side > 0 else "right",
                )
    ax.axvline(central, color=INK, linewidth=1.1)
    spread = max(widest, abs(central) * 0.05, NEGLIGIBLE)
    gains = [central, *bars["low"], *bars["high"]]
    ax.set_xlim(min(gains) - 0.18 * spread, max(gains) + 0.18 * spread)


def _finding(moving: pl.DataFrame, names: list[str], words: Texts) -> str:
    """Return which groups move the gain most."""
    if moving.height == 1:
        return words["one"].format(first=quote_name(names[0]))
    tied = moving.filter(pl.col("reach") >= (1 - NEGLIGIBLE) * pl.col("reach").max()).height
    pattern = {1: "title", 2: "tie"}.get(tied, "ties")
    return words[pattern].format(
        first=quote_name(names[0]),
        second=quote_name(names[1]) if tied == 2 else "",
        count=tied,
    )
