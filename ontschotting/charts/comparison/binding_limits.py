"""What plans, money and other limits each allow a year, against the target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.bars import draw_bar, name_above_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, LABEL_SIZE, SMALL_SIZE, TEXT_SIZE
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import GREY, INK, NARROW
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import measure_width
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import rounded_count

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


class _Bar(NamedTuple):
    """A row of the frame, with its name for readers."""

    limit: str
    units: float
    low: float | None
    high: float | None
    name: str


@in_default_style
def binding_limits_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    first: str,
    names: Mapping[str, str] | None = None,
    target: float | None = None,
    target_note: str | None = None,
    per_year: bool = True,
    delivery_years: tuple[int, int] | None = None,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per limit, the most on top, with what runs out first in the dark colour.

    Args:
        frame: `limit`, `units`, `low`, `high`: units a year; `low` and `high` may be blank
        ax: The axes to draw on; by default new ones
        first: The limit that runs out first, a value of `limit`
        names: What each limit is called; by default its own name
        target: Units a year
        target_note: What the target counts, where it counts more than the bars
        per_year: Whether the words say "a year": not where all delivery falls in one year
        delivery_years: The first and last year of delivery
        units: What the bars count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.binding_limits", lang)
    bars = _bars(frame, names or {})
    ax = open_axes(ax, 1.75 + 0.6 * len(bars), NARROW)
    most = max([*(bar.high or bar.units for bar in bars), target or 0.0]) or 1.0
    for row, bar in enumerate(bars):
        _draw_bar(ax, row, bar, most, bar.limit == first, lang)
        _draw_margin(ax, row, bar, most, target, lang)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xlim(0, 1.06 * most)
    ax.set_ylim(len(bars) - 0.35, -0.66)
    format_count_axis(ax.xaxis, lang)
    a_year = words["a_year"] if per_year else ""
    target_text = words["target"].format(target=rounded_count(target, lang)) if target else ""
    if target:
        _draw_target(ax, target, most, target_text)
    name = next((bar.name for bar in bars if bar.limit == first), first)
    finding = words[f"first_{first}"].format(name=name)
    alt = " ".join(_in_words(bar, a_year, words, lang) for bar in bars)
    subtitle = words["subtitle"].format(units=units or words["units"], a_year=a_year)
    subtitle += _delivery(delivery_years, per_year, words)
    if target and target_note:
        subtitle += words["target_note"].format(note=target_note)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt} {target_text}".strip()),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        left=0.18,
        right=0.18,
    )


def _bars(frame: pl.DataFrame, names: Mapping[str, str]) -> list[_Bar]:
    ordered = frame.sort("units", descending=True, maintain_order=True)
    return [
        _Bar(limit, units_a_year, low, high, names.get(limit, limit))
        for limit, units_a_year, low, high in ordered.select(
            "limit", "units", "low", "high"
        ).iter_rows()
    ]


def _delivery(years: tuple[int, int] | None, per_year: bool, words: Mapping[str, str]) -> str:
    """Return in which years is delivered, as it stands in the subtitle."""
    if years is None:
        return ""
    first, last = years
    return words["delivery" if per_year else "delivery_year"].format(first=first, last=last)


def _draw_bar(ax: Axes, row: int, bar: _Bar, most: float, is_first: bool, lang: str) -> None:
    """Draw a bar with its name above it and its number inside."""
    name_above_bar(ax, row - 0.42, bar.name, bold=is_first)
    draw_bar(ax, row, bar.units, "first" if is_first else "later", height=0.42)
    write_label(
        ax,
        0.012 * most,
        row,
        rounded_count(bar.units, lang),
        ha="left",
        fontsize=LABEL_SIZE,
        fontweight="bold",
        color="white" if is_first and bar.units > 0.1 * most else INK,
        zorder=6,
    )


def _draw_margin(
    ax: Axes, row: int, bar: _Bar, most: float, target: float | None, lang: str
) -> None:
    """Draw the margin of a bar, with its ends in words below it, clear of the target."""
    if bar.low is None or bar.high is None or bar.high <= bar.low:
        return
    ends = (bar.low, bar.high)
    ax.plot(ends, [row] * 2, color="white", linewidth=5.0, solid_capstyle="butt", zorder=3)
    ax.plot(ends, [row] * 2, color=INK, linewidth=2.0, marker="|", markersize=10, zorder=4)
    text = " – ".join(rounded_count(end, lang) for end in ends)
    width = measure_width(text, SMALL_SIZE) * 1.06 * most / (NARROW - 0.36)
    starts = (bar.high - width, bar.high + 0.02 * most, bar.low)
    clear = [
        start
        for start in starts
        if start >= 0 and not (target and start - 0.02 * most < target < start + width)
    ]
    start = clear[0] if clear else 0.0
    write_label(ax, start, row + 0.34, text, ha="left", fontsize=SMALL_SIZE, color=GREY, zorder=6)


def _draw_target(ax: Axes, target: float, most: float, text: str) -> None:
    """Draw a line at the target, with its words above it."""
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


def _in_words(bar: _Bar, a_year: str, words: Texts, lang: str) -> str:
    """Return a bar as a sentence."""
    has_margin = bar.low is not None and bar.high is not None and bar.high > bar.low
    return words["alt_margin" if has_margin else "alt"].format(
        name=bar.name,
        a_year=a_year,
        units=rounded_count(bar.units, lang),
        low=rounded_count(bar.low, lang),
        high=rounded_count(bar.high, lang),
    )
