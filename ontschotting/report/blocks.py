"""Define what a report page is made of: sections of paragraphs, charts, tables and lists.

All texts are plain; each renderer escapes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self


class FormattedNumber(str):
    """A number as readers see it, which keeps the number so that a table can be sorted by it.

    Attributes:
        number: The number itself; None where there is none
    """

    number: float | None

    def __new__(cls, text: str, number: float | None = None) -> Self:
        """Make a formatted number from its text and the number itself."""
        formatted = super().__new__(cls, text)
        formatted.number = number
        return formatted


class English(str):
    """A text that is English in a report of any language, so that it is read aloud as English."""

    lang = "en"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; its style is `lead`, `note` or nothing."""

    text: str
    style: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class Cards:
    """A few numbers with their words: (label, number, words below)."""

    cards: tuple[tuple[str, str, str], ...]
    kind: str = "cards"


@dataclass(frozen=True)
class Table:
    """A table of texts, with numbers among them as `FormattedNumber`.

    Attributes:
        caption: The text above the table
        headers: The texts above the columns
        rows: The cells; the first one of a row names the row
        text_columns: How many of the first columns are texts and not numbers
        folded: Whether the table is hidden until asked for, also on paper
        on_paper: Whether a folded table is printed
        file: The table in `tables/` and in the workbook with the same numbers, unrounded
        kind: The kind of block
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: int = 1
    folded: bool = False
    on_paper: bool = False
    file: str = ""
    kind: str = "table"


@dataclass(frozen=True)
class Picture:
    """A chart.

    Attributes:
        name: The name of the chart in `figures`
        caption: What it shows
        data: Its numbers as a table
        file: The table in `tables/` with its numbers, where these stand elsewhere in the section
        kind: The kind of block
    """

    name: str
    caption: str
    data: Table | None = None
    file: str = ""
    kind: str = "picture"


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[str, ...]
    kind: str = "items"


@dataclass(frozen=True)
class Links:
    """A sentence that leads to other sections: on screen at its place, in Word above the annex.

    Attributes:
        parts: A text each, with the key of the section that it leads to; blank for none
        kind: The kind of block
    """

    parts: tuple[tuple[str, str], ...]
    kind: str = "links"

    @property
    def text(self) -> str:
        """Return the whole sentence."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True)
class Code:
    """Commands to type."""

    lines: tuple[str, ...]
    kind: str = "code"


@dataclass(frozen=True)
class Claims:
    """What may be said beside what may not, and how to cite it.

    Attributes:
        allowed: The heading and the sentences that the numbers support
        refused: The heading and the sentences that they do not support
        citation: How to cite the sentences
        kind: The kind of block
    """

    allowed: tuple[str, tuple[str, ...]]
    refused: tuple[str, tuple[str, ...]]
    citation: str
    kind: str = "claims"


Block = Paragraph | Cards | Picture | Table | Items | Links | Code | Claims


@dataclass(frozen=True)
class Section:
    """A heading with the blocks below it.

    Attributes:
        key: Its address on the page
        title: The heading; that of the first section is the title of the page
        blocks: What stands below it
        in_annex: Whether it stands in the annex, which opens on demand
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    in_annex: bool = False


def drop_missing_figures(sections: Iterable[Section], drawn: Collection[str]) -> list[Section]:
    """Return the sections without the charts that were not drawn.

    The numbers of such a chart stay, as a folded table.

    Args:
        sections: Sections with every chart
        drawn: Names of the charts that were drawn
    """
    return [
        replace(
            section,
            blocks=tuple(part for block in section.blocks for part in _on_page(block, drawn)),
        )
        for section in sections
    ]


def _on_page(block: Block, drawn: Collection[str]) -> list[Block]:
    """Return the block; of a chart that was not drawn its table, if it has one."""
    if not isinstance(block, Picture) or block.name in drawn:
        return [block]
    return [] if block.data is None else [replace(block.data, folded=True)]


def figure_numbers(sections: Iterable[Section]) -> dict[str, int]:
    """Return the number of each chart, in the order of the page."""
    names = [
        block.name for section in sections for block in section.blocks if isinstance(block, Picture)
    ]
    return {name: number for number, name in enumerate(names, start=1)}
