"""Render sections and charts as a Word document, ready to be pasted into a paper."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as DocumentParagraph

from ontschotting._version import __version__
from ontschotting.charts.save import RenderedFigure
from ontschotting.report.blocks import (
    Block,
    Cards,
    Claims,
    Code,
    Items,
    Links,
    Paragraph,
    Picture,
    Section,
    Table,
    figure_numbers,
)
from ontschotting.report.localized_report import LocalizedReport, case_heading
from ontschotting.report.render.word_styles import style_document
from ontschotting.report.render.word_tables import (
    TEXT_WIDTH_CM,
    add_field,
    add_row_property,
    column_widths,
    fill_cell,
    letters_in,
    set_table_description,
)
from ontschotting.support.file_dates import with_fixed_dates

LONGEST, WIDEST = 40, 7
"""Rows and columns that a table may have; of a larger one the document says where it is."""


def render_document(
    report: LocalizedReport, sections: Sequence[Section], charts: Mapping[str, RenderedFigure]
) -> bytes:
    """Render the document (.docx).

    Charts are pictures with a caption and an alternative text; tables have a header row that
    repeats on each page.

    Args:
        report: The report
        sections: Its sections, in order
        charts: Its charts by name
    """
    return _DocumentWriter(report, sections, charts).to_bytes()


class _DocumentWriter:
    """Writes one document."""

    def __init__(
        self,
        report: LocalizedReport,
        sections: Sequence[Section],
        charts: Mapping[str, RenderedFigure],
    ) -> None:
        formatter, case = report.formatter, report.case
        self._formatter, self._charts = formatter, charts
        self._figure_numbers = figure_numbers(sections)
        self._table_count = 0
        self._document = Document()
        title = sections[0].title
        style_document(self._document, formatter, title)
        kicker = f"{formatter.text('kicker')} · {case_heading(report)}"
        self._document.add_paragraph(kicker, style="Subtitle")
        self._document.add_paragraph(title, style="Title")
        self._add_first_page(sections[0])
        for index, section in enumerate(sections[1:]):
            if section.in_annex and not sections[index].in_annex:
                heading = self._document.add_heading(formatter.text("annex"), 1)
                heading.paragraph_format.page_break_before = True
                self._document.add_paragraph(formatter.text("annex_words"))
                for block in sections[0].blocks:
                    if isinstance(block, Links):
                        self._document.add_paragraph(block.text)
            heading = self._document.add_heading(section.title, 1)
            # the first page has a sheet of its own
            heading.paragraph_format.page_break_before = index == 0
            for block in section.blocks:
                self._add_block(block)
        made = formatter.text("made", version=__version__, fingerprint=case.fingerprint[:12])
        self._document.add_paragraph(made, style="Note")

    def to_bytes(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return with_fixed_dates(buffer.getvalue())

    def _add_first_page(self, section: Section) -> None:
        """Add the first page, its charts beside each other."""
        pictures = [block for block in section.blocks if isinstance(block, Picture)]
        for block in section.blocks:
            if isinstance(block, Links):
                continue
            if block not in pictures:
                self._add_block(block)
            elif block is pictures[0]:
                self._add_beside(pictures)

    def _add_beside(self, pictures: Sequence[Picture]) -> None:
        """Add charts beside each other, each above its caption."""
        table = self._document.add_table(rows=1, cols=len(pictures))
        set_table_description(table, "; ".join(picture.caption for picture in pictures))
        for cell, picture in zip(table.rows[0].cells, pictures, strict=True):
            self._add_chart(cell.paragraphs[0], picture, TEXT_WIDTH_CM / len(pictures) - 0.4)
            self._write_caption(
                cell.add_paragraph(style="Caption"),
                self._formatter.text("figure"),
                self._figure_numbers[picture.name],
                picture.caption,
            )

    def _add_block(self, block: Block) -> None:
        """Add one block of a section."""
        match block:
            case Paragraph():
                style = "Note" if block.style == "note" else "Normal"
                self._document.add_paragraph(block.text, style=style)
            case Cards():
                self._add_cards(block)
            case Picture():
                self._add_picture(block)
            case Table():
                self._add_table(block)
            case Items():
                for item in block.items:
                    self._document.add_paragraph(item, style="List Bullet")
            case Claims():
                self._add_claims(block)
            case Links():
                self._document.add_paragraph(block.text)
            case Code():
                self._document.add_paragraph("\n".join(block.lines), style="Code")

    def _add_picture(self, block: Picture) -> None:
        """Add a chart, at most as wide as it was drawn."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        self._add_chart(paragraph, block, TEXT_WIDTH_CM)
        label = self._formatter.text("figure")
        self._add_caption(label, self._figure_numbers[block.name], block.caption)

    def _add_chart(self, paragraph: DocumentParagraph, block: Picture, widest_cm: float) -> None:
        """Add the drawing of a chart to a paragraph, with its alternative text."""
        chart = self._charts[block.name]
        paragraph.add_run().add_picture(
            io.BytesIO(chart.png), width=Cm(min(widest_cm, 2.54 * chart.width))
        )
        properties = paragraph._p.xpath(".//wp:docPr")[0]
        properties.set("descr", chart.alt)
        properties.set("title", block.caption)

    def _add_claims(self, block: Claims) -> None:
        """Add what may be said beside what may not, and the citation below them."""
        table = self._document.add_table(rows=1, cols=2)
        set_table_description(table, f"{block.allowed[0]}; {block.refused[0]}")
        for cell, (head, sentences) in zip(
            table.rows[0].cells, (block.allowed, block.refused), strict=True
        ):
            fill_cell(cell, head, bold=True, align_right=False, line_below=False, size=10.5)
            for sentence in sentences:
                run = cell.add_paragraph(style="List Bullet").add_run(sentence)
                run.font.size = Pt(8.5)
        self._document.add_paragraph(block.citation, style="Note")

    def _add_table(self, block: Table) -> None:
        """Add a table, or of one that does not fit on paper the words where it is."""
        self._table_count += 1
        label = self._formatter.text("table")
        self._add_caption(label, self._table_count, block.caption, keep_with_next=True)
        # on upright A4 more columns leave room for three letters each
        if len(block.headers) > WIDEST or len(block.rows) > LONGEST:
            self._add_reference(block)
            return
        rows = (block.headers, *block.rows)
        table = self._document.add_table(rows=len(rows), cols=len(block.headers))
        table.autofit = False
        set_table_description(table, block.caption)
        widths = column_widths(rows)
        for table_column, width in zip(table.columns, widths, strict=True):
            table_column.width = width
        for index, (table_row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            add_row_property(table_row, "w:cantSplit")
            for column, (cell, text) in enumerate(zip(table_row.cells, texts, strict=True)):
                cell.width = widths[column]
                fill_cell(
                    cell,
                    text,
                    bold=index == 0 or column == 0,
                    align_right=column >= block.text_columns,
                    line_below=index in (0, len(block.rows)),
                    letters=letters_in(widths[column]),
                )
        add_row_property(table.rows[0], "w:tblHeader")
        self._add_space(15)

    def _add_reference(self, block: Table) -> None:
        """Add where a table is that does not fit on paper."""
        key = "wide_table" if len(block.headers) > WIDEST else "long_table"
        text = self._formatter.text(
            key if block.file else f"{key}_no_file",
            rows=len(block.rows),
            columns=len(block.headers),
            file=block.file,
        )
        self._document.add_paragraph(text, style="Note")

    def _add_cards(self, block: Cards) -> None:
        """Add a few numbers beside each other: each with its label above and its words below."""
        table = self._document.add_table(rows=1, cols=len(block.cards))
        description = "; ".join(f"{label}: {number}" for label, number, _ in block.cards)
        set_table_description(table, description)
        for cell, (label, number, words) in zip(table.rows[0].cells, block.cards, strict=True):
            fill_cell(cell, label, bold=False, align_right=False, line_below=True)
            for text, size, bold in ((number, 14, True), (words, 8.5, False)):
                run = cell.add_paragraph(style="Note").add_run(text)
                run.bold, run.font.size = bold, Pt(size)
        self._add_space(4)

    def _add_caption(
        self, label: str, number: int, text: str, keep_with_next: bool = False
    ) -> None:
        """Add `Figuur 3. …`, with a field that Word counts again when captions come or go."""
        paragraph = self._document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = keep_with_next
        self._write_caption(paragraph, label, number, text)

    def _write_caption(
        self, paragraph: DocumentParagraph, label: str, number: int, text: str
    ) -> None:
        paragraph.add_run(f"{label} ")
        add_field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
        paragraph.add_run(f". {text}")

    def _add_space(self, points: float) -> None:
        """Add an empty line below a table, of so many points."""
        space = self._document.add_paragraph(style="Note").paragraph_format
        space.line_spacing, space.space_after = Pt(points), Pt(0)
