"""Write why the result is what it is, for the case as a whole."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Picture, Section
from ontschotting.report.localized_report import LocalizedReport

MOST_WORDS = 150
"""Of the sentences on the page; the annex has all of them."""


def explanation(report: LocalizedReport) -> Section:
    """Write what the case is short of, and why money lies idle, in the first few sentences."""
    blocks = tuple(Paragraph(sentence) for sentence in _first_sentences(report))
    return Section("why", report.formatter.text("q_why"), blocks)


def explanation_details(report: LocalizedReport) -> Section:
    """Write the sentences that the page leaves out, and what every stream leaves idle."""
    *sentences, reservation = report.data.pricing.explanation.sentences(report.lang)
    rest = sentences[len(_first_sentences(report)) :]
    blocks: tuple[Block, ...] = (
        *(Paragraph(sentence) for sentence in rest),
        Paragraph(reservation, "note"),
        _idle_picture(report),
    )
    return Section("why_details", report.formatter.text("why_details"), blocks)


def _first_sentences(report: LocalizedReport) -> list[str]:
    """Return as many sentences of the explanation as fit on the page, and at least one."""
    first: list[str] = []
    for sentence in report.data.pricing.explanation.sentences(report.lang)[:-1]:
        if first and len(" ".join([*first, sentence]).split()) > MOST_WORDS:
            break
        first.append(sentence)
    return first


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
