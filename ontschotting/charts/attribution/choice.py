"""Which walls first: the best value against how many streams, walls or pairs are lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, LINE_SPACING, TEXT_SIZE, line_height
from ontschotting.charts.lines import draw_lines, style_lines
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import GREY, WIDTH
from ontschotting.charts.style import ChartTexts, open_axes
from ontschotting.charts.text_layout import fold
from ontschotting.support.tolerances import NEGLIGIBLE, negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


_TICK_LINES = 4
"""Lines below the axis at most: a number, and what it adds."""


@in_default_style
def choice_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    whole: float | None = None,
    over: str = "streams",
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw the curve of Jordan and Graves: the value of the best choice of each size.

    Args:
        frame: `k`, `value`, `bound`, `needed`, `chosen` (`Choice.frame`)
        ax: The axes to draw on; by default new ones
        whole: The value with everything lifted, drawn as a dotted line
        over: What is lifted: `streams`, `walls` or `pairs`
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        title: A title instead of the finding
    """
    words = texts("charts.choice", lang)
    units = units or words["units"]
    top = float(frame.sort("k")["value"][-1]) if whole is None else whole
    frame = _until_flat(frame.sort("k"))
    values = frame["value"].to_list()
    gain = top - values[0]
    has_gain = gain > negligible(abs(top))
    ax = open_axes(ax, 3.9)
    has_bound = _draw_curve(ax, frame, words, lang)
    tick_lines = 1 + max(label.get_text().count("\n") for label in ax.get_xticklabels())
    if has_gain:
        _draw_top(ax, top, words["whole"].format(value=amount(top, lang)))
        ax.set_ylim(bottom=max(0.0, values[0] - 1.2 * gain), top=top + 0.25 * gain)
    subtitle = words["subtitle"].format(units=units, over=words[f"over.{over}"])
    subtitle += words["open"] if has_bound else ""
    subtitle += words["cut_axis"] if has_gain and ax.get_ylim()[0] > 0 else ""
    finding = _finding(frame, gain if has_gain else 0.0, words[f"over.{over}"], units, words, lang)
    return style_lines(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {_alternative_text(frame, words, lang)}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        bottom=0.45 + tick_lines * line_height(TEXT_SIZE),
    )


def _draw_curve(ax: Axes, frame: pl.DataFrame, words: Texts, lang: str) -> bool:
    """Draw the values, and what no choice can exceed if that is more; return whether it is."""
    sizes, values, bounds = (frame[name].to_list() for name in ("k", "value", "bound"))
    has_bound = any(
        bound > value * (1 + NEGLIGIBLE) + NEGLIGIBLE
        for value, bound in zip(values, bounds, strict=True)
    )
    lines = [(words["best"], values), *([(words["bound"], bounds)] if has_bound else [])]
    draw_lines(ax, [float(size) for size in sizes], lines, lang, percent=False)
    names = _new_names(frame, lang)
    width = (WIDTH - (2.2 if has_bound else 1.0)) / max(1, len(sizes) - 1) - 0.1
    labels = [
        "\n".join([str(size), *fold(escape_text(name), width, TEXT_SIZE)][:_TICK_LINES])
        for size, name in zip(sizes, names, strict=True)
    ]
    ax.set_xticks(sizes, labels, linespacing=LINE_SPACING)
    ax.margins(x=0.08)
    return has_bound


def _until_flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the sizes up to the first that brings the most; all, where a bound lies above it."""
    value, bound = frame["value"], frame["bound"]
    most = float(value[-1])
    if bool((bound > value * (1 + NEGLIGIBLE) + NEGLIGIBLE).any()):
        return frame
    enough = frame.filter(pl.col("value") >= most - negligible(abs(most)))["k"][0]
    return frame.filter(pl.col("k") <= max(1, enough))


def _new_names(frame: pl.DataFrame, lang: str) -> list[str]:
    """Return what each size adds to the one before it, or all of it if it is not an addition."""
    before: set[str] = set()
    names = []
    for needed, chosen in frame.select("needed", "chosen").iter_rows():
        now = list(chosen[:needed])
        added = [name for name in now if name not in before]
        is_addition = len(added) < len(now) == len(before) + len(added)
        listed = ", ".join(wall_words(name, lang) for name in (added if is_addition else now))
        names.append(f"+ {listed}" if is_addition and listed else listed)
        before = set(now)
    return names


def _draw_top(ax: Axes, value: float, text: str) -> None:
    """Draw the value with everything lifted."""
    ax.axhline(value, color=GREY, linewidth=1.1, linestyle=":")
    ax.annotate(
        text,
        (0, value),
        xycoords=("axes fraction", "data"),
        xytext=(4, 4),
        textcoords="offset points",
        fontsize=TEXT_SIZE,
        color=GREY,
        fontfamily=FONT,
    )


def _finding(
    frame: pl.DataFrame, gain: float, over: str, units: str, words: Texts, lang: str
) -> str:
    """Return the fewest that bring 90% of the gain, or as much as the most do."""
    sizes, values = frame["k"].to_list(), frame["value"].to_list()
    if gain:
        enough = min(0.9 * gain, values[-1] - values[0])
        fewest = next(
            (
                row
                for row, value in enumerate(values)
                if value - values[0] >= enough - NEGLIGIBLE * gain
            ),
            len(values) - 1,
        )
        share = (values[fewest] - values[0]) / gain
        if share > 0:
            return words["title"].format(
                count=sizes[fewest],
                over=over,
                share=amount(share, lang, "share"),
                gain=count_with_unit(gain, units, lang),
            )
    return words["none"].format(k=sizes[-1], over=over)


def _alternative_text(frame: pl.DataFrame, words: Texts, lang: str) -> str:
    rows = frame.select("k", "value", "needed", "chosen").iter_rows()
    return " ".join(
        words["alt"].format(
            k=size,
            value=amount(value, lang),
            names=", ".join(wall_words(name, lang) for name in chosen[:needed]) or words["no"],
        )
        for size, value, needed, chosen in rows
    )
