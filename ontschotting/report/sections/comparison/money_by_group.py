"""Write the money by province, stream and purpose, as least … most."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import (
    Block,
    Paragraph,
    Section,
    Table,
)
from ontschotting.report.formatting import Formatter

DRAWN_GROUPS = ("province", "stream")
"""Dimensions of which the report draws a chart."""


def money_by_group(view: Formatter) -> Section:
    """Least … most per province, stream, purpose and own money."""
    title = view.say("groups" if "province" in view.case.levels else "groups_no_province")
    if not view.facts.blocks_money:
        return Section("groups", title, (Paragraph(view.say("groups_none")),))
    blocks: list[Block] = [Paragraph(view.say("groups_words"))]
    for dimension, frame in view.facts.groups.items():
        if dimension != "own_money":
            blocks += (
                [view.picture(dimension, file=f"by_{dimension}")]
                if dimension in DRAWN_GROUPS
                else []
            )
            blocks.append(group_table(view, dimension, frame))
    return Section("groups", title, tuple(blocks))


def group_table(view: Formatter, dimension: str, frame: pl.DataFrame) -> Table:
    """A breakdown as a table: least … most.

    Where nothing is blocked in all, the outer bounds of what is blocked per group say nothing and
    are left out.
    """
    rows, blocked = [], view.facts.blocks_money
    has_units = frame["freed_most"].null_count() < frame.height
    # a purpose has none: one budget may go to several
    has_budget = frame["budget_eur"].null_count() < frame.height
    for row in frame.iter_rows(named=True):
        cells = [
            view.group_name(dimension, row["group"]),
            *(
                ["–" if row["budget_eur"] is None else view.euros(row["budget_eur"])]
                if has_budget
                else []
            ),
        ]
        cells += [
            _range(view, row, "spent_current_eur"),
            *([_range(view, row, "blocked_eur")] if blocked else []),
        ]
        cells += [_range(view, row, "freed")] if has_units else []
        rows.append(tuple(cells))
    what = view.say(f"group_{dimension}")
    heads = [
        what,
        *(
            view.say(head)
            for head in (
                *(["budget"] if has_budget else []),
                "spent_current",
                *(["blocked"] if blocked else []),
            )
        ),
        *([view.say("freed")] if has_units else []),
    ]
    caption = ("caption_group" if blocked else "caption_group_spent") + (
        "" if has_budget else "_no_budget"
    )
    return Table(
        view.say(caption, what=what),
        tuple(heads),
        tuple(rows),
        folded=len(rows) > 8,
        file=f"by_{dimension}",
    )


def _range(view: Formatter, row: dict[str, float | None], name: str) -> str:
    show = view.euros if name.endswith("_eur") else view.count
    least, most = row[f"{name}_least"], row[f"{name}_most"]
    return "–" if least is None or most is None else view.between(show(least), show(most))
