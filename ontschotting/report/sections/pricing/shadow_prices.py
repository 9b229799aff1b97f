"""Write what one more euro is worth behind each wall and in each budget."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Block, Paragraph, Picture, Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.numbers import number


def shadow_prices(report: LocalizedReport) -> Section | None:
    """Write the prices of walls, and how many budgets have one; nothing where no euro has one."""
    formatter, prices = report.formatter, report.data.pricing.shadow_prices
    priced = prices.budgets.filter(pl.col("value_per_eur") > 0)
    has_price = pl.col("value_per_eur") > 0
    if priced.is_empty() and prices.walls.filter(has_price).is_empty():
        return None
    blocks: list[Block] = [Paragraph(" ".join(prices.sentences(report.lang)))]
    if prices.walls.height:
        blocks.append(_walls_picture(report, prices.walls))
    if priced.is_empty():
        sentence = formatter.text("q_budgets_none")
    else:
        sentence = formatter.text(
            "q_budgets",
            count=number(priced.height, report.lang),
            all=number(prices.budgets.height, report.lang),
        )
    return Section("margin", formatter.text("q_margin"), (*blocks, Paragraph(sentence)))


def _walls_picture(report: LocalizedReport, walls: pl.DataFrame) -> Picture:
    """Show the walls with a price; all of them where none has one."""
    formatter, labels = report.formatter, report.labels
    priced = walls.filter(pl.col("value_per_eur") > 0)
    rows = (
        (labels.stream(stream), labels.purpose(purpose), formatter.ratio(1e6 * value_per_eur))
        for stream, purpose, value_per_eur in (priced if priced.height else walls)
        .select("stream", "purpose", "value_per_eur")
        .iter_rows()
    )
    headers = ("stream", "q_purpose", "q_per_million")
    table = formatter.table("q_prices", headers, rows, text_columns=2, file="prices")
    return formatter.picture("margin", table)
