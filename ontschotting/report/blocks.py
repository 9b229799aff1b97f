"""What a report page is made of: sections of paragraphs, figures, tables and lists. Plain texts; escaping is the page's job."""

from __future__ import annotations

from dataclasses import dataclass


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
class Picture:
    """A chart by its name."""

    name: str
    kind: str = "picture"


@dataclass(frozen=True)
class Table:
    """A table of texts. The first column names the row; `texts` says how many of the first columns are texts and not numbers; `folded` hides it until asked."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1
    folded: bool = False
    kind: str = "table"


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
