"""Figures and axes that show themselves in a notebook.

Loads matplotlib, so the other files of charts import it inside a function.
"""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ontschotting.charts.font import register_font
from ontschotting.charts.save import as_html, as_png

register_font()  # for a figure that another process draws after unpickling too


class Chart(Figure):
    """A figure that shows itself with its alternative text, even if pyplot was never loaded."""

    def _repr_html_(self) -> str:
        return as_html(self)

    def _repr_png_(self) -> bytes:
        return as_png(self, 2 * self.dpi)


class ChartAxes(Axes):
    """Axes on a figure of their own, so that what `plot` returns shows the chart."""

    def _repr_html_(self) -> str | None:
        return self.figure._repr_html_() if isinstance(self.figure, Chart) else None

    def _repr_png_(self) -> bytes | None:
        return self.figure._repr_png_() if isinstance(self.figure, Chart) else None
