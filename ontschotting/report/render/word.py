"""Turns the same sections and figures as the page into a Word document, ready to be pasted into a
paper.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from ontschotting._version import __version__
from ontschotting.charts.save import DrawnChart
from ontschotting.report.blocks import (
    Cards,
    Code,
    English,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    numbered,
)
from ontschotting.report.formatting import Formatter

LONGEST, WIDEST = 40, 7
"""Rows and columns that a table in the document may have; of a larger one it says where it is."""

_LANGUAGE = {"nl": "nl-NL", "en": "en-GB"}
_INK, _ACCENT, _SOFT = (
    RGBColor(0x1A, 0x1A, 0x1A),
    RGBColor(0x1F, 0x4E, 0x79),
    RGBColor(0x4D, 0x4D, 0x4D),
)
_WIDTH_CM = 16.0
_MAY_BREAK, _BETWEEN_PARTS = "\N{ZERO WIDTH SPACE}", re.compile(r"(?<=[:_/.])(?=\w)")
# letters of a table that fit on a line, and those that the margins of a cell take
_LETTERS, _MARGIN = 88, 4
_SUMMARY_PICTURE_CM = 8.6  # so that the summary fits on its sheet


def word(view: Formatter, sections: Sequence[Section], pictures: Mapping[str, DrawnChart]) -> bytes:
    """The document (.docx).

    Charts are pictures with a caption and an alternative text, tables are tables with a header row
    that repeats.
    """
    return _Writer(view, sections, pictures).bytes()


class _Writer:
    """One document being written."""

    def __init__(
        self, view: Formatter, sections: Sequence[Section], pictures: Mapping[str, DrawnChart]
    ) -> None:
        self._view, self._pictures, self._numbers = view, pictures, numbered(sections)
        self._tables = 0
        self._document = Document()
        self._title = view.say("page_title", case=view.case.title)
        self._dress()
        self._document.add_paragraph(view.say("kicker"), style="Subtitle")
        self._document.add_paragraph(self._title, style="Title")
        for number, section in enumerate(sections):
            heading = self._document.add_heading(section.title, 1)
            # the summary has a sheet of its own
            heading.paragraph_format.page_break_before = number == 1
            self._picture_cm = _WIDTH_CM if number else _SUMMARY_PICTURE_CM
            for block in section.blocks:
                self._add(block)
        self._document.add_paragraph(
            view.say("made", version=__version__, fingerprint=view.case.fingerprint[:12]),
            style="Note",
        )

    def bytes(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _add(self, block: object) -> None:
        match block:
            case Paragraph():
                self._document.add_paragraph(
                    block.text, style="Note" if block.look == "note" else "Normal"
                )
            case Cards():
                self._cards(block)
            case Picture():
                self._picture(block)
            case Table():
                self._table(block)
            case Items():
                for item in block.items:
                    self._document.add_paragraph(item, style="List Bullet")
            case Code():
                self._document.add_paragraph("\n".join(block.lines), style="Code")

    def _picture(self, block: Picture) -> None:
        drawn = self._pictures[block.name]
        place = self._document.add_paragraph()
        place.paragraph_format.keep_with_next = True
        place.add_run().add_picture(
            io.BytesIO(drawn.png), width=Cm(min(self._picture_cm, 2.54 * drawn.wide))
        )
        described = place._p.xpath(".//wp:docPr")[0]
        described.set("descr", drawn.alt)
        described.set("title", block.caption)
        self._caption(self._view.say("figure"), self._numbers[block.name], block.caption)

    def _table(self, block: Table) -> None:
        view = self._view
        self._tables += 1
        self._caption(view.say("table"), self._tables, block.caption, above=True)
        # more columns on upright A4 leave room for three letters each
        wide = len(block.headers) > WIDEST
        if wide or len(block.rows) > LONGEST:
            key = ("wide_table" if wide else "long_table") + ("" if block.file else "_no_file")
            self._document.add_paragraph(
                view.say(key, rows=len(block.rows), columns=len(block.headers), file=block.file),
                style="Note",
            )
            return
        table = self._document.add_table(rows=1 + len(block.rows), cols=len(block.headers))
        table.autofit = False
        _describe(table._tbl, block.caption)
        widths = _widths((block.headers, *block.rows))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row, cells in enumerate((block.headers, *block.rows)):
            _set(table.rows[row]._tr, "w:cantSplit")
            for column, (cell, text) in enumerate(zip(table.rows[row].cells, cells, strict=True)):
                cell.width = widths[column]
                room = int(_LETTERS * widths[column].cm / _WIDTH_CM)
                _fill(
                    cell,
                    text,
                    bold=row == 0 or column == 0,
                    right=column >= block.texts,
                    line=row in (0, len(block.rows)),
                    room=room,
                )
        _set(table.rows[0]._tr, "w:tblHeader")
        self._document.add_paragraph(style="Note").paragraph_format.space_after = Pt(4)

    def _cards(self, block: Cards) -> None:
        """The few numbers as a table of two or three columns.

        What, how much, and the words below.
        """
        rows = tuple(
            card if any(below for *_, below in block.cards) else card[:2] for card in block.cards
        )
        table = self._document.add_table(rows=len(rows), cols=len(rows[0]))
        _describe(table._tbl, "; ".join(f"{label}: {number}" for label, number, _ in block.cards))
        for place, row in enumerate(rows):
            for column, (cell, text) in enumerate(zip(table.rows[place].cells, row, strict=True)):
                _fill(cell, text, bold=column == 1, right=False, line=True, size=10.5)
        self._document.add_paragraph(style="Note").paragraph_format.space_after = Pt(2)

    def _caption(self, label: str, number: int, text: str, above: bool = False) -> None:
        """`Figuur 3. …`, with a number that Word counts itself when captions are added or left
        out.
        """
        place = self._document.add_paragraph(style="Caption")
        place.paragraph_format.keep_with_next = above
        place.add_run(f"{label} ")
        _field(place, f"SEQ {label} \\* ARABIC", str(number))
        place.add_run(f". {text}")

    def _dress(self) -> None:
        """Page, styles, language, title and page numbers."""
        document, language = self._document, _LANGUAGE[self._view.lang]
        page = document.sections[0]
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
        page.left_margin = page.right_margin = Cm((21.0 - _WIDTH_CM) / 2)
        page.top_margin = page.bottom_margin = Cm(2.0)
        properties = document.core_properties
        properties.title, properties.language, properties.author = (
            self._title,
            language,
            f"ontschotting {__version__}",
        )
        properties.subject, properties.comments, properties.keywords = (
            self._view.say("kicker"),
            "",
            "",
        )
        properties.created = properties.modified = datetime.now(UTC)
        styles = document.styles
        for run in styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
            run.set(qn("w:val"), language)
        sizes = {
            "Normal": 10.5,
            "Title": 16,
            "Subtitle": 10,
            "Heading 1": 14,
            "Caption": 9,
            "List Bullet": 10.5,
        }
        for name, size in {**sizes, "Note": 9, "Code": 9}.items():
            known = name in [style.name for style in styles]
            style: Any = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            if not known:
                style.base_style = styles["Normal"]
            _font(
                style,
                "Consolas" if name == "Code" else "Calibri",
                size,
                _ACCENT if name == "Heading 1" else _SOFT if name in ("Note", "Subtitle") else _INK,
            )
            style.font.bold, style.font.italic = name in ("Title", "Heading 1"), False
            style.paragraph_format.space_after = Pt(6 if name in ("Normal", "Caption") else 4)
        styles["Heading 1"].paragraph_format.space_before = Pt(14)
        for border in styles["Title"].element.xpath("./w:pPr/w:pBdr"):
            border.getparent().remove(border)
        foot = page.footer.paragraphs[0]
        foot.style, foot.alignment = styles["Note"], WD_ALIGN_PARAGRAPH.RIGHT
        foot.add_run(f"{self._view.say('page')} ")
        _field(foot, "PAGE", "1")


def _font(style: Any, name: str, size: float, colour: RGBColor) -> None:
    """One font for every script; the template's own theme would take its place in some of them."""
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)


