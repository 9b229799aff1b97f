"""How far each input must move, alone, before the conclusion flips.

Its margin, and the flip within or beyond it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.names import quote_name
from ontschotting.charts.palette import FILLS, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.numbers import amount, signed_share

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "De kleinste verschuiving die de conclusie omslaat: {first}, {move}",
        "nowhere": "Geen van de onderzochte verschuivingen slaat in zijn eentje de conclusie om",
        "none": "Conclusie nu: zonder deze schotten komt niets vrij.",
        "frees": "Conclusie nu: zonder deze schotten komt iets vrij.",
        "subtitle": (
            "{now} Verschuiving van één groep invoer tegelijk, de rest op de"
            " middenwaarde{rest}.{near}"
        ),
        "rest": "; niet getekend: {count}",
        "margin": "opgegeven marge",
        "near": " Naar de eigen marge het dichtstbij: {name}, op {part} van de marge.",
        "searched": "onderzocht",
        "flip": "hier slaat het om",
        "alt": "{name}: {told}.",
        "no": "slaat niet om",
    },
    "en": {
        "title": "The least move that flips the conclusion: {first}, {move}",
        "nowhere": "None of the moves examined flips the conclusion by itself",
        "none": "Conclusion now: nothing falls free without these walls.",
        "frees": "Conclusion now: something falls free without these walls.",
        "subtitle": (
            "{now} One group of inputs moves at a time, the rest at its central value{rest}.{near}"
        ),
        "rest": "; not drawn: {count}",
        "margin": "given margin",
        "near": " By its own margin the nearest: {name}, at {part} of the margin.",
        "searched": "examined",
        "flip": "here it flips",
        "alt": "{name}: {told}.",
        "no": "does not flip",
    },
}


def switching_values_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    frees: bool = False,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_rows: int = 12,
    title: str | None = None,
) -> Axes:
    """A row per group, the smallest move that flips on top.

    A group whose central value is zero has no relative move and is not drawn.

    Args:
        frame: `group`, `move`, `margins` (without it the subtitle does not tell the nearest by
            margin), `searched_margins`, `searched_move` (`Flips.frame`); `name` is shown instead of
            `group` when given
    """
    words, named = _WORDS[lang], "name" if "name" in frame.columns else "group"
    order = frame.drop_nulls("searched_move")["group"].unique(maintain_order=True).to_list()
    shown = order[:most_rows]
    ax = open_axes(ax, 2.6 + 0.42 * max(1, len(shown)))
    wide = max(
        (
            abs(move)
            for move in frame.filter(pl.col("group").is_in(shown))["searched_move"].drop_nulls()
        ),
        default=1.0,
    )
    names, alt = [], []
    for place, group in enumerate(shown):
        told = []
        for row in (
            frame.filter(pl.col("group") == group).drop_nulls("searched_move").iter_rows(named=True)
        ):
            ends = {
                "searched": row["searched_move"],
                "margin": row["searched_move"] / max(1.0, row["searched_margins"]),
            }
            for kind, height, paint in (("searched", 0.3, "open"), ("margin", 0.5, "low")):
                ax.barh(
                    place,
                    ends[kind],
                    height=height,
                    linewidth=0.7,
                    label=words[kind],
                    **FILLS[paint],
                )
            if row["move"] is not None:
                ax.plot(
                    [row["move"]],
                    [place],
                    marker="D",
                    markersize=7,
                    color=INK,
                    markeredgecolor="white",
                    linestyle="none",
                    label=words["flip"],
                    zorder=5,
                )
                write_label(
                    ax,
                    row["move"],
                    place - 0.3,
                    signed_share(row["move"], lang),
                    fontsize=8,
                    ha="left" if row["move"] >= 0 else "right",
                    va="bottom",
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
                )
                told.append(signed_share(row["move"], lang))
        names.append(frame.filter(pl.col("group") == group)[named][0])
        alt.append(words["alt"].format(name=names[-1], told=", ".join(told) or words["no"]))
    ax.axvline(0, color=INK, linewidth=1.1)
    label_bars(ax, names)
    ax.set_xlim(
        -1.12 * wide if (frame["searched_move"].drop_nulls() < 0).any() else -0.05 * wide,
        1.12 * wide,
    )
    format_count_axis(ax.xaxis, lang, percent=True)
    known = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    add_legend(ax, 3, list(known.values()))
    first = frame.drop_nulls("move").head(1)
    sentence = (
        words["nowhere"]
        if first.is_empty()
        else words["title"].format(
            first=quote_name(first[named].item()), move=signed_share(first["move"].item(), lang)
        )
    )
    rest = words["rest"].format(count=len(order) - len(shown)) if len(order) > len(shown) else ""
    nearest = (
        frame.drop_nulls("margins").sort("margins", maintain_order=True).head(1)
        if "margins" in frame.columns
        else frame.head(0)
    )
    near = (
        ""
        if nearest.is_empty()
        else words["near"].format(
            name=quote_name(nearest[named].item()),
            part=amount(nearest["margins"].item(), lang, "share"),
        )
    )
    subtitle = words["subtitle"].format(
        now=words["frees" if frees else "none"], rest=rest, near=near
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
