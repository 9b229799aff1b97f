"""Render sections and charts as a Word document, ready to be pasted into a paper."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.shared import Cm, Pt

from ontschotting._version import __version__
from ontschotting.charts.save import RenderedFigure
from ontschotting.report.blocks import (
    Block,
    Cards,
    Code,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    figure_numbers,
)
from ontschotting.report.localized_report import LocalizedReport
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

_SUMMARY_PICTURE_CM = 8.6
"""Width of the chart in the summary, so that the summary fits on one sheet."""


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
        title = formatter.text("page_title", case=case.title_in(formatter.lang))
        style_document(self._document, formatter, title)
        self._document.add_paragraph(formatter.text("kicker"), style="Subtitle")
        self._document.add_paragraph(title, style="Title")
        for index, section in enumerate(sections):
            heading = self._document.add_heading(section.title, 1)
            # the summary, the first section, has a sheet of its own
            heading.paragraph_format.page_break_before = index == 1
            picture_cm = TEXT_WIDTH_CM if index else _SUMMARY_PICTURE_CM
            for block in section.blocks:
                self._add_block(block, picture_cm)
        made = formatter.text("made", version=__version__, fingerprint=case.fingerprint[:12])
        self._document.add_paragraph(made, style="Note")

    def to_bytes(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return with_fixed_dates(buffer.getvalue())

    def _add_block(self, block: Block, picture_cm: float) -> None:
        """Add one block of a section."""
        match block:
            case Paragraph():
                style = "Note" if block.style == "note" else "Normal"
                self._document.add_paragraph(block.text, style=style)
            case Cards():
                self._add_cards(block)
            case Picture():
                self._add_picture(block, picture_cm)
            case Table():
                self._add_table(block)
            case Items():
                for item in block.items:
                    self._document.add_paragraph(item, style="List Bullet")
            case Code():
                self._document.add_paragraph("\n".join(block.lines), style="Code")

    def _add_picture(self, block: Picture, picture_cm: float) -> None:
        """Add a chart, at most as wide as it was drawn."""
        chart = self._charts[block.name]
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run().add_picture(
            io.BytesIO(chart.png), width=Cm(min(picture_cm, 2.54 * chart.width))
        )
        properties = paragraph._p.xpath(".//wp:docPr")[0]
        properties.set("descr", chart.alt)
        properties.set("title", block.caption)
        label = self._formatter.text("figure")
        self._add_caption(label, self._figure_numbers[block.name], block.caption)

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
        self._add_space(4)

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
        """Add a few numbers as a table: label, number and, where any card has them, words below."""
        has_words_below = any(below for *_, below in block.cards)
        rows = [card if has_words_below else card[:2] for card in block.cards]
        table = self._document.add_table(rows=len(rows), cols=len(rows[0]))
        description = "; ".join(f"{label}: {number}" for label, number, _ in block.cards)
        set_table_description(table, description)
        for table_row, texts in zip(table.rows, rows, strict=True):
            for column, (cell, text) in enumerate(zip(table_row.cells, texts, strict=True)):
                fill_cell(
                    cell, text, bold=column == 1, align_right=False, line_below=True, size=10.5
                )
        self._add_space(2)

    def _add_caption(
        self, label: str, number: int, text: str, keep_with_next: bool = False
    ) -> None:
        """Add `Figuur 3. …`, with a field that Word counts again when captions come or go."""
        paragraph = self._document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = keep_with_next
        paragraph.add_run(f"{label} ")
        add_field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
        paragraph.add_run(f". {text}")

    def _add_space(self, points: float) -> None:
        """Add an empty line below a table."""
        self._document.add_paragraph(style="Note").paragraph_format.space_after = Pt(points)
