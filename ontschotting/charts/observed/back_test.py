"""The errors of a back-test per area: the model less what was built, least … most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, write_label
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WIDE = 0.2
"""From this part of what was built, what the model leaves open is so wide that it confirms
little.
"""


@in_default_style
def back_test_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    years: tuple[int, int] | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per area from the least to the greatest error, and a mark at what is possible.

    Zero is what happened.

    Args:
        frame: `level`, `area` (blank for the nation), `observed_units`, `least_units`,
            `most_units`, `possible_units`, `relative_least`, `relative_most`, `verdict`: the rows
            of `BackTest.units` over all compared years
        ax: The axes to draw on; by default new ones
        units: What was built
        years: The first and the last of the compared years
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.back_test", lang)
    bars = frame.filter(pl.col("relative_most").is_not_null()).sort(
        (pl.col("level") == "national").cast(pl.Int64),
        pl.col("relative_most"),
        descending=[True, False],
    )
    rows = [{**row, "name": row["area"] or words["nation"]} for row in bars.iter_rows(named=True)]
    ax = open_axes(ax, 2.6 + 0.3 * max(1, bars.height))
    for y, row in enumerate(rows):
        _draw_error(ax, y, row, words, lang)
    ax.axvline(0, color=INK, linewidth=1.2)
    label_bars(ax, [row["name"] for row in rows])
    ax.xaxis.set_major_formatter(lambda value, _: _signed_percent(value, lang))
    low, high = ax.get_xlim()
    ax.set_xlim(low - (0.02 * (high - low) if low > -100 else 0.0), high + 0.22 * (high - low))
    add_legend(ax, 3)
    finding = _finding(words, bars)
    span = "" if years is None else ", " + "-".join(dict.fromkeys(str(year) for year in years))
    subtitle = words["subtitle"].format(units=units or words["units"], years=span)
    alt = " ".join(_in_words(row, words["alt"], lang) for row in rows)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        left=1.45,
    )


def _draw_error(ax: Axes, y: int, row: dict[str, Any], words: Texts, lang: str) -> None:
    """Draw the errors of an area in per cent of what was built, and what was possible at all."""
    least, most = 100 * row["relative_least"], 100 * row["relative_most"]
    possible = 100 * (row["possible_units"] - row["observed_units"]) / row["observed_units"]
    is_below = row["verdict"] in ("above_possible", "above_best")  # reality was above the model
    fill, label = ("awarded", "beaten") if is_below else ("low", "range")
    draw_bar(ax, y, most - least, fill, start=least, height=0.6, label=words[label])
    ax.plot(
        [possible],
        [y],
        marker="D",
        markersize=5,
        markerfacecolor="white",
        markeredgecolor=INK,
        linestyle="none",
        label=label_once(ax, words["possible"]),
    )
    ends = dict.fromkeys((_signed_percent(least, lang), _signed_percent(most, lang)))
    x = max(most, possible, 0.0) + 5.5
    write_label(ax, x, y, " … ".join(ends), ha="left", fontsize=SMALL_SIZE)


def _finding(words: Texts, bars: pl.DataFrame) -> str:
    """Return what the chart says, the worst news for the model first.

    The nation goes before its areas if it did better than is possible at all, and also if no area
    has that verdict.
    """
    nation, areas = (
        bars.filter((pl.col("level") == "national") == is_nation) for is_nation in (True, False)
    )
    for verdict in ("above_possible", "above_best", "below_best"):
        with_verdict = areas.filter(pl.col("verdict") == verdict)
        count = with_verdict.height
        if nation.filter(pl.col("verdict") == verdict).height and (
            not count or (verdict == "above_possible" and count < areas.height)
        ):
            return words[f"{verdict}_whole"]
        if count:
            several = (
                words["everywhere"]
                if count == areas.height
                else words["where"].format(count=count, all=areas.height)
            )
            only = words["area"].format(area=with_verdict["area"][0])
            return words[verdict].format(where=only if areas.height == 1 else several)
    is_wide = ((bars["relative_most"] - bars["relative_least"]) >= _WIDE).any()
    return words["within"] + (words["wide"] if is_wide else "")


def _in_words(row: dict[str, Any], pattern: str, lang: str) -> str:
    """Return an area as a sentence."""
    numbers = {
        key: number(row[f"{key}_units"], lang) for key in ("observed", "least", "most", "possible")
    }
    return pattern.format(area=row["name"], **numbers)


def _signed_percent(percent: float, lang: str) -> str:
    rounded = round(percent)
    return f"{'+' if rounded > 0 else ''}{number(rounded, lang)}%"
