"""Scenarios side by side: the gain of each regime, with free money only and with awarded money."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import TEXT_SIZE
from ontschotting.charts.labels import add_legend, label_once, legend_handles, write_label
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import SHORTEST_AXIS, negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import outcome_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@in_default_style
def scenarios_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw the gain of each scenario, as one bar or two.

    Args:
        frame: `name`, `free`, `awarded`: the gain; blank where the question was not asked or has no
            answer; `awarded` may be left out
        ax: The axes to draw on; by default new ones
        units: What the gain counts
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words, units = texts("charts.scenarios", lang), units or outcome_words([], lang)
    if "awarded" not in frame.columns:
        frame = frame.with_columns(awarded=pl.lit(None, pl.Float64))
    questions = [kind for kind in ("free", "awarded") if frame[kind].null_count() < frame.height]
    is_double = len(questions) == 2
    ax = open_axes(ax, 2.4 + (0.62 if is_double else 0.46) * max(1, frame.height))
    gains = [gain for kind in ("free", "awarded") for gain in frame[kind].drop_nulls().to_list()]
    least, most = min([*gains, 0.0]), max([*gains, 0.0])
    spread = max(most - least, SHORTEST_AXIS)
    _draw_bars(ax, frame, spread, is_double, words, lang)
    ax.axvline(0, color=INK, linewidth=1.0)
    label_bars(ax, frame["name"].to_list())
    ax.set_xlim(least - 0.02 * spread, most + 0.16 * spread if most > 0 else 1.0)
    format_count_axis(ax.xaxis, lang)
    if is_double:
        add_legend(ax, 2, legend_handles(ax, [words["free"], words["awarded"]]))
    has_gain = most > negligible(abs(least))
    finding = _finding(frame, most, units, words, lang) if has_gain else words["none"]
    only = "free" if frame["awarded"].null_count() == frame.height else "awarded"
    subtitle = words["subtitle"].format(units=units, question=words["both" if is_double else only])
    alt = _alternative_text(frame, words, lang, is_double)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _draw_bars(
    ax: Axes,
    frame: pl.DataFrame,
    spread: float,
    is_double: bool,
    words: Texts,
    lang: str,
) -> None:
    """Draw the bars of each scenario, each with its gain at the end."""
    for row, gains in enumerate(frame.select("free", "awarded").iter_rows()):
        for kind, gain, shift in zip(("free", "awarded"), gains, (-0.19, 0.19), strict=True):
            if gain is None:
                continue
            y, height = (row + shift, 0.36) if is_double else (row, 0.6)
            draw_bar(ax, y, gain, kind, height=height, label=label_once(ax, words[kind]))
            side = 1 if gain >= 0 else -1
            write_label(
                ax,
                gain + side * 0.01 * spread,
                y,
                amount(gain, lang),
                ha="left" if side > 0 else "right",
                fontsize=TEXT_SIZE,
            )


def _finding(frame: pl.DataFrame, most: float, units: str, words: Texts, lang: str) -> str:
    """Return with which scenario most falls free, and how many others bring as much.

    It says that awarded money counts too where every scenario that brings most needs that.
    """
    almost = most - negligible(most)
    best = frame.filter(pl.max_horizontal("free", "awarded") >= almost)
    needs_awarded = not (best["free"].fill_null(-float("inf")) >= almost).any()
    pattern = "title" if best.height == 1 else "same" if best.height == frame.height else "tie"
    return words[pattern].format(
        first=best["name"][0],
        gain=count_with_unit(most, units, lang),
        too=words["too"] if needs_awarded else "",
        count=best.height - 1,
    )


def _alternative_text(frame: pl.DataFrame, words: Texts, lang: str, is_double: bool) -> str:
    """Say of each scenario the gain in each question that was asked of it."""
    sentences = []
    for name, free, awarded in frame.select("name", "free", "awarded").iter_rows():
        if free is not None and awarded is not None:
            text = words["alt"].format(
                name=name, free=amount(free, lang), awarded=amount(awarded, lang)
            )
        else:
            is_awarded = free is None and awarded is not None and is_double
            gain = amount(awarded if free is None else free, lang)
            text = words["alt_awarded" if is_awarded else "alt_one"].format(name=name, gain=gain)
        sentences.append(text)
    return " ".join(sentences)
