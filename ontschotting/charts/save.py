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
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ontschotting.charts.text_layout import FONT, without_glyph_warnings
from ontschotting.errors import QuestionError
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.suggestions import did_you_mean

DPI = 300


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
"""Word and PDF: the column of an A4 page, 16 cm. Slide: what a 16:9 slide leaves beside its
margins, letters growing along. Web: about 720 pixels, and sharp at any size.
"""


@dataclass(frozen=True)
class DrawnChart:
    """A figure drawn once, for everything that shows it: the page, the document and the files.

    Attributes:
        svg: Letters as outlines, no date, and ids that depend on the drawing alone
        png: At 300 dots per inch
        title: The finding
        alt: The alternative text
        wide: Inches
    """

    svg: str
    png: bytes
    title: str
    alt: str
    wide: float

    def files(self) -> dict[str, bytes]:
        """The files of the chart, by suffix: what `save` writes without a place."""
        return {
            ".svg": _told_svg(self.svg, self.title, self.alt).encode(),
            ".png": self.png,
            ".txt": _told(self.alt),
        }


def drawn(figure: Figure) -> DrawnChart:
    """A figure, drawn."""
    return DrawnChart(
        as_svg(figure),
        as_png(figure),
        _title(figure),
        alt_text(figure),
        float(figure.get_size_inches()[0]),
    )


def alt_text(figure: Figure) -> str:
    """The alternative text of a figure: what its axes say, main numbers included."""
    return " ".join(
        str(ax.get_label()) for ax in figure.axes if not str(ax.get_label()).startswith("_")
    )


def as_svg(figure: Figure) -> str:
    """The figure as SVG: letters as outlines, no date, and ids that depend on the drawing alone."""
    buffer = io.StringIO()
    with _settings():
        figure.savefig(
            buffer,
            format="svg",
            metadata={"Date": None, "Creator": "ontschotting", "Description": alt_text(figure)},
        )
    return buffer.getvalue()


def as_png(figure: Figure, dpi: float = DPI, printed_dpi: float | None = None) -> bytes:
    """The figure as PNG, with its alternative text as *Description*.

    `printed_dpi` tells a word processor at what size to place it, when that is not the size at
    which it was drawn.
    """
    buffer = io.BytesIO()
    told = printed_dpi or dpi
    with _settings():
        figure.savefig(
            buffer,
            format="png",
            dpi=dpi,
            metadata={"Software": "ontschotting", "Description": alt_text(figure)},
            pil_kwargs={"dpi": (told, told)},
        )
    return buffer.getvalue()


def as_pdf(figure: Figure) -> bytes:
    """The figure as PDF.

    Lines and letters, fonts inside, its alternative text as *Subject*, no date.
    """
    buffer = io.BytesIO()
    about = {
        "Title": _title(figure),
        "Subject": alt_text(figure),
        "Creator": "ontschotting",
        "Producer": "ontschotting",
        "CreationDate": None,
    }
    with _settings():
        figure.savefig(buffer, format="pdf", metadata=about)
    return buffer.getvalue()


def as_html(figure: Figure) -> str:
    """The figure as a picture for a page, with its alternative text.

    On white, as it is printed, on a light and on a dark page.
    """
    data = base64.b64encode(as_svg(figure).encode()).decode()
    wide = round(96 * float(figure.get_size_inches()[0]))
    style = (
        f"display:block;width:100%;max-width:{wide}px;height:auto;background:#fff;border-radius:4px"
    )
    return (
        f'<img alt="{escape(alt_text(figure), {chr(34): "&quot;"})}"'
        f' src="data:image/svg+xml;base64,{data}" style="{style}">'
    )


