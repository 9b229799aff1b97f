"""Saves a figure for the place where it is read, with its alternative text.

The same figure gives the same bytes.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ontschotting.charts.default_style import default_style
from ontschotting.charts.font import FONT
from ontschotting.charts.text_layout import without_glyph_warnings
from ontschotting.errors import QuestionError
from ontschotting.support.arguments import checked_path
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI = 300
_PICTURE_SUFFIXES = (".svg", ".png", ".pdf", ".jpg", ".jpeg", ".eps")


@dataclass(frozen=True)
class Medium:
    """Where a chart is read.

    Attributes:
        suffix: The kind of file
        inches: The widest and the highest it may be there
        dpi: Dots per inch of paper or screen at that size; None for lines that can be drawn at any
            size
    """

    suffix: str
    inches: tuple[float, float]
    dpi: int | None = None


MEDIA = {
    "word": Medium(".png", (6.3, 9.0), 300),
    "pdf": Medium(".pdf", (6.3, 9.0)),
    "slide": Medium(".png", (12.0, 6.6), 200),
    "web": Medium(".svg", (7.5, 20.0)),
}
"""Word and PDF: the column of an A4 page, 16 cm. Slide: what a 16:9 slide leaves between its
margins, with letters that grow along. Web: about 720 pixels, and sharp at any size.
"""


@dataclass(frozen=True)
class RenderedFigure:
    """A figure rendered once, for everything that shows it: the page, the document and the files.

    Attributes:
        svg: Letters as outlines, no date, and ids that depend on the drawing alone
        png: At 300 dots per inch, or as many as were asked for
        title: The finding
        alt: The alternative text
        width: In inches
        pdf: Lines and letters, fonts inside; empty where it was not asked for
    """

    svg: str
    png: bytes
    title: str
    alt: str
    width: float
    pdf: bytes = b""

    def files(self) -> dict[str, bytes]:
        """Return the files of the chart by suffix, as `save` writes them for no medium."""
        return {
            ".svg": _accessible_svg(self.svg, self.title, self.alt).encode(),
            ".png": self.png,
            **({".pdf": self.pdf} if self.pdf else {}),
            ".txt": _alt_file(self.alt),
        }


def render_figure(figure: Figure, dpi: float = DPI, *, with_pdf: bool = False) -> RenderedFigure:
    """Render a figure as SVG and PNG, with its title and alternative text.

    Args:
        figure: The figure
        dpi: Dots per inch of the PNG
        with_pdf: Render it as PDF too
    """
    return RenderedFigure(
        as_svg(figure),
        as_png(figure, dpi),
        _title(figure),
        alt_text(figure),
        float(figure.get_size_inches()[0]),
        as_pdf(figure) if with_pdf else b"",
    )


def alt_text(figure: Figure) -> str:
    """Return the alternative text of a figure: what its axes say, with the main numbers."""
    return " ".join(
        str(ax.get_label()) for ax in figure.axes if not str(ax.get_label()).startswith("_")
    )


def as_svg(figure: Figure) -> str:
    """Return the figure as SVG: letters as outlines, no date, and ids that depend on it alone."""
    buffer = io.StringIO()
    with _reproducible_settings():
        figure.savefig(
            buffer,
            format="svg",
            metadata={"Date": None, "Creator": "ontschotting", "Description": alt_text(figure)},
        )
    return buffer.getvalue()


def as_png(figure: Figure, dpi: float = DPI, printed_dpi: float | None = None) -> bytes:
    """Return the figure as PNG, with its alternative text as *Description*.

    Args:
        figure: The figure
        dpi: Dots per inch at which it is drawn
        printed_dpi: Dots per inch at which a word processor places it; by default the same
    """
    buffer = io.BytesIO()
    stated_dpi = printed_dpi or dpi
    with _reproducible_settings():
        figure.savefig(
            buffer,
            format="png",
            dpi=dpi,
            metadata={"Software": "ontschotting", "Description": alt_text(figure)},
            pil_kwargs={"dpi": (stated_dpi, stated_dpi)},
        )
    return buffer.getvalue()


def as_pdf(figure: Figure) -> bytes:
    """Return the figure as PDF: fonts inside, alternative text as *Subject*, no date."""
    buffer = io.BytesIO()
    metadata = {
        "Title": _title(figure),
        "Subject": alt_text(figure),
        "Creator": "ontschotting",
        "Producer": "ontschotting",
        "CreationDate": None,
    }
    with _reproducible_settings():
        figure.savefig(buffer, format="pdf", metadata=metadata)
    return buffer.getvalue()


def as_html(figure: Figure) -> str:
    """Return the figure as a picture for a page, on white, with its alternative text."""
    data = base64.b64encode(as_svg(figure).encode()).decode()
    width = round(96 * float(figure.get_size_inches()[0]))
    style = (
        f"display:block;width:100%;max-width:{width}px;height:auto"
        ";background:#fff;border-radius:4px"
    )
    return (
        f'<img alt="{escape(alt_text(figure), {chr(34): "&quot;"})}"'
        f' src="data:image/svg+xml;base64,{data}" style="{style}">'
    )


def save(figure: Figure | Axes, path: str | Path, for_: str | None = None) -> tuple[Path, ...]:
    """Write a chart for where it is read; return the paths.

    Each file appears whole or not at all. The alternative text is stored in the file, and in
    `<path>.txt` beside it, since word processors do not read it from a picture: paste it there.

    Args:
        figure: A figure, or the axes that `plot` returns
        path: Without suffix
        for_: `word`: PNG of 16 cm wide at 300 dots per inch. `pdf`: lines and letters at 16 cm,
            fonts inside. `slide`: PNG for a 16:9 slide, letters larger. `web`: SVG with title and
            description. Without it `<path>.svg` and `<path>.png`

    Raises:
        QuestionError: For a medium that does not exist, and for a suffix that it does not write.

    Examples:
        >>> import ontschotting as on, tempfile
        >>> chart = on.compare(on.load_case("two-villages")).plot()
        >>> [path.name for path in on.save(chart, tempfile.mkdtemp() + "/geld", for_="word")]
        ['geld.png', 'geld.txt']
    """
    whole_figure = _figure_of(figure)
    if for_ is not None and for_ not in MEDIA:
        raise QuestionError(
            problem(
                "unknown_medium",
                medium=for_,
                media=", ".join(MEDIA),
                hint=did_you_mean(str(for_), MEDIA),
            )
        )
    stem = _without_suffix(checked_path("save", path), for_)
    files = (
        render_figure(whole_figure).files()
        if for_ is None
        else _files_for(whole_figure, MEDIA[for_])
    )
    return tuple(_write(stem, suffix, content) for suffix, content in files.items())


def _figure_of(figure: Figure | Axes) -> Figure:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    root = figure.get_figure(root=True) if isinstance(figure, Axes) else figure
    if not isinstance(root, Figure):
        raise QuestionError(problem("axes_without_figure"))
    return root


def _without_suffix(path: Path, for_: str | None) -> Path:
    """Return the path without the suffix of a picture, which must be one that is written."""
    suffix = path.suffix.casefold()
    if suffix not in _PICTURE_SUFFIXES:
        return path
    if for_ is None or suffix != MEDIA[for_].suffix:
        kinds = ".svg, .png" if for_ is None else MEDIA[for_].suffix
        raise QuestionError(
            problem("other_kind_of_picture", name=path.name, kinds=kinds, media=", ".join(MEDIA))
        )
    return path.with_suffix("")


def _files_for(figure: Figure, medium: Medium) -> dict[str, bytes]:
    """Return the files for a medium, by suffix."""
    alt = alt_text(figure)
    width, height = figure.get_size_inches()
    # Scale the drawing with its letters, so that the layout stays as it was made for a page.
    scale = min(medium.inches[0] / width, medium.inches[1] / height)
    if medium.dpi is not None:
        content = as_png(figure, medium.dpi * scale, medium.dpi)
    elif medium.suffix == ".pdf":
        content = as_pdf(figure)
    else:
        size = (width * scale, height * scale)
        content = _accessible_svg(as_svg(figure), _title(figure), alt, size).encode()
    return {medium.suffix: content, ".txt": _alt_file(alt)}


def _alt_file(alt: str) -> bytes:
    """Return the content of the file with the alternative text."""
    return f"{alt}\n".encode()


def _accessible_svg(
    svg: str, title: str, alt: str, inches: tuple[float, float] | None = None
) -> str:
    """Return an SVG whose title and description are read out, with a size in pixels if given."""
    start = svg.index("<svg")
    head, rest = svg[start:].split(">", 1)
    if inches is not None:
        width, height = inches
        head = re.sub(r' height="[^"]*"', f' height="{96 * height:.0f}"', head)
        head = re.sub(r' width="[^"]*"', f' width="{96 * width:.0f}"', head)
    description = (
        f'<title id="chart-title">{escape(title)}</title>\n<desc'
        f' id="chart-description">{escape(alt)}</desc>'
    )
    return (
        f'{svg[:start]}{head} role="img" aria-labelledby="chart-title chart-description">\n'
        f" {description}{rest}"
    )


def _title(figure: Figure) -> str:
    """Return the finding: the title on the figure, or that of its first axes."""
    titles = [" ".join(text.get_text().split()) for text in figure.texts] + [
        ax.get_title(loc="left").split("\n")[0] for ax in figure.axes
    ]
    return next((title.replace(r"\$", "$") for title in titles if title), "ontschotting")


def _write(stem: Path, suffix: str, content: bytes) -> Path:
    path = stem.with_name(stem.name + suffix)
    with atomic_path(path) as temporary:
        temporary.write_bytes(content)
    return path


@contextmanager
def _reproducible_settings() -> Iterator[None]:
    """Change the few settings that matplotlib has only as global ones, while one file is saved."""
    import matplotlib

    settings: dict[Any, Any] = {
        "svg.hashsalt": "ontschotting",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "font.family": FONT,
        "hatch.linewidth": 0.7,
        "savefig.facecolor": "auto",
        "savefig.transparent": False,
        "savefig.bbox": None,
    }
    with without_glyph_warnings(), default_style(), matplotlib.rc_context(settings):
        yield
