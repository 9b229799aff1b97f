"""Saves a figure as SVG and PNG with its alternative text beside it; the same figure gives the same bytes."""

from __future__ import annotations

import io
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from ontschotting.charts.look import FONT

DPI = 300


def alt_text(figure: Figure) -> str:
    """The alternative text of a figure: what its axes say, main numbers included."""
    return " ".join(str(ax.get_label()) for ax in figure.axes if not str(ax.get_label()).startswith("_"))


def as_svg(figure: Figure) -> str:
    """The figure as SVG: letters as outlines, no date, and ids that depend on the drawing alone."""
    buffer = io.StringIO()
    with _settings():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": "ontschotting", "Description": alt_text(figure)})
    return buffer.getvalue()


def as_png(figure: Figure, dpi: int = DPI) -> bytes:
    """The figure as PNG."""
    buffer = io.BytesIO()
    with _settings():
        figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": "ontschotting", "Description": alt_text(figure).encode("latin-1", "replace").decode("latin-1")})
    return buffer.getvalue()


def save(figure: Figure, path: str | Path) -> tuple[Path, Path, Path]:
    """Write `<path>.svg`, `<path>.png` (300 dpi) and `<path>.txt` (the alternative text); each file appears whole or not at all."""
    stem = Path(path)
    stem.parent.mkdir(parents=True, exist_ok=True)
    contents = {".svg": as_svg(figure).encode(), ".png": as_png(figure), ".txt": (alt_text(figure) + "\n").encode()}
    written = []
    for suffix, content in contents.items():
        place = stem.with_name(stem.name + suffix)
        handle, temporary = tempfile.mkstemp(dir=stem.parent, prefix=f".{stem.name}-", suffix=suffix)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(temporary, 0o644)
            os.replace(temporary, place)
        finally:
            Path(temporary).unlink(missing_ok=True)
        written.append(place)
    return written[0], written[1], written[2]


@contextmanager
def _settings() -> Iterator[None]:
    """The few settings that matplotlib has only as global ones, for the time of one save."""
    with warnings.catch_warnings(), matplotlib.rc_context({"svg.hashsalt": "ontschotting", "svg.fonttype": "path", "font.family": FONT, "hatch.linewidth": 0.7}):
        warnings.filterwarnings("ignore", message="Glyph")  # a name in a script that the font lacks is drawn as boxes, and stands in the alternative text
        yield