def save(figure: Figure | Axes, path: str | Path, for_: str | None = None) -> tuple[Path, ...]:
    """Write a chart for where it is read; gives the paths. Each file appears whole or not at all.

    The alternative text is stored in the file, and in `<path>.txt` beside it, since word processors
    do not read it from a picture: paste it there.

    Args:
        figure: A figure, or the axes that `plot` gives
        path: Without suffix
        for_: `word`: PNG of 16 cm wide at 300 dots per inch. `pdf`: lines and letters at 16 cm,
            fonts inside. `slide`: PNG for a 16:9 slide, letters larger. `web`: SVG with title and
            description. Without it `<path>.svg` and `<path>.png`

    Raises:
        QuestionError: For a place that does not exist, and for a suffix that it does not write.

    Examples:
        >>> import ontschotting as on, tempfile
        >>> chart = on.compare(on.load_case("two-villages")).plot()
        >>> [one.name for one in on.save(chart, tempfile.mkdtemp() + "/geld", for_="word")]
        ['geld.png', 'geld.txt']
    """
    whole_figure = figure.get_figure(root=True) if isinstance(figure, Axes) else figure
    if not isinstance(whole_figure, Figure):
        raise QuestionError(
            "save | these axes are on no figure. Give a figure, or what `plot` gives."
        )
    if for_ is not None and for_ not in MEDIA:
        raise QuestionError(
            f"save | no place {for_!r}. Choose one of:"
            f" {', '.join(MEDIA)}.{did_you_mean(str(for_), MEDIA)}"
        )
    stem = Path(path)
    suffixes = [".svg", ".png"] if for_ is None else [MEDIA[for_].suffix]
    if stem.suffix.casefold() in (".svg", ".png", ".pdf", ".jpg", ".jpeg", ".eps"):
        if stem.suffix.casefold() not in suffixes or for_ is None:
            kinds = " and ".join(suffixes)
            raise QuestionError(
                f"save | '{stem.name}' names a kind of file; here {kinds} is written. Leave the"
                f" suffix out, or choose another for_: {', '.join(MEDIA)}."
            )
        stem = stem.with_suffix("")
    contents = drawn(whole_figure).files() if for_ is None else _placed(whole_figure, MEDIA[for_])
    return tuple(_write(stem, suffix, content) for suffix, content in contents.items())


def _placed(figure: Figure, place: Medium) -> dict[str, bytes]:
    """The files for a place, by suffix."""
    alt = alt_text(figure)
    wide, high = figure.get_size_inches()
    # A drawing grows with its letters, so that nothing moves: it was made at the size of a page.
    grown = min(place.inches[0] / wide, place.inches[1] / high)
    if place.dpi is not None:
        content = as_png(figure, place.dpi * grown, place.dpi)
    elif place.suffix == ".pdf":
        content = as_pdf(figure)
    else:
        content = _told_svg(
            as_svg(figure), _title(figure), alt, (wide * grown, high * grown)
        ).encode()
    return {place.suffix: content, ".txt": _told(alt)}


def _told(alt: str) -> bytes:
    """The alternative text as a file of its own."""
    return f"{alt}\n".encode()


def _told_svg(svg: str, title: str, alt: str, inches: tuple[float, float] | None = None) -> str:
    """An SVG that stands by itself: its title and description are read out, and it has a size."""
    at = svg.index("<svg")
    head, rest = svg[at:].split(">", 1)
    if inches is not None:
        wide, high = inches
        head = re.sub(
            r' width="[^"]*"',
            f' width="{96 * wide:.0f}"',
            re.sub(r' height="[^"]*"', f' height="{96 * high:.0f}"', head),
        )
    told = (
        f'<title id="chart-title">{escape(title)}</title>\n<desc'
        f' id="chart-description">{escape(alt)}</desc>'
    )
    return (
        f'{svg[:at]}{head} role="img" aria-labelledby="chart-title chart-description">\n'
        f" {told}{rest}"
    )


def _title(figure: Figure) -> str:
    """The finding: the title on the figure, or that of its first axes."""
    shown = [" ".join(text.get_text().split()) for text in figure.texts] + [
        ax.get_title(loc="left").split("\n")[0] for ax in figure.axes
    ]
    return next((text.replace(r"\$", "$") for text in shown if text), "ontschotting")


def _write(stem: Path, suffix: str, content: bytes) -> Path:
    place = stem.with_name(stem.name + suffix)
    with atomic_path(place) as prepared:
        prepared.write_bytes(content)
    return place


@contextmanager
def _settings() -> Iterator[None]:
    """The few settings that matplotlib has only as global ones, for the time of one save."""
    with (
        without_glyph_warnings(),
        matplotlib.rc_context(
            {
                "svg.hashsalt": "ontschotting",
                "svg.fonttype": "path",
                "pdf.fonttype": 42,
                "font.family": FONT,
                "hatch.linewidth": 0.7,
                "savefig.facecolor": "auto",
                "savefig.transparent": False,
                "savefig.bbox": None,
            }
        ),
    ):
        yield
