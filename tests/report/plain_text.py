"""A report as data, and its sections as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import ontschotting as on
from ontschotting.charts.save import RenderedFigure, alt_text
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
    drop_missing_figures,
)
from ontschotting.report.collect.collect import collect
from ontschotting.report.figures import CHARTS
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.page_order import page_sections
from ontschotting.report.render.html import render_page


def localized(case: on.Case, lang: str = "nl", folder: Path | None = None) -> LocalizedReport:
    """Collect the data of the report on a case, in one language."""
    return LocalizedReport(collect(case, folder=folder), lang)


def in_dutch_and_english(case: on.Case) -> tuple[LocalizedReport, LocalizedReport]:
    """Collect the data of the report on a case once, for both languages."""
    data = collect(case)
    return LocalizedReport(data, "nl"), LocalizedReport(data, "en")


class Alternatives(Mapping[str, str]):
    """The alternative text of each chart of a report; a chart is drawn when it is asked for."""

    def __init__(self, report: LocalizedReport) -> None:
        self._report = report
        self._words: dict[str, str | None] = {}

    def _find(self, name: str) -> str | None:
        if name not in self._words:
            axes = CHARTS[name](self._report) if name in CHARTS else None
            self._words[name] = None if axes is None else alt_text(axes.get_figure(root=True))
        return self._words[name]

    def __getitem__(self, name: str) -> str:
        words = self._find(name)
        if words is None:
            raise KeyError(name)
        return words

    def __iter__(self) -> Iterator[str]:
        return (name for name in CHARTS if self._find(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@lru_cache(maxsize=16)
def alternatives_of(report: LocalizedReport) -> Alternatives:
    """Return the alternative text of each chart of a report; each is drawn for it once."""
    return Alternatives(report)


class SectionTexts(Mapping[str, str]):
    """The plain text of each section by its key; one is made when it is read, charts included."""

    def __init__(self, report: LocalizedReport) -> None:
        self._report = report
        self._sections = {section.key: section for section in page_sections(report)}

    def __getitem__(self, key: str) -> str:
        alternatives = alternatives_of(self._report)
        (section,) = drop_missing_figures([self._sections[key]], alternatives)
        return _section_text(section, alternatives)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)


@lru_cache(maxsize=16)
def section_texts(report: LocalizedReport) -> SectionTexts:
    """Return the plain text of each section of a report by its key, as the page shows them."""
    return SectionTexts(report)


def texts_without_charts(report: LocalizedReport) -> dict[str, str]:
    """Return the plain text of each section, with the numbers of every chart and not its words."""
    return {section.key: _section_text(section, {}) for section in page_sections(report)}


def page_text(report: LocalizedReport) -> str:
    """Return the plain text of all sections, without the words of charts."""
    return "\n".join(texts_without_charts(report).values())


def page_without_pictures(report: LocalizedReport) -> str:
    """Render the page of a report as if each of its charts were empty."""
    empty = RenderedFigure(svg="<svg></svg>", png=b"", title="", alt="", width=1.0)
    charts = dict.fromkeys(CHARTS, empty)
    return render_page(report, drop_missing_figures(page_sections(report), charts), charts)


def words_before_the_annex(report: LocalizedReport) -> int:
    """Count the words that a reader sees before the annex, without what opens on demand."""
    page = page_without_pictures(report)
    text = page[page.index("<header>") : page.index('id="annex"')]
    for hidden in ("svg", "details", "nav"):
        text = re.sub(rf"<{hidden}\b.*?</{hidden}>", "", text, flags=re.DOTALL)
    return len(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _section_text(section: Section, alternatives: Mapping[str, str]) -> str:
    """Return the title of a section, and its blocks under each other."""
    blocks = [_block_text(block, alternatives) for block in section.blocks]
    return "\n\n".join([f"{section.title}\n{'=' * len(section.title)}", *blocks]) + "\n"


def _block_text(block: Block, alternatives: Mapping[str, str]) -> str:
    match block:
        case Paragraph():
            return f"({block.style}) {block.text}" if block.style else block.text
        case Cards():
            return "\n".join(
                f"[{label}] {number} ({words})" for label, number, words in block.cards
            )
        case Table():
            return _table_text(block)
        case Picture():
            words = f"Chart {block.name}: {block.caption}\n{alternatives.get(block.name, '')}"
            return words if block.data is None else f"{words}\n{_table_text(block.data)}"
        case Claims():
            heads = "\n".join(
                "\n".join([head, *(f"- {sentence}" for sentence in sentences)])
                for head, sentences in (block.allowed, block.refused)
            )
            return f"{heads}\n{block.citation}"
        case Items():
            return "\n".join(f"- {item}" for item in block.items)
        case Links():
            return "".join(f"[{text}](#{key})" if key else text for text, key in block.parts)
        case Code():
            return "\n".join(f"$ {line}" for line in block.lines)


def _table_text(table: Table) -> str:
    folded = " (folded)" if table.folded else ""
    rows = [" | ".join(row) for row in (table.headers, *table.rows)]
    return "\n".join([f"Table: {table.caption}{folded}", *rows])
