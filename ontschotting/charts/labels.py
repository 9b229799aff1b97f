"""Labels and legends on axes, and the room that they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ontschotting.charts.font import FONT, LABEL_SIZE, TEXT_SIZE
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import INK, WIDTH
from ontschotting.charts.text_layout import measure_width, without_glyph_warnings

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.text import Text

_VALUE_LABEL = "_value-label"
"""Marks the labels that the axes are widened for; a leading `_` keeps them out of the legend."""
_EDGE = 0.06
"""Inches that stay white between a text on the axes and the edge of the figure."""
_LEGEND_KEY = 0.5
"""Inches that a legend takes for the key before a text and the space behind it."""


def is_own_figure(ax: Axes) -> bool:
    """Return whether the axes were opened by a chart, and are not the caller's."""
    from ontschotting.charts.figure import ChartAxes

    return isinstance(ax, ChartAxes)


def size_in_inches(ax: Axes) -> tuple[float, float]:
    """Return how wide and high axes are, in inches."""
    box, figure = ax.get_position(), ax.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    return float(box.width * width), float(box.height * height)


def write_label(ax: Axes, x: float, y: float, text: str, **style: Any) -> None:
    """Write a label in the font of the chart, for which the axes are widened if need be.

    Args:
        ax: The axes
        x: Where it begins, or ends with `ha="right"`, on the x-axis
        y: Its middle on the y-axis
        text: What it says, drawn as it is
        **style: Other properties of a matplotlib text
    """
    usual: dict[str, Any] = {
        "fontsize": LABEL_SIZE,
        "color": INK,
        "fontfamily": FONT,
        "va": "center",
        "label": _VALUE_LABEL,
    }
    ax.text(x, y, escape_text(text), **{**usual, **style})


def label_once(ax: Axes, text: str) -> str | None:
    """Return a text for the legend, or None if the legend has it already.

    Args:
        ax: The axes, with what has been drawn on them so far
        text: What the legend says of one kind of thing
    """
    return None if text in ax.get_legend_handles_labels()[1] else text


def legend_handles(ax: Axes, labels: Sequence[str]) -> list[Any]:
    """Return what the legend explains, in this order; labels that were not drawn are left out.

    Args:
        ax: The axes, with everything on them
        labels: What the legend says
    """
    known = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    return [known[label] for label in labels if label in known]


def add_legend(ax: Axes, columns: int = 3, handles: Sequence[Any] | None = None) -> None:
    """Write a legend above the bars, in as many columns as fit.

    Args:
        ax: The axes
        columns: At most so many
        handles: What the legend explains; by default everything on the axes that has a label
    """
    handles = ax.get_legend_handles_labels()[0] if handles is None else list(handles)
    room = WIDTH - 0.2 if is_own_figure(ax) else size_in_inches(ax)[0]
    widths = [measure_width(str(key.get_label()), TEXT_SIZE) + _LEGEND_KEY for key in handles]
    while columns > 1 and sum(max(column) for column in _in_columns(widths, columns)) > room:
        columns -= 1
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=columns,
        frameon=False,
        prop={"family": FONT, "size": TEXT_SIZE},
        borderaxespad=0.2,
        handlelength=1.8,
        columnspacing=1.4,
        labelcolor=INK,
    )


def _in_columns(widths: list[float], columns: int) -> list[list[float]]:
    """Return the widths in columns as a legend divides its entries: the first get one more."""
    size, rest = divmod(len(widths), columns)
    sizes = [size + (column < rest) for column in range(min(columns, len(widths)))]
    ends = [sum(sizes[: column + 1]) for column in range(len(sizes))]
    return [widths[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def legend_height(ax: Axes, legend: Legend) -> float:
    """Return how high a legend is, in inches.

    Args:
        ax: The axes that it belongs to
        legend: The legend
    """
    return float(_extent(ax, legend).height) / _figure(ax).dpi


def width_beside(ax: Axes) -> float:
    """Return how many inches the texts beside the y-axis take, with a little space.

    At most half the width of the figure.
    """
    figure = _figure(ax)
    with without_glyph_warnings():
        box = ax.yaxis.get_tightbbox(_renderer(ax))
    axes_box = ax.get_window_extent(_renderer(ax))
    width = 0.0 if box is None else max(0.0, axes_box.x0 - box.x0) / figure.dpi
    return min(max(0.4, width + 0.2), 0.5 * float(figure.get_size_inches()[0]))


def widen_for_labels(ax: Axes) -> None:
    """Widen the x-axis until every label at the end of a bar stands inside the axes."""
    axes_width = ax.get_window_extent(_renderer(ax)).width
    for _ in range(2):  # a wider axis to one side moves the labels of the other
        for text in ax.texts:
            if text.get_label() != _VALUE_LABEL:
                continue
            low, high = ax.get_xlim()
            x, room = float(text.get_position()[0]), _extent(ax, text).width + 3
            if room >= axes_width:
                continue
            if text.get_horizontalalignment() == "left":
                ax.set_xlim(low, max(high, low + (x - low) * axes_width / (axes_width - room)))
            elif text.get_horizontalalignment() == "right":
                ax.set_xlim(min(low, high - (high - x) * axes_width / (axes_width - room)), high)


def missing_margins(ax: Axes) -> tuple[float, float]:
    """Return how many inches the margins on the left and the right are too narrow.

    A number at the end of the x-axis, or a note on the axes, may stand outside the axes, and the
    edge of the figure would cut it. Labels at the ends of bars stand inside (`widen_for_labels`).
    """
    notes = [text for text in ax.texts if text.get_label() != _VALUE_LABEL]
    boxes = [_extent(ax, text) for text in (*_end_numbers(ax), *notes)]
    if not boxes:
        return 0.0, 0.0
    dpi, width = _figure(ax).dpi, float(_figure(ax).get_size_inches()[0])
    left, right = min(box.x0 for box in boxes) / dpi, width - max(box.x1 for box in boxes) / dpi
    return max(0.0, _EDGE - left), max(0.0, _EDGE - right)


def _end_numbers(ax: Axes) -> list[Text]:
    """Return the first and the last number that is drawn below the x-axis."""
    if not ax.axison:
        return []
    ends = ax.get_window_extent(_renderer(ax))
    shown = [
        number
        for number in ax.get_xticklabels()
        if ends.x0 - 1 <= ax.transData.transform((number.get_position()[0], 0.0))[0] <= ends.x1 + 1
    ]
    return [*shown[:1], *shown[-1:]]


def _extent(ax: Axes, artist: Artist) -> Any:
    """Return the box around an artist, in dots."""
    with without_glyph_warnings():
        return artist.get_window_extent(_renderer(ax))


def _renderer(ax: Axes) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = _figure(ax).canvas
    assert isinstance(canvas, FigureCanvasAgg)
    return canvas.get_renderer()  # type: ignore[no-untyped-call]  # matplotlib has no type for it


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert figure is not None
    return figure
