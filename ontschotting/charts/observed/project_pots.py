"""Projects by pot: who pays each, what was refused, and what is not split out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import SMALL_SIZE
from ontschotting.charts.labels import add_legend, label_once, legend_handles, write_label
from ontschotting.charts.palette import GAP, POTS
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_KINDS = {
    "state_integral": POTS[2],
    "state_sector": POTS[0],
    "state": POTS[1],
    "region": POTS[3],
    "city": POTS[4],
    "private": POTS[5],
    "rest": POTS[6],
    "refused": GAP,
}
"""The kinds of pots, in the order of drawing, and how each is filled."""


@in_default_style
def project_pots_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a bar per project up to its published total, with the pots that pay it.

    Args:
        frame: `name` (of the project), `kind` (a key of `charts.project_pots.kind`), `eur`
        ax: The axes to draw on; by default new ones
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        title: A title instead of the finding
    """
    words = texts("charts.project_pots", lang)
    totals = frame.group_by("name", maintain_order=True).agg(pl.col("eur").sum())
    totals = totals.sort("eur", descending=True, maintain_order=True)
    longest = series_max(totals["eur"], 0.0) or 1.0
    ax = open_axes(ax, 2.6 + 0.42 * max(1, totals.height))
    unit = format_money_axis(ax, lang, longest)
    alt = []
    for place, (name, total) in enumerate(totals.iter_rows()):
        start, parts = 0.0, []
        for kind, fill in _KINDS.items():
            eur = float(
                frame.filter((pl.col("name") == name) & (pl.col("kind") == kind))["eur"].sum()
            )
            if eur > 0:
                label = label_once(ax, words[f"kind.{kind}"])
                ax.barh(place, eur, left=start, height=0.6, linewidth=0.4, label=label, **fill)
                parts.append(f"{words[f'kind.{kind}']} {amount(eur, lang, 'eur')}")
                start += eur
        write_label(
            ax, total + 0.01 * longest, place, amount(total, lang, "eur"), fontsize=SMALL_SIZE
        )
        alt.append(f"{name}: {', '.join(parts)}.")
    label_bars(ax, totals["name"].to_list())
    ax.set_xlim(0, 1.02 * longest)
    add_legend(ax, 3, legend_handles(ax, [words[f"kind.{kind}"] for kind in _KINDS]))
    several = frame.filter(~pl.col("kind").is_in(["rest"]))["name"].value_counts()
    finding = words["title"].format(count=int((several["count"] > 1).sum()), all=totals.height)
    return apply_style(
        ax,
        ChartTexts(finding, words["subtitle"].format(unit=unit), " ".join([f"{finding}.", *alt])),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        from_optima=False,
    )
