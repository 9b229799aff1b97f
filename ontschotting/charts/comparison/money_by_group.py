"""Where every euro sits, group by group: what is certain, and what the optimum leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, legend_handles, write_label
from ontschotting.charts.names import disambiguate_names
from ontschotting.charts.palette import INK, WHITE_BOX
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.tolerances import MONEY_ZERO, NEGLIGIBLE
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

PARTS = ("needed", "blocked", "open", "surplus")
"""Of the budget of a group, in the order of drawing."""


@in_default_style
def money_by_group_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    what: str = "",
    blocked: float | None = None,
    spent_only: bool = False,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_bars: int = 15,
    title: str | None = None,
) -> Axes:
    """Draw a bar per group, the largest first.

    Args:
        frame: `group`, `budget_eur`, `spent_needed_eur_least`, `…_most`, `spent_lifted_eur_least`,
            `…_most` (`Comparison.by(…)`); `name` is shown instead of `group` if it is there
        ax: The axes to draw on; by default new ones
        what: What a group is
        blocked: What is blocked in all (`Comparison.blocked_eur`), to tell money that is nowhere
            blocked from money of which the place is not fixed
        spent_only: A bar is what is spent in the group, without surplus, and a line marks the
            budgets given inside: for areas, where money of a wider area may be spent, and for a
            regime with a cut
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_bars: So many bars at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.money_by_group", lang)
    groups = money_by_group(frame, spent_only).sort(
        pl.sum_horizontal(PARTS), descending=True, maintain_order=True
    )
    bars = groups.filter(pl.sum_horizontal(PARTS) > 0).head(most_bars)
    ax = open_axes(ax, 2.75 + 0.4 * max(1, bars.height))
    longest = _longest(bars)
    unit = format_money_axis(ax, lang, longest)
    for y, row in enumerate(bars.iter_rows(named=True)):
        _draw_group(ax, y, row, longest, words, lang)
        if row["budget"] is not None and spent_only:
            _mark_budget(ax, y, row["budget"], words["budget"])
    label_bars(ax, bars["name"].to_list())
    ax.set_xlim(0, 1.02 * longest)
    add_legend(ax, 3, legend_handles(ax, [words[kind] for kind in (*PARTS, "budget")]))
    finding = _finding(bars, longest, blocked, spent_only, words, lang)
    subtitle = words["spent_subtitle" if spent_only else "subtitle"].format(
        what=what or words["what"], unit=unit
    )
    if groups.height > bars.height:
        subtitle += words["more"].format(count=groups.height - bars.height)
    alt = _alternative_text(bars, words["alt_spent" if spent_only else "alt"], lang)
    return apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
    )


def _longest(bars: pl.DataFrame) -> float:
    """Return the longest bar or mark, in euros."""
    ends = pl.max_horizontal(pl.sum_horizontal(PARTS), pl.col("budget").fill_null(0.0))
    return float(bars.select(ends.max()).item() or 1.0)


def _draw_group(
    ax: Axes, y: int, row: dict[str, Any], longest: float, words: Texts, lang: str
) -> None:
    """Draw the parts of a group behind one another, and say what is blocked."""
    start = 0.0
    for kind in PARTS:
        if row[kind] > MONEY_ZERO * longest:
            draw_bar(ax, y, row[kind], kind, start=start, height=0.66, label=words[kind])
            if kind == "blocked":
                _label_blocked(ax, y, start, row, longest, words, lang)
        start += row[kind]


def _label_blocked(
    ax: Axes,
    y: int,
    start: float,
    row: dict[str, Any],
    longest: float,
    words: Texts,
    lang: str,
) -> None:
    """Write what is blocked in its part of the bar, or at the end of the bar if that is narrow."""
    text = amount(row["blocked"], lang, "eur")
    if row["blocked"] > 0.3 * longest:
        middle, box = start + row["blocked"] / 2, {**WHITE_BOX, "pad": 1.5}
        write_label(ax, middle, y, text, ha="center", fontsize=SMALL_SIZE, bbox=box)
    else:
        end = max(sum(row[kind] for kind in PARTS), row["budget"] or 0.0)
        write_label(
            ax, end + 0.01 * longest, y, words["label"].format(eur=text), fontsize=SMALL_SIZE
        )


def _mark_budget(ax: Axes, y: int, euros: float, label: str) -> None:
    ax.plot(
        [euros] * 2,
        [y - 0.42, y + 0.42],
        color=INK,
        linewidth=1.6,
        label=label_once(ax, label),
        solid_capstyle="butt",
    )


def _finding(
    bars: pl.DataFrame,
    longest: float,
    blocked: float | None,
    spent_only: bool,
    words: Texts,
    lang: str,
) -> str:
    """Return where most is blocked for certain."""
    noise = NEGLIGIBLE * longest
    first = bars.sort("blocked", descending=True, maintain_order=True).head(1).to_dicts()
    if first and first[0]["blocked"] > noise:
        return words["spent" if spent_only else "title"].format(
            name=first[0]["name"],
            total=amount(sum(first[0][kind] for kind in PARTS), lang, "eur"),
            blocked=amount(first[0]["blocked"], lang, "eur"),
        )
    is_open = float(bars["open"].sum()) > noise and (blocked is None or blocked > noise)
    return words["unfixed" if is_open else "none"]


def _alternative_text(bars: pl.DataFrame, pattern: str, lang: str) -> str:
    return " ".join(
        pattern.format(name=row["name"], **{kind: amount(row[kind], lang, "eur") for kind in PARTS})
        for row in bars.iter_rows(named=True)
    )


def money_by_group(frame: pl.DataFrame, spent_only: bool = False) -> pl.DataFrame:
    """Return the parts of each group that hold in every best allocation, and the rest.

    needed ≥ least spent for the current result without walls; surplus ≥ budget − most spent
    without walls; blocked ≥ least spent without walls − most spent for the current result. Groups
    without an answer are left out.

    Args:
        frame: As `money_by_group_chart` takes it
        spent_only: The whole is the most that is spent, and there is no surplus

    Returns:
        `name`, `needed`, `blocked`, `open`, `surplus`, `budget`, in euros
    """
    groups = disambiguate_names(frame, "group").filter(
        pl.col("spent_needed_eur_least").is_not_null()
        & pl.col("spent_lifted_eur_most").is_not_null()
    )
    most = pl.max_horizontal("spent_lifted_eur_most", "spent_needed_eur_most")
    whole = most if spent_only else pl.col("budget_eur").fill_null(0.0)
    needed = pl.min_horizontal("spent_needed_eur_least", "whole")
    surplus = (
        pl.lit(0.0)
        if spent_only
        else pl.min_horizontal(
            (pl.col("whole") - most).clip(0.0), pl.col("whole") - pl.col("needed")
        )
    )
    blocked = pl.min_horizontal(
        (pl.col("spent_lifted_eur_least") - pl.col("spent_needed_eur_most")).clip(0.0),
        pl.col("whole") - pl.col("needed") - pl.col("surplus"),
    )
    divided = (
        groups.with_columns(whole.alias("whole"))
        .with_columns(needed.alias("needed"))
        .with_columns(surplus.alias("surplus"))
        .with_columns(blocked.alias("blocked"))
    )
    rest = (pl.col("whole") - pl.col("needed") - pl.col("surplus") - pl.col("blocked")).clip(0.0)
    noise = NEGLIGIBLE * pl.col("whole").max()
    return divided.with_columns(
        pl.when(rest > noise).then(rest).otherwise(0.0).alias("open"),
        pl.col("budget_eur").alias("budget"),
    ).select("name", *PARTS, "budget")
