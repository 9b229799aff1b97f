"""Who pays what: bands of money from streams to purposes, with what stays idle.

Own money apart from that of the state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from ontschotting.charts.labels import add_legend
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, INK, WIDTH
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT, fold_to_two_lines, measure_width
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "idle": "{regime} is {idle} van de {budget} niet nodig voor het beste resultaat",
        "none": "{regime} is al het geld nodig voor het beste resultaat",
        "current": "Binnen de schotten",
        "lifted": "Zonder deze schotten",
        "subtitle": (
            "Van stroom naar doel, budgetten van alle jaren samen. Een van de beste toedelingen,"
            " die met de minste uitgaven; andere kunnen de stromen anders verdelen"
        ),
        "state": "geld van het Rijk en anderen",
        "own": "eigen geld",
        "rest": "blijft liggen",
        "left": "blijft liggen",
        "left_own": "eigen geld dat blijft liggen",
        "overhead": "uitvoeringskosten",
        "others": "andere stromen ({count})",
        "own_name": "{name} (eigen geld)",
        "own_others": "andere (eigen geld): {count}",
        "alt": "{stream} naar {purpose}: {eur}.",
        "alt_idle": "{stream} blijft liggen: {eur}.",
        "alt_rest": " En {count} kleinere.",
    },
    "en": {
        "idle": "{regime} {idle} of the {budget} is not needed for the best result",
        "none": "{regime} all money is needed for the best result",
        "current": "Within the walls",
        "lifted": "Without these walls",
        "subtitle": (
            "From stream to purpose, budgets of all years together. One of the best allocations,"
            " the one that spends least; others can divide the streams otherwise"
        ),
        "state": "money of the state and others",
        "own": "own money",
        "rest": "stays idle",
        "left": "stays idle",
        "left_own": "own money that stays idle",
        "overhead": "overhead",
        "others": "other streams ({count})",
        "own_name": "{name} (own money)",
        "own_others": "others (own money): {count}",
        "alt": "{stream} to {purpose}: {eur}.",
        "alt_idle": "{stream} stays idle: {eur}.",
        "alt_rest": " And {count} smaller.",
    },
}
IDLE, OVERHEAD = "\0idle", "\0overhead"
"""Where money goes that no purpose gets; no purpose can bear these names."""
_BANDS: dict[str, dict[str, Any]] = {
    "state": {"facecolor": "#8fb0d3", "edgecolor": "white", "hatch": None},
    "own": {"facecolor": "#d6eefa", "edgecolor": "#0b3d5c", "hatch": "\\\\\\\\"},
    "idle": {"facecolor": "#f4cf86", "edgecolor": "#5c3d00", "hatch": "////"},
}
_TOLD = 10
"""Flows that the alternative text names, the largest first."""
_NODE, _SIZE, _GAP = 0.03, 8.0, 0.07
"""Width of a node as a part of the axes; size of the labels in points; inches between labels."""
_THIN = 0.03
"""Inches; a thinner band has an edge of its own colour."""


@dataclass(frozen=True)
class _Node:
    key: tuple[str, bool]
    label: tuple[str, ...]
    eur: float
    top: float = 0.0


def flows_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    regime: str = "current",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_streams: int = 10,
    title: str | None = None,
) -> Axes:
    """Streams on the left, what they pay on the right.

    The height of a band is its money, on one scale.

    Args:
        frame: `stream`, `own`, `kind` (purpose, overhead or idle), `purpose`, `eur`
            (`Allocation.flows`); `name` is shown instead of `stream` when given
        regime: `current` or `lifted`, for the words of the title
    """
    words = _WORDS[lang]
    target = (
        pl.when(pl.col("kind") == "purpose")
        .then("purpose")
        .otherwise(pl.lit("\0") + pl.col("kind"))
        .alias("target")
    )
    flows, places = _tidy(
        disambiguate_names(frame, "stream").with_columns(target), words, most_streams
    )
    budget = float(flows["eur"].sum()) or 1.0
    lefts = [
        _Node(
            (stream, own),
            _label(
                (
                    words["own_name"].format(name=name)
                    if own and stream and words["own"] not in name.casefold()
                    else name
                ),
                eur,
                lang,
            ),
            eur,
        )
        for stream, name, own, eur in (
            flows.group_by("stream", "name", "own")
            .agg(pl.col("eur").sum())
            .sort("own", pl.col("stream") == "", "eur", descending=[False, False, True])
            .iter_rows()
        )
    ]
    rights = [
        _Node((target, own), _label(_target_words(target, own, words, lang), eur, lang), eur)
        for target, own, eur in places.iter_rows()
    ]
    tall = max(_height(lefts), _height(rights)) + 1.7
    ax = open_axes(ax, 1.9 + tall)
    scale = budget / 1.7
    left_nodes, right_nodes = _stacked(lefts, tall, scale), _stacked(rights, tall, scale)
    _draw_nodes(ax, left_nodes, 0.0, scale)
    _draw_nodes(ax, right_nodes, 1.0 - _NODE, scale)
    _draw_bands(ax, flows, left_nodes, right_nodes, scale)
    ax.set_xlim(0, 1)
    ax.set_ylim(tall, 0)
    kinds = [
        kind
        for kind, some in (
            ("state", (~flows["own"]).any()),
            ("own", flows["own"].any()),
            ("idle", (flows["target"] == IDLE).any()),
        )
        if some
    ]
    add_legend(
        ax,
        3,
        [Patch(label=words["rest" if kind == "idle" else kind], **_BANDS[kind]) for kind in kinds],
    )
    idle = float(flows.filter(pl.col("target") == IDLE)["eur"].sum())
    sentence = words["idle" if idle > 1e-6 * budget else "none"].format(
        regime=words[regime], idle=amount(idle, lang, "eur"), budget=amount(budget, lang, "eur")
    )
    alt = " ".join(
        words["alt_idle" if target == IDLE else "alt"].format(
            stream=name,
            purpose=_target_words(target, own, words, lang),
            eur=amount(eur, lang, "eur"),
        )
        for name, own, target, eur in (
            flows.sort("eur", descending=True)
            .head(_TOLD)
            .select("name", "own", "target", "eur")
            .iter_rows()
        )
    )
    alt += words["alt_rest"].format(count=flows.height - _TOLD) if flows.height > _TOLD else ""
    beside = [
        0.14
        + max((measure_width(line, _SIZE) for node in nodes for line in node.label), default=0.5)
        + 0.1
        for nodes in (left_nodes, right_nodes)
    ]
    apply_style(
        ax,
        ChartTexts(sentence, words["subtitle"], f"{sentence}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        left=beside[0],
        right=beside[1],
        bottom=0.5,
    )
    ax.set_axis_off()
    return ax


def _tidy(
    frame: pl.DataFrame, words: dict[str, str], most: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The flows with small streams taken together (a blank stream), and the places they go to in
    order: purposes by size, overhead, idle.
    """
    frame = frame.filter(pl.col("eur") > 1e-7 * max(1.0, float(frame["eur"].sum())))
    sizes = (
        frame.group_by("stream", "own")
        .agg(pl.col("eur").sum())
        .sort("eur", "stream", descending=[True, False])
    )
    apart = (
        sizes["stream"].to_list() if sizes.height <= most else sizes["stream"].to_list()[: most - 1]
    )
    small = ~pl.col("stream").is_in(apart)
    counts = {own: sizes.filter(small & (pl.col("own") == own)).height for own in (False, True)}
    others = (
        pl.when(pl.col("own"))
        .then(pl.lit(words["own_others"].format(count=counts[True])))
        .otherwise(pl.lit(words["others"].format(count=counts[False])))
    )
    named = frame.with_columns(
        pl.when(small).then(others).otherwise("name").alias("name"),
        pl.when(small).then(pl.lit("")).otherwise("stream").alias("stream"),
    )
    flows = (
        named.group_by("stream", "name", "own", "target")
        .agg(pl.col("eur").sum())
        .sort("stream", "own", "target")
    )
    # What stays idle is told apart by whose money it is; a purpose takes both.
    whose = pl.when(pl.col("target") == IDLE).then("own").otherwise(pl.lit(False)).alias("own")
    places = flows.group_by("target", whose).agg(pl.col("eur").sum())
    order = (
        pl.when(pl.col("target") == IDLE)
        .then(2)
        .when(pl.col("target") == OVERHEAD)
        .then(1)
        .otherwise(0)
    )
    return flows, places.sort(order, "own", "eur", descending=[False, False, True]).select(
        "target", "own", "eur"
    )


