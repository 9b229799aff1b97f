"""Draws a chart in one style, whatever style sheet or matplotlibrc the caller works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from ontschotting.charts.font import register_font

Parameters = ParamSpec("Parameters")
Drawing = TypeVar("Drawing")


@contextmanager
def default_style() -> Iterator[None]:
    """Give matplotlib its own defaults, but for the settings of the machine such as its backend."""
    # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib import style

    register_font()
    with style.context("default"):
        yield


def in_default_style(draw: Callable[Parameters, Drawing]) -> Callable[Parameters, Drawing]:
    """Draw a chart in matplotlib's own style: settings of the caller would change or break it."""

    @wraps(draw)
    def draw_in_style(*args: Parameters.args, **options: Parameters.kwargs) -> Drawing:
        with default_style():
            return draw(*args, **options)

    return draw_in_style