def _fill(
    cell: _Cell,
    text: str,
    *,
    bold: bool,
    right: bool,
    line: bool,
    size: float = 9,
    room: int = _LETTERS,
) -> None:
    """A text in a cell, with a line below it where asked.

    A word with more letters than there is room for, such as a code of a source, breaks where its
    parts do.
    """
    place = cell.paragraphs[0]
    place.paragraph_format.space_after = Pt(1)
    place.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    run = place.add_run(
        " ".join(
            _BETWEEN_PARTS.sub(_MAY_BREAK, word) if len(word) > room else word
            for word in text.split(" ")
        )
    )
    run.bold, run.font.size = bold, Pt(size)
    if isinstance(text, English):
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        run._r.get_or_add_rPr().append(language)
    if line:
        borders = OxmlElement("w:tcBorders")
        below = OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "808080")):
            below.set(qn(f"w:{name}"), value)
        borders.append(below)
        cell._tc.get_or_add_tcPr().append(borders)


def _set(row: Any, name: str) -> None:
    """A property that a row has or has not.

    It repeats as a header, or does not break over pages.
    """
    row.get_or_add_trPr().append(OxmlElement(name))


def _widths(rows: Sequence[Sequence[str]]) -> list[Length]:
    """Widths of columns by what stands in them.

    A column has room for its longest word and, up to a point, for its longest text.
    """
    columns = list(zip(*rows, strict=True))
    least = [
        _MARGIN + max((len(word) for text in column for word in text.split()), default=1)
        for column in columns
    ]
    wanted = [
        max(word, min(34, _MARGIN + max(len(text) for text in column)))
        for word, column in zip(least, columns, strict=True)
    ]
    spare = _LETTERS - sum(least)
    over = sum(wanted) - sum(least)
    share = min(1.0, spare / over) if over and spare > 0 else 0.0
    found = [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]
    return [Cm(_WIDTH_CM * one / sum(found)) for one in found]


def _describe(table: Any, text: str) -> None:
    """The alternative text of a table."""
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), text)
    table.tblPr.append(described)


def _field(place: WordParagraph, instruction: str, shown: str) -> None:
    """A field that Word keeps up to date, with what it shows until then."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("text", shown),
        ("end", ""),
    ):
        run = place.add_run(text if kind == "text" else "")
        if kind == "text":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = instruction
        run._r.append(element)