def _target_words(target: str, own: bool, words: dict[str, str], lang: str) -> str:
    if target == IDLE:
        return words["left_own" if own else "left"]
    return words["overhead"] if target == OVERHEAD else purpose_words(target, lang)


def _label(name: str, eur: float, lang: str) -> tuple[str, ...]:
    return (*fold_to_two_lines(escape_text(name), 0.27 * WIDTH, _SIZE), amount(eur, lang, "eur"))


def _high(node: _Node) -> float:
    """Inches that a label takes."""
    return len(node.label) * _SIZE * 1.25 / 72


def _height(nodes: list[_Node]) -> float:
    return sum(_high(node) + _GAP for node in nodes)


def _stacked(nodes: list[_Node], tall: float, scale: float) -> list[_Node]:
    """Nodes from the top down.

    Each takes the height of its money or of its label, whichever is more, and the rest of the room
    is shared.
    """
    taken = sum(max(node.eur / scale, _high(node)) + _GAP for node in nodes)
    between = max(0.0, (tall - taken) / max(1, len(nodes)))
    placed, at = [], between / 2
    for node in nodes:
        room = max(node.eur / scale, _high(node))
        placed.append(_Node(node.key, node.label, node.eur, at + (room - node.eur / scale) / 2))
        at += room + _GAP + between
    return placed


