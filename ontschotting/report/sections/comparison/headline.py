"""Write the outcome: both questions side by side, with range and bound."""

from __future__ import annotations

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter


def headline(view: Formatter) -> Section:
    """Both questions side by side, with range and bound."""
    blocks: list[Block] = [_two_questions(view)]
    if view.has_margins:
        gains = dict(view.facts.main_bounds.frame.select("data", "gain").iter_rows())
        rows = tuple((view.say(f"end_{data}"), view.count(gain)) for data, gain in gains.items())
        table = view.table("figure_bounds", ("data", "gain"), rows, file="bounds")
        blocks += [Paragraph(view.say("bound_words"), "note"), view.picture("bounds", table)]
    blocks.append(Paragraph(view.say("integral_words")))
    blocks += [Paragraph(text) for text in _additional(view)]
    return Section("headline", view.say("headline"), tuple(blocks))


def _two_questions(view: Formatter) -> Table:
    facts = view.facts
    asked = (
        []
        if facts.price is None or facts.price_bounds is None
        else [("question_price", facts.price, facts.price_bounds)]
    )
    asked.append(
        (
            "question_free" if facts.price is not None else "question_only",
            facts.free,
            facts.free_bounds,
        )
    )
    gains = [gain for _, gain in view.gains()]
    rows = []
    for key, comparison, ends in asked:
        if comparison is facts.main:
            seen = view.between(view.count(min(gains)), view.count(max(gains)))
        else:
            three = [ends.gain(data) for data in ("central", "favourable", "unfavourable")]
            seen = view.between(view.count(min(three)), view.count(max(three)))
        bound = view.between(view.count(ends.least), view.count(ends.most))
        rows.append(
            (
                view.say(key),
                view.count(comparison.current.value),
                view.count(comparison.lifted.value),
                view.count(comparison.freed),
                seen,
                bound,
            )
        )
    heads = ("question", "within", "without", "gain", "gain_range", "gain_bound")
    return Table(
        view.say("caption_headline" if facts.price is not None else "caption_headline_one"),
        tuple(view.say(head, sets=len(gains)) for head in heads),
        tuple(rows),
        file="measures",
    )


def _additional(view: Formatter) -> list[str]:
    """The share of the extra units that would not have come otherwise, beside the result."""
    texts = []
    table = view.case.outcomes
    ends = {
        end: (
            f"additional_share_{end}"
            if f"additional_share_{end}" in table.columns
            else "additional_share"
        )
        for end in ("low", "high")
    }
    freed = dict(view.facts.main.outcomes.select("outcome", "freed_units").iter_rows())
    for row in table.iter_rows(named=True):
        share, extra = row["additional_share"], freed.get(row["outcome"])
        if share is None or extra is None:
            continue
        low, high = (
            row[ends[end]] if row[ends[end]] is not None else share for end in ("low", "high")
        )
        shares = {"share": view.share(share), "low": view.share(low), "high": view.share(high)}
        name = view.units if len(view.outcomes) == 1 else row["outcome"]
        if extra <= view.noise:
            texts.append(view.say("additional_none", outcome=name, **shares))
        else:
            texts.append(
                view.say(
                    "additional",
                    outcome=name,
                    **{**shares, "units": view.count(share * extra), "freed": view.count(extra)},
                )
            )
    return texts
