"""Write cells, widths and fields of the Word document, below what python-docx offers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ontschotting.report.blocks import English

TEXT_WIDTH_CM = 16.0
"""Width of the text on a page."""

_LETTERS_ON_LINE = 88
"""Letters of a table that fit on a line."""

_LETTERS_OF_MARGINS = 4
"""Letters that the margins of a cell take."""

_WIDEST_TEXT = 34
"""Letters up to which a column is widened for its longest text."""

_BETWEEN_PARTS = re.compile(r"(?<=[:_/.])(?=\w)")
"""Where a long word, such as the code of a source, may break."""


def fill_cell(
    cell: _Cell,
    text: str,
    *,
    bold: bool,
    align_right: bool,
    line_below: bool,
    size: float = 9,
    letters: int = _LETTERS_ON_LINE,
) -> None:
    """Write a text in a cell.

    Args:
        cell: The cell
        text: The text; one that is `English` is marked so
        bold: Whether the text is bold
        align_right: Whether the text is set to the right
        line_below: Whether the cell has a line below it
        size: The size of the letters, in points
        letters: How many letters fit; a longer word may break between its parts
    """
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if align_right else WD_ALIGN_PARAGRAPH.LEFT
    words = (
        _BETWEEN_PARTS.sub("\N{ZERO WIDTH SPACE}", word) if len(word) > letters else word
        for word in text.split(" ")
    )
    run = paragraph.add_run(" ".join(words))
    run.bold, run.font.size = bold, Pt(size)
    if isinstance(text, English):
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        run._r.get_or_add_rPr().append(language)
    if line_below:
        _add_line_below(cell)


def _add_line_below(cell: _Cell) -> None:
    """Add a grey line below a cell."""
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "808080")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def add_row_property(row: _Row, name: str) -> None:
    """Give a row a property.

    Args:
        row: The row
        name: `w:tblHeader` (repeats on each page) or `w:cantSplit` (does not break over pages)
    """
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def set_table_description(table: Table, text: str) -> None:
    """Give a table an alternative text.

    Args:
        table: The table
        text: Its alternative text
    """
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), text)
    table._tbl.tblPr.append(description)


def column_widths(rows: Sequence[Sequence[str]]) -> list[Length]:
    """Return the widths of columns: room for the longest word and, up to a point, longest text."""
    columns = list(zip(*rows, strict=True))
    least = [
        _LETTERS_OF_MARGINS
        + max((len(word) for text in column for word in text.split()), default=1)
        for column in columns
    ]
    most = [
        max(word, min(_WIDEST_TEXT, _LETTERS_OF_MARGINS + max(len(text) for text in column)))
        for word, column in zip(least, columns, strict=True)
    ]
    spare, wanted = _LETTERS_ON_LINE - sum(least), sum(most) - sum(least)
    share = min(1.0, spare / wanted) if wanted and spare > 0 else 0.0
    letters = [low + share * (high - low) for low, high in zip(least, most, strict=True)]
    return [Cm(TEXT_WIDTH_CM * width / sum(letters)) for width in letters]


def letters_in(width: Length) -> int:
    """Return how many letters fit in a column of some width."""
    return int(_LETTERS_ON_LINE * width.cm / TEXT_WIDTH_CM)


def add_field(paragraph: Paragraph, instruction: str, text: str) -> None:
    """Add a field that Word keeps up to date.

    Args:
        paragraph: Where it is added
        instruction: What Word works out, such as `PAGE`
        text: What it shows until then
    """
    _add_field_character(paragraph, "begin")
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = instruction
    paragraph.add_run("")._r.append(element)
    _add_field_character(paragraph, "separate")
    paragraph.add_run(text)
    _add_field_character(paragraph, "end")


def _add_field_character(paragraph: Paragraph, kind: str) -> None:
    """Add the beginning, the separator or the end of a field."""
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    paragraph.add_run("")._r.append(element)
