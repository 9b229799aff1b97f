"""Write where the numbers come from, and which are assumptions."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import (
    Block,
    Paragraph,
    Section,
    Table,
)
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.provenance.companion_tables import (
    companion_tables,
)
from ontschotting.words.labels import level_words, outcome_words

_STATUSES = ("published", "derived", "assumption", "synthetic")


def sources(view: Formatter) -> Section:
    """Where the numbers come from, and which are assumptions."""
    case = view.case
    blocks: list[Block] = [Paragraph(view.say("status_words", parts=_statuses(view)))]
    own = dict(
        case.streams.select("stream", pl.col("counts_as_cofinancing").fill_null(False)).iter_rows()
    )
    totals = case.budgets.group_by("stream").agg(
        pl.col("amount_eur").sum().alias("all"),
        pl.col("amount_eur").filter(pl.col("awarded").fill_null(False)).sum().alias("awarded"),
    )
    ministry = dict(case.streams.select("stream", "ministry").iter_rows())
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            view.stream_names[stream],
            ministry.get(stream) or "–",
            view.say("yes" if own[stream] else "no"),
            view.euros(total),
            view.euros(awarded),
        )
        for stream, total, awarded in totals.sort(
            "all", "stream", descending=[True, False]
        ).iter_rows()
    )
    heads = tuple(
        view.say(head) for head in ("stream", "ministry", "own_money", "budget", "awarded_share")
    )
    blocks.append(
        Table(
            view.say("caption_streams"), heads, rows, texts=3, folded=len(rows) > 15, on_paper=True
        )
    )
    if case.minimum_shares.height:
        asked = case.minimum_shares.select("stream", "level", "outcome", "min_share").iter_rows()
        rows = tuple(
            (
                view.stream_names[stream],
                level_words(level, view.lang),
                outcome_words([outcome], view.lang),
                view.share(share),
            )
            for stream, level, outcome, share in asked
        )
        heads = tuple(
            view.say(head) for head in ("stream", "share_level", "share_outcome", "share_least")
        )
        blocks.append(
            Table(
                view.say("caption_shares"),
                heads,
                rows,
                texts=3,
                folded=len(rows) > 15,
                on_paper=True,
            )
        )
    if case.transfers.height:
        rows = tuple(
            (view.stream_names[one], view.stream_names[other], view.share(share))
            for one, other, share in case.transfers.select(
                "stream", "to_stream", "share"
            ).iter_rows()
        )
        blocks.append(
            Table(
                view.say("caption_transfers"),
                tuple(view.say(head) for head in ("stream", "transfer_to", "transfer_share")),
                rows,
                texts=2,
                folded=len(rows) > 15,
                on_paper=True,
            )
        )
    if case.sources.height:
        rows = tuple(
            tuple(cell or "–" for cell in row)
            for row in case.sources.select("source", "title", "publisher", "date").iter_rows()
        )
        blocks.append(
            Table(
                view.say("caption_sources"),
                tuple(view.say(head) for head in ("source", "title", "publisher", "date")),
                rows,
                texts=4,
                folded=len(rows) > 8,
                on_paper=True,
            )
        )
    else:
        blocks.append(Paragraph(view.say("no_sources")))
    blocks += companion_tables(view)
    return Section("sources", view.say("sources"), tuple(blocks))


def _statuses(view: Formatter) -> str:
    """How much of the budget rests on what kind of source."""
    shares = view.budget_statuses
    found = [
        view.say(f"status_{status}", share=view.share(shares[status]))
        for status in (*_STATUSES, "none")
        if status in shares
    ]
    return ", ".join(found) or view.say("none")