def _draw_nodes(ax: Axes, nodes: Iterable[_Node], x: float, scale: float) -> None:
    for node in nodes:
        name, own = node.key
        paint = FILLS["blocked"] if name == IDLE else FILLS["free"] if own else FILLS["needed"]
        ax.add_patch(
            Rectangle(
                (x, node.top),
                _NODE,
                node.eur / scale,
                linewidth=0.6,
                **{**paint, "edgecolor": INK if paint["hatch"] else "none"},
            )
        )
        beside, side = (-0.015, "right") if x < 0.5 else (1.015, "left")
        ax.text(
            beside,
            node.top + node.eur / scale / 2,
            "\n".join(node.label),
            ha=side,
            va="center",
            fontsize=_SIZE,
            color=INK,
            fontfamily=FONT,
            linespacing=1.2,
        )


def _draw_bands(
    ax: Axes, flows: pl.DataFrame, lefts: list[_Node], rights: list[_Node], scale: float
) -> None:
    """A band per flow.

    Bands leave and arrive in the order of the nodes, so that they cross as little as they can.
    """
    order = {node.key: place for place, node in enumerate(rights)}
    start, end = ({node.key: node.top for node in nodes} for nodes in (lefts, rights))
    for left in lefts:
        mine = [
            (target, own, eur)
            for stream, own, target, eur in flows.select(
                "stream", "own", "target", "eur"
            ).iter_rows()
            if (stream, own) == left.key
        ]
        for target, own, eur in sorted(
            mine, key=lambda flow: order[(flow[0], flow[1] and flow[0] == IDLE)]
        ):
            there, wide = (target, own and target == IDLE), eur / scale
            one, two = start[left.key], end[there]
            a, b, middle = _NODE, 1 - _NODE, 0.5
            points = [
                (a, one),
                (middle, one),
                (middle, two),
                (b, two),
                (b, two + wide),
                (middle, two + wide),
                (middle, one + wide),
                (a, one + wide),
                (a, one),
            ]
            codes = [
                Path.MOVETO,
                Path.CURVE4,
                Path.CURVE4,
                Path.CURVE4,
                Path.LINETO,
                Path.CURVE4,
                Path.CURVE4,
                Path.CURVE4,
                Path.CLOSEPOLY,
            ]
            paint = _BANDS["idle" if target == IDLE else "own" if own else "state"]
            if wide < _THIN and paint["hatch"] is None:
                # a white edge would leave nothing of it
                paint = {**paint, "edgecolor": paint["facecolor"]}
            ax.add_patch(
                PathPatch(
                    Path(points, codes),
                    linewidth=0.5,
                    zorder=0.5,
                    label=f"_{left.key[0]}>{target}",
                    **paint,
                )
            )
            start[left.key] += wide
            end[there] += wide
