"""Pots per group: how many there are, and how many equal ones would weigh the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from matplotlib.ticker import MaxNLocator

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "title": "{count} {pots} voor {name}",
        "title_region": "{name}: {count} {pots} binnen bereik",
        "title_other": "{name}: {count} {pots}",
        "heavy": ", naar omvang zo zwaar als {weight} even grote",
        "empty": "Er zijn geen potten om te tellen",
        "one": "pot",
        "many": "potten",
        "open": "niet of deels toegekend",
        "awarded": "geheel toegekend",
        "own": "eigen geld",
        "weight": "zo zwaar als zoveel even grote",
        "per": {
            "purpose": "per doel",
            "region": "per gebied",
            "ministry": "per ministerie",
            "programme": "per programma",
            "stream": "per stroom",
            "all": "in alles",
        },
        "subtitle": (
            "Aantal potten {per}, met het bedrag zonder eigen geld. Veel potten zijn op zichzelf"
            " geen kosten."
        ),
        "twice": " Geld telt mee bij elk {group} waar het heen mag.",
        "groups": {"purpose": "doel", "region": "gebied"},
        "rest": " Niet getekend: {count} met er evenveel of minder.",
        "nameless": "niet opgegeven",
        "whole": "alles samen",
        "alt": "{name}: {count}, {eur}, zo zwaar als {weight} even grote.",
    },
    "en": {
        "title": "{count} {pots} for {name}",
        "title_region": "{name}: {count} {pots} in reach",
        "title_other": "{name}: {count} {pots}",
        "heavy": ", by size as heavy as {weight} equal ones",
        "empty": "There are no pots to count",
        "one": "pot",
        "many": "pots",
        "open": "not or partly awarded",
        "awarded": "wholly awarded",
        "own": "own money",
        "weight": "as heavy as so many equal ones",
        "per": {
            "purpose": "per purpose",
            "region": "per area",
            "ministry": "per ministry",
            "programme": "per programme",
            "stream": "per stream",
            "all": "in all",
        },
        "subtitle": (
            "Number of pots {per}, with the amount without own money. Many pots are not by"
            " themselves a cost."
        ),
        "twice": " Money counts at every {group} it may go to.",
        "groups": {"purpose": "purpose", "region": "area"},
        "rest": " Not drawn: {count} with as many or fewer.",
        "nameless": "not given",
        "whole": "all together",
        "alt": "{name}: {count}, {eur}, as heavy as {weight} equal ones.",
    },
}

_MARK: dict[str, Any] = {
    "marker": "D",
    "markersize": 7,
    "linestyle": "none",
    "markerfacecolor": "white",
    "markeredgecolor": INK,
    "markeredgewidth": 1.4,
    "zorder": 3,
}


def fragmentation_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_bars: int = 12,
    title: str | None = None,
) -> Axes:
    """A bar per group, the most pots first.

    Own money at the end of the bar, and a mark where equal pots would weigh the same.

    Args:
        frame: `by` (one kind of group), `name`, `label`, `own`, `streams`, `awarded_streams`,
            `budget_eur`, `effective_number` (`Fragmentation.by`)
    """
    words = _WORDS[lang]
    kind = str(frame["by"][0]) if frame.height else "all"
    state = frame.filter(~pl.col("own")).drop("own")
    own = frame.filter("own").select(
        "name", pl.col("label").alias("own_label"), pl.col("streams").alias("own_streams")
    )
    groups = (
        state.join(own, on="name", how="full", coalesce=True, nulls_equal=True)
        .with_columns(
            pl.coalesce("label", "own_label").alias("label"),
            pl.col("streams", "awarded_streams", "own_streams", "budget_eur").fill_null(0),
        )
        .sort("streams", "budget_eur", "name", descending=[True, True, False], nulls_last=True)
    )
    shown = groups.head(most_bars)
    ax = open_axes(ax, 2.35 + 0.46 * max(1, shown.height))
    names, alt = [], []
    keyed: set[str] = set()

    def key(word: str) -> str | None:
        if word in keyed:
            return None
        keyed.add(word)
        return str(words[word])

    widest = max([1, *(shown["streams"] + shown["own_streams"]).to_list()])
    for place, row in enumerate(shown.iter_rows(named=True)):
        name = (
            purpose_words(row["label"], lang)
            if kind == "purpose" and row["label"]
            else row["label"]
        ) or (words["whole"] if kind == "all" else words["nameless"])
        names.append(name)
        pieces = (
            ("open", "current", row["streams"] - row["awarded_streams"]),
            ("awarded", "awarded", row["awarded_streams"]),
            ("own", "surplus", row["own_streams"]),
        )
        start = 0
        for word, paint, count in pieces:
            if count:
                ax.barh(
                    place,
                    count,
                    left=start,
                    height=0.56,
                    linewidth=0.7,
                    label=key(word),
                    **FILLS[paint],
                )
                start += count
        weight = row["effective_number"]
        if weight is not None:
            ax.plot([weight], [place], label=key("weight"), **_MARK)
        euros = amount(row["budget_eur"], lang, "eur")
        if row["streams"]:
            write_label(ax, start + 0.03 * widest, place, euros, fontsize=8)
        alt.append(
            words["alt"].format(
                name=name,
                count=number(row["streams"], lang),
                eur=euros,
                weight=amount(weight, lang),
            )
        )
    label_bars(ax, names)
    ax.set_xlim(0, 1.32 * widest)
    format_count_axis(ax.xaxis, lang)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    add_legend(ax, 4)
    if shown.height and shown["streams"][0]:
        first = shown.row(0, named=True)
        pots = words["one" if first["streams"] == 1 else "many"]
        pattern = words[{"purpose": "title", "region": "title_region"}.get(kind, "title_other")]
        sentence = pattern.format(count=number(first["streams"], lang), pots=pots, name=names[0])
        sentence += (
            words["heavy"].format(weight=amount(first["effective_number"], lang))
            if first["streams"] > 1
            else ""
        )
    else:
        sentence = words["empty"]
    subtitle = words["subtitle"].format(per=words["per"][kind])
    subtitle += (
        words["twice"].format(group=words["groups"][kind]) if kind in words["groups"] else ""
    )
    subtitle += (
        words["rest"].format(count=number(groups.height - shown.height, lang))
        if groups.height > shown.height
        else ""
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        right=0.4,
        from_optima=False,
    )
