"""Units a year that can be funded within and without the walls, against the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, TEXT_SIZE
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import GREY, INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


class _Bar(NamedTuple):
    """A row of the frame."""

    name: str
    kind: str
    value: float
    low: float | None
    high: float | None


@in_default_style
def outcomes_per_year_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    target: float | None = None,
    per_year: bool = True,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per regime with its range, and a line at the target.

    Args:
        frame: `name`, `kind` (current, free or awarded), `value`, `low`, `high`: units a year;
            `low` and `high` may be blank. The first row is the current regime
        ax: The axes to draw on; by default new ones
        target: Units a year
        per_year: Whether the words say "a year": not where all delivery falls in one year
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.outcomes_per_year", lang)
    units = units or words["units"]
    a_year = words["a_year"] if per_year else ""
    bars = [_Bar(*row) for row in frame.select("name", "kind", "value", "low", "high").iter_rows()]
    if len({(amount(bar.value, lang), _range(bar)) for bar in bars}) == 1 < len(bars):
        bars = [bars[0]._replace(name=words["both"])]
    numbers = [number for bar in bars for number in bar[2:] if number is not None]
    most = max([*numbers, *([target] if target else [])], default=0.0) or 1.0
    has_range = any(_range(bar) is not None for bar in bars)
    ax = open_axes(ax, 2.3 + 0.62 * len(bars))
    for row, bar in enumerate(bars):
        _draw_bar(ax, row, bar, most, lang)
    if target:
        _draw_target(ax, target, most, words["target"].format(target=amount(target, lang)))
    label_bars(ax, [bar.name for bar in bars])
    ax.set_xlim(0, most * 1.06)
    format_count_axis(ax.xaxis, lang)
    found = "_found" if unproven else ""
    subtitle = words[f"subtitle{found}"].format(units=units, a_year=a_year)
    subtitle += words[f"range{found}"] if has_range else ""
    pattern = words["alt_range" if has_range else "alt"]
    alt = " ".join(_in_words(bar, pattern, a_year, lang) for bar in bars)
    if target:
        alt += words["alt_target"].format(target=amount(target, lang))
    return apply_style(
        ax,
        ChartTexts(_finding(bars, units, a_year, words, lang, found), subtitle, alt),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _range(bar: _Bar) -> tuple[float, float] | None:
    """Return the ends of a bar's range, or None if it has none."""
    if bar.low is None or bar.high is None or bar.high <= bar.low:
        return None
    return bar.low, bar.high


def _draw_bar(ax: Axes, row: int, bar: _Bar, most: float, lang: str) -> None:
    """Draw a bar with its range as a line, white under black, and its number behind both."""
    draw_bar(ax, row, bar.value, bar.kind, height=0.6)
    ends, y = _range(bar), [row] * 2
    if ends is not None:
        ax.plot(ends, y, color="white", linewidth=4.2, solid_capstyle="butt", zorder=3)
        ax.plot(
            ends,
            y,
            color=INK,
            linewidth=1.8,
            zorder=4,
            marker="|",
            markersize=8,
            markeredgewidth=1.8,
        )
    write_label(
        ax,
        max(bar.value, *(ends or (0.0,))) + 0.015 * most,
        row,
        amount(bar.value, lang),
        ha="left",
        fontweight="bold",
        bbox={**WHITE_BOX, "pad": 0.8},
        zorder=6,
    )


def _draw_target(ax: Axes, target: float, most: float, text: str) -> None:
    """Draw a line at the target, with its text on the side that has room."""
    has_room = target > 0.3 * most
    ax.axvline(target, color=INK, linewidth=1.4, linestyle=(0, (4, 2)), zorder=5)
    ax.annotate(
        text,
        (target, 1),
        xycoords=("data", "axes fraction"),
        xytext=(-3 if has_room else 3, 3),
        textcoords="offset points",
        ha="right" if has_room else "left",
        fontsize=TEXT_SIZE,
        color=GREY,
        fontfamily=FONT,
    )


def _finding(
    bars: Sequence[_Bar], units: str, a_year: str, words: Texts, lang: str, found: str
) -> str:
    """Return what can be funded under the current regime and under the best other one.

    If only awarded money makes the difference, the sentence says so.
    """
    current, others = bars[0].value, bars[1:] or bars[:1]
    if all(amount(bar.value, lang) == amount(current, lang) for bar in others):
        none = words[f"none{found}"]
        return none.format(current=amount(current, lang), units=units, a_year=a_year)
    best = max(others, key=lambda bar: bar.value)
    needs_awarded = best.kind == "awarded" and any(
        amount(bar.value, lang) != amount(best.value, lang) for bar in others
    )
    return words["gain"].format(
        current=count_with_unit(current, units, lang),
        lifted=amount(best.value, lang),
        too=words["too"] if needs_awarded else "",
        a_year=a_year,
    )


def _in_words(bar: _Bar, pattern: str, a_year: str, lang: str) -> str:
    """Return a bar as a sentence."""
    return pattern.format(
        bar=bar.name,
        a_year=a_year,
        value=amount(bar.value, lang),
        low=amount(bar.value if bar.low is None else bar.low, lang),
        high=amount(bar.value if bar.high is None else bar.high, lang),
    )
