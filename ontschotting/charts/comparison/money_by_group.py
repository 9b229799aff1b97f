"""Where every euro sits, group by group.

What is certain in every best allocation, and what the optimum leaves open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_money_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.names import disambiguate_names
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "{name}: van {total} is ten minste {blocked} geblokkeerd",
        "spent": "{name}: ten minste {blocked} komt er pas zonder deze schotten",
        "open": "Het optimum legt niet vast waar geblokkeerd geld zit",
        "none": "Deze schotten houden in dit model geen geld tegen",
        "subtitle": (
            "Waar elke euro zit, per {what}, in {unit}; alle jaren samen, over elke beste toedeling"
            " met de minste uitgaven"
        ),
        "spent_subtitle": (
            "Geld dat wordt besteed, per {what}, in {unit}; alle jaren samen, over elke beste"
            " toedeling met de minste uitgaven"
        ),
        "needed": "zeker nodig voor het resultaat van nu",
        "blocked": "zeker geblokkeerd",
        "rest": "laat het optimum open",
        "surplus": "zeker overschot",
        "given": "budget van gebieden hierbinnen",
        "alt": (
            "{name}: ten minste {needed} nodig, {blocked} geblokkeerd, {surplus} overschot; {open}"
            " laat het optimum open."
        ),
        "alt_spent": (
            "{name}: ten minste {needed} nodig en {blocked} geblokkeerd; {open} laat het optimum"
            " open."
        ),
        "what": "groep",
        "label": "geblokkeerd: {eur}",
        "more": ". Niet getekend: de kleinste {count}",
    },
    "en": {
        "title": "{name}: of {total} at least {blocked} is blocked",
        "spent": "{name}: at least {blocked} arrives only without these walls",
        "open": "The optimum does not fix where blocked money sits",
        "none": "In this model these walls hold back no money",
        "subtitle": (
            "Where every euro sits, by {what}, in {unit}; all years together, over every best"
            " allocation of least spending"
        ),
        "spent_subtitle": (
            "Money that is spent, by {what}, in {unit}; all years together, over every best"
            " allocation of least spending"
        ),
        "needed": "certainly needed for today's result",
        "blocked": "certainly blocked",
        "rest": "left open by the optimum",
        "surplus": "certainly surplus",
        "given": "budget of areas inside",
        "alt": (
            "{name}: at least {needed} needed, {blocked} blocked, {surplus} surplus; {open} is left"
            " open by the optimum."
        ),
        "alt_spent": (
            "{name}: at least {needed} needed and {blocked} blocked; {open} is left open by the"
            " optimum."
        ),
        "what": "group",
        "label": "blocked: {eur}",
        "more": ". Not drawn: the smallest {count}",
    },
}
PARTS = ("needed", "blocked", "open", "surplus")


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
    most_bars: int = 15,
    title: str | None = None,
) -> Axes:
    """One bar per group, the largest first.

    Args:
        frame: `group`, `budget_eur`, `spent_needed_eur_least`, `…_most`, `spent_lifted_eur_least`,
            `…_most` (`Comparison.by(…)`); `name` is shown instead of `group` when given
        blocked: What is blocked in all (`Comparison.blocked_eur`), to tell money that is nowhere
            blocked from money of which the place is not fixed
        spent_only: A bar is what is spent in the group, without surplus, and a line marks the
            budgets given inside: for areas, where money of a wider area may be spent, and for a
            regime with a cut
    """
    words = _WORDS[lang]
    parts = money_by_group(frame, spent_only).sort(
        pl.sum_horizontal(PARTS), descending=True, maintain_order=True
    )
    shown = parts.filter(pl.sum_horizontal(PARTS) > 0).head(most_bars)
    ax = open_axes(ax, 2.75 + 0.4 * max(1, shown.height))
    longest = float(
        shown.select(
            pl.max_horizontal(pl.sum_horizontal(PARTS), pl.col("given").fill_null(0.0)).max()
        ).item()
        or 1.0
    )
    unit = format_money_axis(ax, lang, longest)
    labels, alt = (
        {
            "needed": words["needed"],
            "blocked": words["blocked"],
            "open": words["rest"],
            "surplus": words["surplus"],
        },
        [],
    )
    seen: set[str] = set()
    for place, row in enumerate(shown.iter_rows(named=True)):
        start = 0.0
        for kind in PARTS:
            if row[kind] > 1e-7 * longest:
                ax.barh(
                    place,
                    row[kind],
                    left=start,
                    height=0.66,
                    linewidth=0.8,
                    label=None if kind in seen else labels[kind],
                    **FILLS[kind],
                )
                seen.add(kind)
                if kind == "blocked":
                    _say_blocked(ax, place, start, row, longest, words, lang)
            start += row[kind]
        if row["given"] is not None and spent_only:
            ax.plot(
                [row["given"]] * 2,
                [place - 0.42, place + 0.42],
                color=INK,
                linewidth=1.6,
                label=None if "given" in seen else words["given"],
                solid_capstyle="butt",
            )
            seen.add("given")
        told = {kind: amount(row[kind], lang, "eur") for kind in PARTS}
        alt.append(words["alt_spent" if spent_only else "alt"].format(name=row["name"], **told))
    label_bars(ax, shown["name"].to_list())
    ax.set_xlim(0, 1.02 * longest)
    handles = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    add_legend(
        ax, 3, [handles[label] for label in (*labels.values(), words["given"]) if label in handles]
    )
    first = shown.sort("blocked", descending=True, maintain_order=True).head(1).to_dicts()
    sure, loose = (first[0]["blocked"] if first else 0.0), float(shown["open"].sum())
    if sure > 1e-6 * longest:
        total = sum(first[0][kind] for kind in PARTS)
        sentence = words["spent" if spent_only else "title"].format(
            name=first[0]["name"],
            total=amount(total, lang, "eur"),
            blocked=amount(sure, lang, "eur"),
        )
    else:
        sentence = words[
            (
                "open"
                if loose > 1e-6 * longest and (blocked is None or blocked > 1e-6 * longest)
                else "none"
            )
        ]
    subtitle = words["spent_subtitle" if spent_only else "subtitle"].format(
        what=what or words["what"], unit=unit
    )
    subtitle += (
        words["more"].format(count=parts.height - shown.height)
        if parts.height > shown.height
        else ""
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def _say_blocked(
    ax: Axes,
    place: int,
    start: float,
    row: dict[str, float],
    longest: float,
    words: dict[str, str],
    lang: str,
) -> None:
    """The amount in its own part of the bar, or named at the end of the bar where the part is
    narrow.
    """
    told = amount(row["blocked"], lang, "eur")
    if row["blocked"] > 0.3 * longest:
        write_label(
            ax,
            start + row["blocked"] / 2,
            place,
            told,
            ha="center",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )
    else:
        end = sum(row[kind] for kind in PARTS)
        write_label(
            ax,
            max(end, row["given"] or 0.0) + 0.01 * longest,
            place,
            words["label"].format(eur=told),
            fontsize=8,
        )


def money_by_group(frame: pl.DataFrame, spent_only: bool = False) -> pl.DataFrame:
    """`name`, `needed`, `blocked`, `open`, `surplus`, `given`.

    The parts of each group that hold in every best allocation, and the rest.

    needed ≥ least spent for today's result without walls; surplus ≥ budget − most spent without
    walls; blocked ≥ least spent without walls − most spent for today's result. With `spent_only`
    the whole is the most that is spent, and there is no surplus. Groups without an answer are left
    out.
    """
    known = disambiguate_names(frame, "group").filter(
        pl.col("spent_needed_eur_least").is_not_null()
        & pl.col("spent_lifted_eur_most").is_not_null()
    )
    most = pl.max_horizontal("spent_lifted_eur_most", "spent_needed_eur_most")
    whole = most if spent_only else pl.col("budget_eur").fill_null(0.0)
    needed = pl.min_horizontal("spent_needed_eur_least", "_whole")
    surplus = (
        pl.lit(0.0)
        if spent_only
        else pl.min_horizontal(
            (pl.col("_whole") - most).clip(0.0), pl.col("_whole") - pl.col("needed")
        )
    )
    blocked = pl.min_horizontal(
        (pl.col("spent_lifted_eur_least") - pl.col("spent_needed_eur_most")).clip(0.0),
        pl.col("_whole") - pl.col("needed") - pl.col("surplus"),
    )
    parted = (
        known.with_columns(whole.alias("_whole"))
        .with_columns(needed.alias("needed"))
        .with_columns(surplus.alias("surplus"))
        .with_columns(blocked.alias("blocked"))
    )
    rest = (pl.col("_whole") - pl.col("needed") - pl.col("surplus") - pl.col("blocked")).clip(0.0)
    noise = 1e-6 * pl.col("_whole").max()
    return parted.with_columns(
        pl.when(rest > noise).then(rest).otherwise(0.0).alias("open"),
        pl.col("budget_eur").alias("given"),
    ).select("name", *PARTS, "given")
