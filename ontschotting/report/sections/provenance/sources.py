"""Write where the numbers come from, and which are assumptions."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ontschotting.case.facts.streams import own_streams
from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.provenance.companion_tables import companion_tables
from ontschotting.report.selection import budget_share_by_status
from ontschotting.words.labels import level_words, outcome_words

_STATUSES = ("published", "derived", "assumption", "synthetic", "none")
"""Statuses of rows, in the order in which they are written."""


def sources(report: LocalizedReport) -> Section:
    """Write the status of the budget, and the tables of streams, rules and sources."""
    formatter, case = report.formatter, report.case
    blocks: list[Block] = [
        Paragraph(formatter.text("status_words", parts=_status_shares(report))),
        _streams_table(report),
    ]
    if case.minimum_shares.height:
        blocks.append(_minimum_shares_table(report))
    if case.transfers.height:
        blocks.append(_transfers_table(report))
    if case.sources.height:
        blocks.append(_sources_table(report))
    else:
        blocks.append(Paragraph(formatter.text("no_sources")))
    return Section("sources", formatter.text("sources"), (*blocks, *companion_tables(report)))


def _status_shares(report: LocalizedReport) -> str:
    """Write which share of the budget rests on what kind of source."""
    formatter, shares = report.formatter, budget_share_by_status(report.case)
    texts = [
        formatter.text(f"status_{status}", share=formatter.share(shares[status]))
        for status in _STATUSES
        if status in shares
    ]
    return ", ".join(texts) or formatter.text("none")


def _streams_table(report: LocalizedReport) -> Table:
    """Show the budget of each stream, and how much of it has been awarded."""
    formatter, case = report.formatter, report.case
    own = own_streams(case)
    streams = {
        stream: (ministry or "–", formatter.yes_or_no(stream in own))
        for stream, ministry in case.streams.select("stream", "ministry").iter_rows()
    }
    amount = pl.col("amount_eur")
    budgets = (
        case.with_defaults["budgets"]
        .group_by("stream")
        .agg(
            amount.sum().alias("budget_eur"),
            amount.filter("awarded").sum().alias("awarded_eur"),
        )
        .sort("budget_eur", "stream", descending=[True, False])
    )
    rows = [
        (
            report.labels.stream(stream),
            *streams[stream],
            formatter.read_euros(budget_eur),
            formatter.read_euros(awarded_eur),
        )
        for stream, budget_eur, awarded_eur in budgets.iter_rows()
    ]
    headers = ("stream", "ministry", "own_money", "budget", "awarded_share")
    return _source_table(report, "caption_streams", headers, rows, text_columns=3)


def _minimum_shares_table(report: LocalizedReport) -> Table:
    """Show the minimum shares that streams ask for."""
    formatter, lang = report.formatter, report.lang
    rows = [
        (
            report.labels.stream(stream),
            level_words(level, lang),
            outcome_words([outcome], lang),
            formatter.share(share),
        )
        for stream, level, outcome, share in report.case.minimum_shares.select(
            "stream", "level", "outcome", "min_share"
        ).iter_rows()
    ]
    headers = ("stream", "share_level", "share_outcome", "share_least")
    return _source_table(report, "caption_shares", headers, rows, text_columns=3)


def _transfers_table(report: LocalizedReport) -> Table:
    """Show which share of a stream may move to which other stream."""
    stream = report.labels.stream
    rows = [
        (stream(from_stream), stream(to_stream), report.formatter.share(share))
        for from_stream, to_stream, share in report.case.transfers.select(
            "stream", "to_stream", "share"
        ).iter_rows()
    ]
    headers = ("stream", "transfer_to", "transfer_share")
    return _source_table(report, "caption_transfers", headers, rows, text_columns=2)


def _sources_table(report: LocalizedReport) -> Table:
    """Show the sources of the case."""
    headers = ("source", "title", "publisher", "date")
    rows = [
        tuple(cell or "–" for cell in row)
        for row in report.case.sources.select(headers).iter_rows()
    ]
    return _source_table(report, "caption_sources", headers, rows, text_columns=4, longest_open=8)


def _source_table(
    report: LocalizedReport,
    caption: str,
    headers: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    *,
    text_columns: int,
    longest_open: int = 15,
) -> Table:
    """Return a table that is folded when it is longer than `longest_open`, and always printed."""
    return report.formatter.table(
        caption,
        headers,
        rows,
        text_columns=text_columns,
        folded=len(rows) > longest_open,
        on_paper=True,
    )
