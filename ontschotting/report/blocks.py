"""What a report page is made of: sections of paragraphs, figures, tables and lists.

Plain texts; escaping is the page's job.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Self


class FormattedNumber(str):
    """A number as readers see it, that still knows the number, so that a table can be sorted by it.

    `number` is None where there is none.
    """

    number: float | None

    def __new__(cls, text: str, number: float | None = None) -> Self:
        shown = super().__new__(cls, text)
        shown.number = number
        return shown


class English(str):
    """A text that is English in every language, such as a formula in words.

    Screen readers are told so.
    """

    lang = "en"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `look` is `lead`, `note` or nothing."""

    text: str
    look: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class Cards:
    """A few numbers with their words: (label, number, words below)."""

    cards: tuple[tuple[str, str, str], ...]
    kind: str = "cards"


@dataclass(frozen=True)
class Table:
    """A table of texts, numbers among them as `Shown`.

    The first column names the row; `texts` says how many of the first columns are texts and not
    numbers; `folded` hides it until asked, also on paper unless it is `on_paper`. `file` is the
    table that holds the same numbers unrounded, in `tables/` and in the workbook beside the page.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1
    folded: bool = False
    on_paper: bool = False
    file: str = ""
    kind: str = "table"


@dataclass(frozen=True)
class Picture:
    """A chart by its name: what it shows, and its numbers as a table.

    `file` is the table with the same numbers when they stand elsewhere in the section.
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
class Code:
    """Commands to type."""

    lines: tuple[str, ...]
    kind: str = "code"


Block = Paragraph | Cards | Picture | Table | Items | Code


@dataclass(frozen=True)
class Section:
    """One heading with what stands under it."""

    key: str
    title: str
    blocks: tuple[Block, ...]


def drop_missing_figures(sections: Iterable[Section], drawn: Collection[str]) -> list[Section]:
    """The sections with only the charts that were drawn.

    The numbers of another stay as a folded table.
    """
    found = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if not isinstance(block, Picture) or block.name in drawn:
                blocks.append(block)
            elif block.data is not None:
                blocks.append(replace(block.data, folded=True))
        found.append(replace(section, blocks=tuple(blocks)))
    return found


def numbered(sections: Iterable[Section]) -> dict[str, int]:
    """The number of each chart, in the order in which they stand."""
    names = [
        block.name for section in sections for block in section.blocks if isinstance(block, Picture)
    ]
    return {name: number for number, name in enumerate(names, start=1)}
