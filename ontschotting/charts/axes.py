"""The axes of a chart: amounts of money, counts and shares, names beside bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ontschotting.charts.font import LINE_SPACING, TEXT_SIZE
from ontschotting.charts.names import escape_text
from ontschotting.charts.text_layout import fold_to_two_lines
from ontschotting.words.numbers import choose_money_unit, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

BAR_NAME_WIDTH, BAR_NAME_SIZE = 2.1, TEXT_SIZE
"""Of the names beside bars: inches of the widest line, points of its letters."""
_TICKS, _STEPS = 6, [1, 2, 5, 10]
"""At most so many ticks on an axis, at round numbers."""
_DECIMALS = 6
"""So many decimals at most at a tick, so that no tick says another number than where it stands."""


def format_money_axis(ax: Axes, lang: str, most: float) -> str:
    """Format the x-axis in billions, millions or single euros; return the unit in words.

    Args:
        ax: The axes, whose x-axis counts euros
        lang: `nl` or `en`
        most: The largest amount on the axis, in euros
    """
    size, word = choose_money_unit(most, lang)
    _format_ticks(ax.xaxis, lambda value: number(value / size, lang, _DECIMALS))
    return word


def format_count_axis(axis: Axis, lang: str, percent: bool = False) -> None:
    """Format an axis of counts, or of shares as percentages.

    Args:
        axis: The x-axis or the y-axis
        lang: `nl` or `en`
        percent: Whether the axis holds shares, where 1 is 100%
    """
    _format_ticks(
        axis,
        lambda value: (
            f"{number(100 * value, lang, _DECIMALS)}%"
            if percent
            else number(value, lang, _DECIMALS)
        ),
    )


def _format_ticks(axis: Axis, text_of: Callable[[float], str]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(_TICKS, steps=_STEPS))
    axis.set_major_formatter(FuncFormatter(lambda value, _: text_of(value)))


def label_bars(ax: Axes, names: Sequence[str]) -> None:
    """Write a name beside each horizontal bar, in at most two lines, the first bar on top.

    Args:
        ax: The axes, on which bar number `k` stands at height `k`
        names: From top to bottom
    """
    lines = [fold_to_two_lines(escape_text(name), BAR_NAME_WIDTH, BAR_NAME_SIZE) for name in names]
    ax.set_yticks(range(len(names)), ["\n".join(pair) for pair in lines], linespacing=LINE_SPACING)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
