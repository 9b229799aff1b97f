"""Write why the result is what it is, for the case as a whole."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Picture, Section
from ontschotting.report.localized_report import LocalizedReport


def explanation(report: LocalizedReport) -> Section:
    """Write what the case is short of, and which money lies idle."""
    sentences = report.data.pricing.explanation.sentences(report.lang)
    blocks: tuple[Block, ...] = (
        *(Paragraph(sentence) for sentence in sentences),
        _idle_picture(report),
    )
    return Section("why", report.formatter.text("q_why"), blocks)


def _idle_picture(report: LocalizedReport) -> Picture:
    """Show what each stream leaves idle."""
    formatter = report.formatter
    rows = (
        (
            report.labels.stream(row["stream"], row["name"]),
            formatter.yes_or_no(row["own"]),
            formatter.euros(row["budget_eur"]),
            formatter.between(
                formatter.euros(row["idle_least_eur"]), formatter.euros(row["idle_most_eur"])
            ),
        )
        for row in report.data.pricing.explanation.streams.iter_rows(named=True)
    )
    headers = ("stream", "own_money", "budget", "q_idle")
    table = formatter.table("q_idle_caption", headers, rows, text_columns=2, file="idle")
    return formatter.picture("why", table)
