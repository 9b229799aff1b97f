"""The Word document.

The same words and numbers as the page, charts with captions and alternative texts, tables that Word
knows as tables.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import polars as pl
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ontschotting.report.blocks import Table, drop_missing_figures
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.page_order import page_sections
from ontschotting.report.render.word import render_document
from tests.report.plain_text import page_without_pictures


def document_of(report: LocalizedReport) -> Document:
    """Write a report as a Word document without its charts."""
    content = render_document(report, drop_missing_figures(page_sections(report), ()), {})
    return docx.Document(BytesIO(content))


def test_every_chart_has_a_caption_and_the_alternative_text_of_the_page(
    page: Path,
) -> None:
    document = docx.Document(str(page.parent / "report.docx"))
    text = html.unescape(page.read_text(encoding="utf-8"))
    alternatives = re.findall(r'role="img" aria-label="([^"]+)"', text)
    descriptions = [element.get("descr") for element in document.element.body.iter(qn("wp:docPr"))]
    assert descriptions == alternatives and len(alternatives) > 5
    # the charts of the first page stand beside each other, in a table
    paragraphs = [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]
    captions = [
        paragraph.text
        for paragraph in paragraphs
        if paragraph._p.style == "Caption" and paragraph.text.startswith("Figuur")
    ]
    assert captions == [
        f"Figuur {number}. {words}"
        for number, words in re.findall(r"<strong>Figuur (\d+)\.</strong> ([^\n]+)", text)
    ]
    assert len(
        {element.get("id") for element in document.element.body.iter(qn("wp:docPr"))}
    ) == len(descriptions)


def test_a_table_too_wide_for_paper_is_named_and_left_to_the_workbook(
    good_report: dict[str, LocalizedReport],
) -> None:
    wide = pl.DataFrame({f"kolom{number}": letter for number, letter in enumerate("abcdefghi")})
    data = replace(good_report["nl"].data, companion_tables={"assumptions": wide})
    report = LocalizedReport(data, "nl")
    document = document_of(report)
    assert max(len(table.columns) for table in document.tables) <= 7
    assert [
        paragraph.text
        for paragraph in document.paragraphs
        if "9 kolommen, 1 rijen" in paragraph.text and "tabblad assumptions" in paragraph.text
    ]
    assert any(
        "kolom8" in block.headers
        for section in page_sections(report)
        for block in section.blocks
        if isinstance(block, Table)
    )


def test_it_says_what_the_page_says(page: Path) -> None:
    document = docx.Document(str(page.parent / "report.docx"))
    source = html.unescape(page.read_text(encoding="utf-8"))
    texts = re.findall(
        r"<p(?: class=\"(?:lead|note)\")?>([^<]+)</p>",
        source[source.index("<main") : source.index("</main>")],
    )
    written = {paragraph.text for paragraph in document.paragraphs}
    alternatives = set(re.findall(r'role="img" aria-label="([^"]+)"', source))
    near = {"De cijfers staan in de tabel hieronder."}
    assert not [
        text
        for text in texts
        if text not in written | alternatives | near and "tables/" not in text
    ]
    headings = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"
    ]
    assert headings == re.findall(r'<h2 id="(?!contents)[^"]+">([^<]+)</h2>', source)


def test_tables_are_those_of_the_page_with_a_header_that_repeats(page: Path) -> None:
    document = docx.Document(str(page.parent / "report.docx"))
    source = page.read_text(encoding="utf-8")
    rows_of_the_page = {
        tuple(html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row))
        for row in re.findall(r"<tr>(.*?)</tr>", source, re.DOTALL)
    }
    tables = [table for table in document.tables if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")]
    assert len(tables) > 5
    for table in tables:
        for row in table.rows:
            assert tuple(cell.text for cell in row.cells) in rows_of_the_page
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_a_code_too_long_for_its_column_breaks_between_its_parts(
    good_report: dict[str, LocalizedReport],
) -> None:
    code = "geography:housing_completions_in_the_year_after"
    sources = pl.DataFrame(
        {
            "source": [code, "short:a_b"],
            "title": ["(plans_of_every_place.xlsx) and more words", "Short"],
            "publisher": "A publisher with a very long name (publisher-of-public-figures.example)",
            "date": "2026-01-01",
        }
    )
    data = good_report["nl"].data
    report = LocalizedReport(replace(data, case=data.case.with_table("sources", sources)), "nl")
    codes = [
        row.cells[0].text
        for table in document_of(report).tables
        if table.cell(0, 0).text == "bron"
        for row in table.rows[1:]
    ]
    assert codes == [code.replace(":", ":\u200b").replace("_", "_\u200b"), "short:a_b"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_language_and_title(lang: str, good_report: dict[str, LocalizedReport]) -> None:
    report = good_report[lang]
    document = document_of(report)
    assert document.core_properties.language == {"nl": "nl-NL", "en": "en-GB"}[lang]
    assert (
        next(element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang")))
        == {"nl": "nl-NL", "en": "en-GB"}[lang]
    )
    title = next(
        paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Title"
    )
    assert document.core_properties.title == title
    assert title in html.unescape(page_without_pictures(report))
