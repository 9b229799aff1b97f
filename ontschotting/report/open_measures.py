"""Write measures of which a search for projects left open what they are."""

from __future__ import annotations

from collections.abc import Callable

from ontschotting.case.labels import measure_label
from ontschotting.measures.comparison.answer_sentences import unproven_sentences
from ontschotting.measures.comparison.measures import HEADLINE
from ontschotting.measures.comparison.result import Comparison
from ontschotting.report.blocks import FormattedNumber
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.measures import MEASURES
from ontschotting.words.open_ends import open_words
from ontschotting.words.sentences import sentences


def write_measure(
    report: LocalizedReport,
    comparison: Comparison,
    measure: str,
    write: Callable[[float | None], FormattedNumber] | None = None,
) -> FormattedNumber:
    """Write a measure of a comparison: at least … at most where a search left it open.

    Args:
        report: The report
        comparison: Whose measure is written
        measure: Its name
        write: Writes it where it is one number; by default as its unit asks
    """
    formatter, unit = report.formatter, MEASURES[measure]["unit"]
    by_unit = {"eur": formatter.euros, "share": formatter.share, "value": formatter.count}
    value = comparison.lazy_measures[measure]
    if measure not in comparison.open_ends:
        return (write or by_unit[unit])(value)
    return FormattedNumber(open_words(*comparison.open_ends[measure], report.lang, unit), value)


def unproven(report: LocalizedReport) -> list[str]:
    """Write that a search stopped, and what it left open; nothing where all is proven."""
    data, comparison = report.data, report.data.main.comparison
    if data.is_proven:
        return []
    said = unproven_sentences(comparison.lazy_measures, report.lang)
    said = said or sentences("unproven", report.lang)
    parts = [
        f"{measure_label(report.case, name, report.lang)} {open_words(*ends, report.lang, unit)}"
        for name, ends in comparison.open_ends.items()
        if name in HEADLINE
        for unit in [MEASURES[name]["unit"]]
    ]
    if parts:
        said.append(report.formatter.text("unproven_ends", parts="; ".join(parts)))
    return said
