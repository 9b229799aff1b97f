"""What the next euro adds per area, and for which purpose: bars, where there is no map to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import write_label
from ontschotting.charts.names import disambiguate_names
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import ratio

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def next_euro_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    what: str = "",
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_bars: int = 15,
    title: str | None = None,
) -> Axes:
    """Draw a bar per area: what the next euro adds there, for the purpose where it adds most.

    Args:
        frame: `area`, `name`, `best` (the purpose, in words) and `value_per_eur` (null where an
            area has no plans or no money)
        ax: The axes to draw on; by default new ones
        what: What an area is
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        most_bars: So many bars at most
        title: A title instead of the finding
    """
    words = texts("charts.next_euro", lang)
    areas = (
        disambiguate_names(frame, "area")
        .with_columns((1e6 * pl.col("value_per_eur")).fill_null(0.0).alias("per_million"))
        .sort("per_million", "name", descending=[True, False])
    )
    bars = list(areas.select("name", "best", "per_million").head(most_bars).iter_rows())
    ax = open_axes(ax, 2.4 + 0.34 * max(1, len(bars)))
    most = series_max(areas["per_million"], 0.0) or 1.0
    for row, (_, best, per_million) in enumerate(bars):
        if per_million > 0:
            draw_bar(ax, row, per_million, "current", height=0.66)
        text = f"{ratio(per_million, lang)}  {best}" if per_million > 0 else best
        write_label(ax, per_million + 0.012 * most, row, text, ha="left", fontsize=SMALL_SIZE)
    ax.axvline(0, color=INK, linewidth=1.0)
    label_bars(ax, [name for name, *_ in bars])
    format_count_axis(ax.xaxis, lang)
    ax.set_xlim(0.0, 1.6 * most)
    finding = words["none"]
    if bars and bars[0][2] > 0:
        name, best, most_said = bars[0][0], bars[0][1], ratio(bars[0][2], lang)
        leading = sum(ratio(value, lang) == most_said for value in areas["per_million"])
        finding = words["title" if leading == 1 else "tie"].format(
            name=name, best=best, count=leading
        )
    subtitle = words["subtitle"].format(what=what, units=(units or words["units"]).capitalize())
    alt = " ".join(
        words["alt"].format(name=name, best=best, value=ratio(per_million, lang))
        for name, best, per_million in bars
    )
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
