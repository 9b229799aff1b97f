"""Write the targets, the shortfall and what extra money does."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.support.numerics import series_max, series_min


def targets(view: Formatter) -> Section | None:
    """The targets."""
    gap = view.facts.answers.targets
    if gap is None:
        return None
    blocks: list[Block] = [Paragraph(" ".join(gap.sentences(view.lang)))]
    rows = tuple(
        (view.euros(extra), view.count(current), view.count(lifted))
        for extra, current, lifted in gap.curve.iter_rows()
    )
    blocks.append(
        view.picture(
            "promise",
            view.table("q_extra", ("q_extra_money", "within", "without"), rows, file="extra_money"),
        )
    )
    short = gap.current.shortfall.filter(pl.col("short") > 0).with_columns(
        gap.lifted.shortfall.filter(gap.current.shortfall["short"] > 0)["short"].alias("lifted")
    )
    cells = tuple(
        (
            row["area"] or view.say("q_nation"),
            str(row["year"] or "–"),
            view.count(row["target"]),
            view.count(row["units"]),
            view.count(row["short"]),
            view.count(row["lifted"]),
        )
        for row in short.iter_rows(named=True)
    )
    if cells:
        heads = tuple(
            view.say(head)
            for head in ("q_area", "q_year", "q_target", "q_units", "q_short", "q_short_lifted")
        )
        blocks.append(
            Table(view.say("q_shortfalls"), heads, cells, texts=2, folded=True, file="targets")
        )
    return Section("promise", view.say("q_promise"), tuple(blocks))


def extra_helps(curve: pl.DataFrame) -> bool:
    """Whether extra money changes anything that a chart could show."""
    return any(
        series_max(curve[name], 0.0) - series_min(curve[name], 0.0)
        > 1e-6 * max(1.0, series_max(curve[name], 0.0))
        for name in ("current_value", "lifted_value")
    )
