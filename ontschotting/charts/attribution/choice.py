"""Which walls first: the best value against how many streams, walls or pairs are lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.lines import draw_lines
from ontschotting.charts.palette import GREY
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT
from ontschotting.support.tolerances import NEGLIGIBLE, negligible
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import wall_words
from ontschotting.words.numbers import amount, count_with_unit

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


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
        title: A title instead of the finding
    """
    words = texts("charts.choice", lang)
    units = units or words["units"]
    frame = frame.sort("k")
    values = frame["value"].to_list()
    top = values[-1] if whole is None else whole
    gain = top - values[0]
    has_gain = gain > negligible(abs(top))
    ax = open_axes(ax, 3.9)
    has_bound = _draw_curve(ax, frame, words, lang)
    if has_gain:
        _draw_top(ax, top, words["whole"].format(value=amount(top, lang)))
        ax.set_ylim(bottom=max(0.0, values[0] - 1.2 * gain), top=top + 0.25 * gain)
    subtitle = words["subtitle"].format(units=units, over=words[f"over.{over}"])
    subtitle += words["open"] if has_bound else ""
    subtitle += words["cut_axis"] if has_gain and ax.get_ylim()[0] > 0 else ""
    finding = _finding(frame, gain if has_gain else 0.0, words[f"over.{over}"], units, words, lang)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {_alternative_text(frame, words, lang)}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
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
    ax.set_xticks(sizes)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
    return has_bound


def _draw_top(ax: Axes, value: float, text: str) -> None:
    """Draw the value with everything lifted."""
    ax.axhline(value, color=GREY, linewidth=1.1, linestyle=":")
    ax.annotate(
        text,
        (0, value),
        xycoords=("axes fraction", "data"),
        xytext=(4, 4),
        textcoords="offset points",
        fontsize=8.5,
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
