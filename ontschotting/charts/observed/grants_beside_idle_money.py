"""The number of specific grants a year beside the money not yet spent: two numbers, no relation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.bars import draw_bar
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE, TEXT_SIZE
from ontschotting.charts.labels import write_label
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_MIDDLE = 0.16
"""Half the width of the column of years, where the longest bar of a side is 1."""
_LEFT, _RIGHT = 1.05, 0.75
"""How far the axis runs beyond the longest bar of a side, for the label at its end."""


@in_default_style
def grants_beside_idle_money_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a row per year: specific grants to the left, money not yet spent to the right.

    Each side has a scale of its own. The chart says that the one does not prove the other.

    Args:
        frame: `year`, `grants`, `paid_eur` (what the state paid on them), `secondary` (`yes` for a
            number from a secondary source), `closing_eur` (`IdleMoney.grants`)
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.grants_beside_idle_money", lang)
    years = frame.drop_nulls(["grants", "closing_eur"]).sort("year")
    ax = open_axes(ax, 2.55 + 0.33 * max(1, years.height))
    described = []
    if years.height:
        most_grants = max(1, series_max(years["grants"]))
        most_euros = max(1.0, series_max(years["closing_eur"]))
        for y, row in enumerate(years.iter_rows(named=True)):
            described.append(_draw_year(ax, y, row, (most_grants, most_euros), words, lang))
        _write_heads(ax, words)
    ax.set_xlim(-1 - _MIDDLE - _LEFT, 1 + _MIDDLE + _RIGHT)
    ax.set_ylim(years.height - 0.45, -1.15)
    finding = _finding(years, words, lang)
    subtitle = words["subtitle"].format(payments=_about_payments(years, words, lang))
    if "yes" in years["secondary"]:
        subtitle += words["secondary"]
    ax.set_axis_off()
    apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {' '.join(described)} {subtitle}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        left=0.14,
        bottom=0.42,
        right=0.14,
        from_optima=False,
    )
    return ax


def _draw_year(
    ax: Axes, y: int, row: dict[str, Any], most: tuple[float, float], words: Texts, lang: str
) -> str:
    """Draw both bars of a year with their labels; return what they say."""
    grants, euros = row["grants"], row["closing_eur"]
    draw_bar(ax, y, -grants / most[0], "free", start=-_MIDDLE, height=0.66)
    draw_bar(ax, y, euros / most[1], "current", start=_MIDDLE, height=0.66)
    mark = words["mark"] if row["secondary"] == "yes" else ""
    count = f"{number(grants, lang)}{mark}"
    if row["paid_eur"] is not None:
        count = words["paid"].format(count=count, euros=amount(row["paid_eur"], lang, "eur"))
    write_label(ax, -_MIDDLE - grants / most[0] - 0.03, y, count, ha="right", fontsize=SMALL_SIZE)
    label = amount(euros, lang, "eur")
    write_label(ax, _MIDDLE + max(0.0, euros) / most[1] + 0.03, y, label, fontsize=SMALL_SIZE)
    write_label(ax, 0.0, y, str(row["year"]), ha="center", fontweight="bold")
    return words["alt"].format(year=row["year"], count=count, euros=label)


def _write_heads(ax: Axes, words: Texts) -> None:
    """Write above each side what its bars count."""
    style: dict[str, Any] = {"fontsize": TEXT_SIZE, "fontweight": "bold"}
    write_label(ax, -_MIDDLE, -0.85, words["grants"], ha="right", **style)
    write_label(ax, _MIDDLE, -0.85, words["money"], **style)


def _finding(years: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return both numbers in the first and the last year."""
    if not years.height:
        return words["empty"]
    first, last = years.row(0, named=True), years.row(-1, named=True)
    return words["title"].format(
        first_year=first["year"],
        last_year=last["year"],
        first_grants=number(first["grants"], lang),
        last_grants=number(last["grants"], lang),
        first_euros=amount(first["closing_eur"], lang, "eur"),
        last_euros=amount(last["closing_eur"], lang, "eur"),
    )


def _about_payments(years: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return that more was paid too, where two years of it are known."""
    paid = years.drop_nulls("paid_eur")
    if paid.height < 2:
        return ""
    first, last = paid.row(0, named=True), paid.row(-1, named=True)
    return words["payments"].format(
        first=amount(first["paid_eur"], lang, "eur"),
        first_year=first["year"],
        last=amount(last["paid_eur"], lang, "eur"),
        last_year=last["year"],
    )
