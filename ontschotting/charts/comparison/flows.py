"""Who pays what: bands of money from streams to purposes, with what stays idle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, LINE_SPACING, line_height
from ontschotting.charts.labels import add_legend
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, INK, WIDTH
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import fold_to_two_lines, measure_width
from ontschotting.support.tolerances import MONEY_ZERO, NEGLIGIBLE
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_IDLE, _OVERHEAD = "\0idle", "\0overhead"
"""Where money goes that no purpose gets; no purpose can have these names."""
_BANDS: dict[str, dict[str, Any]] = {
    "state": {"facecolor": "#8fb0d3", "edgecolor": "white"},
    "own": {"facecolor": "#9ad1bd", "edgecolor": "white"},
    "idle": {"facecolor": "#f4cf86", "edgecolor": "white"},
}
_FLOWS_IN_TEXT = 10
"""Flows that the alternative text names, the largest first."""
_NODE_WIDTH = 0.03
"""Part of the axes."""
_LABEL_SIZE, _LABEL_WIDTH, _GAP = 9.0, 0.27 * WIDTH, 0.07
"""Points of the letters; inches of the widest line; inches between labels."""
_ALL_MONEY = 1.7
"""Inches that all money together is high."""
_THIN = 0.03
"""Inches; a thinner band has an edge of its own colour."""


@dataclass(frozen=True)
class _Node:
    """Where bands begin or end: a stream, a purpose, overhead or what stays idle.

    Attributes:
        key: The stream or target, and whether it is own money
        label: Lines
        eur: The money that flows through it
        top: Inches from the top of the axes
    """

    key: tuple[str, bool]
    label: tuple[str, ...]
    eur: float
    top: float = 0.0

    @property
    def label_height(self) -> float:
        """Return the inches that its label takes."""
        return len(self.label) * line_height(_LABEL_SIZE)


@in_default_style
def flows_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    regime: str = "current",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_streams: int = 10,
    title: str | None = None,
) -> Axes:
    """Draw streams on the left, what they pay on the right, and bands of money between them.

    The height of a band is its money, on one scale.

    Args:
        frame: `stream`, `own`, `kind` (purpose, overhead or idle), `purpose`, `eur`
            (`Allocation.flows`); `name` is shown instead of `stream` if it is there
        ax: The axes to draw on; by default new ones
        regime: `current` or `lifted`, for the words of the title
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_streams: So many streams at most; smaller ones are taken together
        title: A title instead of the finding
    """
    words = texts("charts.flows", lang)
    flows = _flows(frame, words, most_streams)
    budget = float(flows["eur"].sum()) or 1.0
    scale = budget / _ALL_MONEY
    lefts, rights = _stream_nodes(flows, words, lang), _target_nodes(flows, words, lang)
    height = max(_height_of_labels(lefts), _height_of_labels(rights)) + _ALL_MONEY
    lefts, rights = _stacked(lefts, height, scale), _stacked(rights, height, scale)
    ax = open_axes(ax, 1.9 + height)
    _draw_nodes(ax, lefts, 0.0, scale)
    _draw_nodes(ax, rights, 1.0 - _NODE_WIDTH, scale)
    _draw_bands(ax, flows, lefts, rights, scale)
    ax.set_xlim(0, 1)
    ax.set_ylim(height, 0)
    _add_legend(ax, flows, words)
    finding = _finding(flows, budget, words[regime], words, lang)
    alt = _alternative_text(flows, words, lang)
    apply_style(
        ax,
        ChartTexts(finding, words["subtitle"], f"{finding}. {alt}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        left=_width_of_labels(lefts),
        right=_width_of_labels(rights),
        bottom=0.5,
    )
    ax.set_axis_off()
    return ax


def _flows(frame: pl.DataFrame, words: Texts, most_streams: int) -> pl.DataFrame:
    """Return `stream`, `name`, `own`, `target`, `eur`, small streams as one with a blank key."""
    target = (
        pl.when(pl.col("kind") == "purpose")
        .then("purpose")
        .otherwise(pl.lit("\0") + pl.col("kind"))
    )
    flows = disambiguate_names(frame, "stream").with_columns(target.alias("target"))
    flows = flows.filter(pl.col("eur") > MONEY_ZERO * max(1.0, float(flows["eur"].sum())))
    sizes = (
        flows.group_by("stream", "own")
        .agg(pl.col("eur").sum())
        .sort("eur", "stream", descending=[True, False])
    )
    large = sizes["stream"].to_list()
    if sizes.height > most_streams:
        large = large[: most_streams - 1]
    is_small = ~pl.col("stream").is_in(large)
    counts = {own: sizes.filter(is_small & (pl.col("own") == own)).height for own in (False, True)}
    others = (
        pl.when(pl.col("own"))
        .then(pl.lit(words["own_others"].format(count=counts[True])))
        .otherwise(pl.lit(words["others"].format(count=counts[False])))
    )
    return (
        flows.with_columns(
            pl.when(is_small).then(others).otherwise("name").alias("name"),
            pl.when(is_small).then(pl.lit("")).otherwise("stream").alias("stream"),
        )
        .group_by("stream", "name", "own", "target")
        .agg(pl.col("eur").sum())
        .sort("stream", "own", "target")
    )


def _stream_nodes(flows: pl.DataFrame, words: Texts, lang: str) -> list[_Node]:
    """Return the streams: own money last, small streams together at the end of each."""
    streams = (
        flows.group_by("stream", "name", "own")
        .agg(pl.col("eur").sum())
        .sort(
            "own",
            pl.col("stream") == "",
            "eur",
            "stream",
            descending=[False, False, True, False],
        )
    )
    nodes = []
    for stream, name, own, eur in streams.iter_rows():
        says_own = not own or not stream or words["own"] in name.casefold()
        text = name if says_own else words["own_name"].format(name=name)
        nodes.append(_Node((stream, own), _label(text, eur, lang), eur))
    return nodes


def _target_nodes(flows: pl.DataFrame, words: Texts, lang: str) -> list[_Node]:
    """Return where money goes: purposes by size, overhead, and what stays idle."""
    # What stays idle is divided by whose money it is; a purpose takes both.
    is_idle, is_overhead = pl.col("target") == _IDLE, pl.col("target") == _OVERHEAD
    owner = pl.when(is_idle).then("own").otherwise(pl.lit(False)).alias("own")
    targets = (
        flows.group_by("target", owner)
        .agg(pl.col("eur").sum())
        .sort(
            pl.when(is_idle).then(2).when(is_overhead).then(1).otherwise(0),
            "own",
            "eur",
            "target",
            descending=[False, False, True, False],
        )
    )
    return [
        _Node((target, own), _label(_target_name(target, own, words, lang), eur, lang), eur)
        for target, own, eur in targets.select("target", "own", "eur").iter_rows()
    ]


def _target_name(target: str, own: bool, words: Texts, lang: str) -> str:
    if target == _IDLE:
        return words["left_own" if own else "left"]
    return words["overhead"] if target == _OVERHEAD else purpose_words(target, lang)


def _label(name: str, eur: float, lang: str) -> tuple[str, ...]:
    lines = fold_to_two_lines(escape_text(name), _LABEL_WIDTH, _LABEL_SIZE)
    return (*lines, amount(eur, lang, "eur"))


def _height_of_labels(nodes: Iterable[_Node]) -> float:
    return sum(node.label_height + _GAP for node in nodes)


def _width_of_labels(nodes: Iterable[_Node]) -> float:
    """Return the margin beside nodes, in inches."""
    widths = (measure_width(line, _LABEL_SIZE) for node in nodes for line in node.label)
    return 0.14 + max(widths, default=0.5) + 0.1


def _stacked(nodes: Sequence[_Node], height: float, scale: float) -> list[_Node]:
    """Return the nodes with their tops, from the top down.

    Each takes the height of its money or of its label, whichever is more. The rest of the room is
    shared between them.
    """
    rooms = [max(node.eur / scale, node.label_height) for node in nodes]
    between = max(0.0, (height - sum(room + _GAP for room in rooms)) / max(1, len(nodes)))
    placed, top = [], between / 2
    for node, room in zip(nodes, rooms, strict=True):
        placed.append(replace(node, top=top + (room - node.eur / scale) / 2))
        top += room + _GAP + between
    return placed


def _draw_nodes(ax: Axes, nodes: Iterable[_Node], x: float, scale: float) -> None:
    """Draw nodes with their labels, which stand outside the bands."""
    from matplotlib.patches import Rectangle

    label_x, side = (-0.015, "right") if x < 0.5 else (1.015, "left")
    for node in nodes:
        name, own = node.key
        fill = FILLS["detour" if name == _IDLE else "tied" if own else "needed"]
        height = node.eur / scale
        ax.add_patch(
            Rectangle(
                (x, node.top), _NODE_WIDTH, height, linewidth=0.6, **{**fill, "edgecolor": "none"}
            )
        )
        ax.text(
            label_x,
            node.top + height / 2,
            "\n".join(node.label),
            ha=side,
            va="center",
            fontsize=_LABEL_SIZE,
            color=INK,
            fontfamily=FONT,
            linespacing=LINE_SPACING,
        )


def _draw_bands(
    ax: Axes,
    flows: pl.DataFrame,
    lefts: Sequence[_Node],
    rights: Sequence[_Node],
    scale: float,
) -> None:
    """Draw a band per flow.

    Bands leave and arrive in the order of the nodes, so that they cross as little as they can.
    """
    from matplotlib.patches import PathPatch

    start, end = ({node.key: node.top for node in nodes} for nodes in (lefts, rights))
    for left, target, own, eur in _ordered_flows(flows, lefts, rights):
        arrival, height = (target, own and target == _IDLE), eur / scale
        fill = _BANDS["idle" if target == _IDLE else "own" if own else "state"]
        if height < _THIN:
            # a white edge would leave nothing of it
            fill = {**fill, "edgecolor": fill["facecolor"]}
        ax.add_patch(
            PathPatch(
                _band(start[left], end[arrival], height),
                linewidth=0.5,
                zorder=0.5,
                label=f"_{left[0]}>{target}",
                **fill,
            )
        )
        start[left] += height
        end[arrival] += height


def _ordered_flows(
    flows: pl.DataFrame, lefts: Sequence[_Node], rights: Sequence[_Node]
) -> Iterator[tuple[tuple[str, bool], str, bool, float]]:
    """Yield the key of the left node, the target, whether it is own money, and the euros."""
    order = {node.key: position for position, node in enumerate(rights)}
    rows = list(flows.select("stream", "own", "target", "eur").iter_rows())
    for left in lefts:
        leaving = [
            (target, own, eur) for stream, own, target, eur in rows if (stream, own) == left.key
        ]
        leaving.sort(key=lambda flow: order[flow[0], flow[1] and flow[0] == _IDLE])
        for target, own, eur in leaving:
            yield left.key, target, own, eur


def _band(start: float, end: float, height: float) -> Path:
    """Return the outline of a band from a height on the left to one on the right."""
    from matplotlib.path import Path

    left, middle, right = _NODE_WIDTH, 0.5, 1 - _NODE_WIDTH
    upper = [(left, start), (middle, start), (middle, end), (right, end)]
    lower = [(x, y + height) for x, y in reversed(upper)]
    curve = [Path.CURVE4] * 3
    return Path(
        [*upper, *lower, upper[0]], [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    )


def _add_legend(ax: Axes, flows: pl.DataFrame, words: Texts) -> None:
    """Write a legend of the bands that are there."""
    from matplotlib.patches import Patch

    has_kind = {
        "state": (~flows["own"]).any(),
        "own": flows["own"].any(),
        "idle": (flows["target"] == _IDLE).any(),
    }
    labels = {"state": words["state"], "own": words["own"], "idle": words["rest"]}
    add_legend(
        ax, 3, [Patch(label=labels[kind], **_BANDS[kind]) for kind in labels if has_kind[kind]]
    )


def _finding(flows: pl.DataFrame, budget: float, regime: str, words: Texts, lang: str) -> str:
    """Return how much of the budget the best result does not need."""
    idle = float(flows.filter(pl.col("target") == _IDLE)["eur"].sum())
    return words["idle" if idle > NEGLIGIBLE * budget else "none"].format(
        regime=regime, idle=amount(idle, lang, "eur"), budget=amount(budget, lang, "eur")
    )


def _alternative_text(flows: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return the largest flows, and how many others there are."""
    largest = flows.sort("eur", descending=True, maintain_order=True).head(_FLOWS_IN_TEXT)
    text = " ".join(
        words["alt_idle" if target == _IDLE else "alt"].format(
            stream=name,
            purpose=_target_name(target, own, words, lang),
            eur=amount(eur, lang, "eur"),
        )
        for name, own, target, eur in largest.select("name", "own", "target", "eur").iter_rows()
    )
    rest = flows.height - _FLOWS_IN_TEXT
    return text + (words["alt_rest"].format(count=rest) if rest > 0 else "")
