"""Blocked money per province, stream or another group.

Least … most, as far as the optimum fixes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import choose_money_unit, format_money_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.names import disambiguate_names
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.support.numerics import series_max, series_min
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "{first}: ten minste {least} geblokkeerd",
        "none": "In geen enkele groep is met zekerheid geld geblokkeerd",
        "open": "Het optimum legt niet vast waar geblokkeerd geld zit",
        "subtitle": "Geblokkeerd geld per {what}, in {unit}: zeker (balk) en hoogstens (open balk)",
        "least": "ten minste",
        "most": "ten hoogste",
        "alt": "{group}: {least} tot {most}.",
        "what": "groep",
    },
    "en": {
        "title": "{first}: at least {least} blocked",
        "none": "In no group is money blocked for certain",
        "open": "The optimum does not fix where blocked money sits",
        "subtitle": "Blocked money by {what}, in {unit}: certain (bar) and at most (open bar)",
        "least": "at least",
        "most": "at most",
        "alt": "{group}: {least} to {most}.",
        "what": "group",
    },
}


def blocked_by_group_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    what: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_bars: int = 15,
    title: str | None = None,
) -> Axes:
    """One bar per group.

    Args:
        frame: `group`, `blocked_eur_least`, `blocked_eur_most` (`Comparison.by(…)`); `name` is
            shown instead of `group` when given. Money that moves out of a group when the walls fall
            is drawn to the left of zero
    """
    words = _WORDS[lang]
    shown = (
        disambiguate_names(frame, "group")
        .filter(pl.col("blocked_eur_most").is_not_null())
        .with_columns(
            pl.max_horizontal(
                pl.col("blocked_eur_least").abs(), pl.col("blocked_eur_most").abs()
            ).alias("_size")
        )
        .sort("blocked_eur_least", "_size", descending=True)
    )
    shown = (
        shown.filter(pl.col("_size") > 1.0).head(most_bars)
        if (shown["_size"] > 1.0).any()
        else shown.head(most_bars)
    )
    names = shown["name"].to_list()
    ax = open_axes(ax, 2.4 + 0.34 * max(1, len(names)))
    largest = series_max(shown["_size"], 0.0) or 1.0
    unit = format_money_axis(ax, lang, largest)
    alt, seen = [], set()
    # less is the rounding of a solver
    cleaned = [
        [0.0 if abs(euros) <= 1e-6 * largest else euros for euros in shown[f"blocked_eur_{end}"]]
        for end in ("least", "most")
    ]
    for place, (name, least, most) in enumerate(zip(names, *cleaned, strict=True)):
        certain = least if least > 0 else most if most < 0 else 0.0
        for kind, paint, start, width in (
            ("most", "open", least, most - least),
            ("least", "blocked", 0.0, certain),
        ):
            if abs(width) > 1e-6 * largest:
                ax.barh(
                    place,
                    width,
                    left=start,
                    height=0.66,
                    linewidth=0.8,
                    label=None if kind in seen else words[kind],
                    **FILLS[paint],
                )
                seen.add(kind)
        same = abs(most - least) <= 1e-6 * largest
        text = (
            _bare(most, largest, lang)
            if same
            else f"{_bare(least, largest, lang)} … {_bare(most, largest, lang)}"
        )
        write_label(ax, max(most, 0.0) + 0.012 * largest, place, text, ha="left", fontsize=8)
        alt.append(
            words["alt"].format(
                group=name, least=amount(least, lang, "eur"), most=amount(most, lang, "eur")
            )
        )
    ax.axvline(0, color=INK, linewidth=1.0)
    label_bars(ax, names)
    low, sure, most = (
        series_min(shown["blocked_eur_least"], 0.0),
        series_max(shown["blocked_eur_least"], 0.0),
        series_max(shown["blocked_eur_most"], 0.0),
    )
    ax.set_xlim(min(0.0, low) - 0.03 * largest, max(0.0, most) + 0.25 * largest)
    handles = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    if handles:
        add_legend(ax, 2, [handles[words[kind]] for kind in ("least", "most") if kind in seen])
    sentence = (
        words["title"].format(first=names[0], least=amount(sure, lang, "eur"))
        if sure > 1.0
        else words["open" if most > 1.0 else "none"]
    )
    subtitle = words["subtitle"].format(what=what or words["what"], unit=unit)
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _bare(euros: float, largest: float, lang: str) -> str:
    """An amount in the unit of the axis."""
    size, _ = choose_money_unit(largest, lang)
    return number(euros / size, lang, 1 if largest / size < 100 else 0)
