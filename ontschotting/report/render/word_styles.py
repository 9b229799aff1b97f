"""Set the page, styles, language and properties of the Word document."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ontschotting._version import __version__
from ontschotting.report.formatting import Formatter
from ontschotting.report.render.word_tables import TEXT_WIDTH_CM, add_field
from ontschotting.support.file_dates import file_date

_LANGUAGE_CODES = {"nl": "nl-NL", "en": "en-GB"}
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_ACCENT = RGBColor(0x1F, 0x4E, 0x79)
_SOFT = RGBColor(0x4D, 0x4D, 0x4D)

_FONT_SIZES = {
    "Normal": 10.5,
    "Title": 16,
    "Subtitle": 10,
    "Heading 1": 14,
    "Caption": 9,
    "List Bullet": 10.5,
    "Note": 9,
    "Code": 9,
}
"""Points by style. Word's own template has all of these but `Note` and `Code`."""


def style_document(document: Document, formatter: Formatter, title: str) -> None:
    """Set the page, styles, language, title and page numbers of an empty document.

    Args:
        document: The document
        formatter: Gives the language and the texts
        title: The title of the document
    """
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21.0 - TEXT_WIDTH_CM) / 2)
    page.top_margin = page.bottom_margin = Cm(2.0)
    _set_properties(document, formatter, title)
    _set_styles(document, _LANGUAGE_CODES[formatter.lang])
    footer = page.footer.paragraphs[0]
    footer.style, footer.alignment = document.styles["Note"], WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(f"{formatter.text('page')} ")
    add_field(footer, "PAGE", "1")


def _set_properties(document: Document, formatter: Formatter, title: str) -> None:
    """Set title, author, language and dates."""
    properties = document.core_properties
    properties.title = title
    properties.language = _LANGUAGE_CODES[formatter.lang]
    properties.author = f"ontschotting {__version__}"
    properties.subject = formatter.text("kicker")
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = file_date()


def _set_styles(document: Document, language_code: str) -> None:
    """Set fonts, sizes, colours and space of every style."""
    styles = document.styles
    for language in styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        language.set(qn("w:val"), language_code)
    known = {style.name for style in styles}
    for name, size in _FONT_SIZES.items():
        if name in known:
            style: Any = styles[name]
        else:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
        is_soft = name in ("Note", "Subtitle")
        colour = _ACCENT if name == "Heading 1" else _SOFT if is_soft else _INK
        _set_font(style, "Consolas" if name == "Code" else "Calibri", size, colour)
        style.font.bold, style.font.italic = name in ("Title", "Heading 1"), False
        style.paragraph_format.space_after = Pt(6 if name in ("Normal", "Caption") else 4)
    styles["Heading 1"].paragraph_format.space_before = Pt(14)
    for border in styles["Title"].element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _set_font(style: Any, name: str, size: float, colour: RGBColor) -> None:
    """Set one font for every script; the theme of the template would replace it in some."""
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
