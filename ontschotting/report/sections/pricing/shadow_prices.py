"""Write the prices of walls and budgets."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Block, Paragraph, Section
from ontschotting.report.formatting import Formatter
from ontschotting.words.numbers import number


def shadow_prices(view: Formatter) -> Section:
    """Prices of walls and budgets."""
    prices = view.facts.answers.prices
    blocks: list[Block] = [Paragraph(" ".join(prices.sentences(view.lang)))]
    dear = prices.walls.filter(pl.col("value_per_eur") > 0)
    listed = (dear if dear.height else prices.walls).select("stream", "purpose", "value_per_eur")
    rows = tuple(
        (view.stream_names.get(s, s), view.purpose_name(p), view.count(1e6 * price))
        for s, p, price in listed.iter_rows()
    )
    if listed.height:
        blocks.append(
            view.picture(
                "margin",
                view.table(
                    "q_prices",
                    ("stream", "q_purpose", "q_per_million"),
                    rows,
                    texts=2,
                    file="prices",
                ),
            )
        )
    worth = prices.budgets.filter(pl.col("value_per_eur") > 0)
    blocks.append(
        Paragraph(
            view.say("q_budgets_none")
            if worth.is_empty()
            else view.say(
                "q_budgets",
                count=number(worth.height, view.lang),
                all=number(prices.budgets.height, view.lang),
            )
        )
    )
    return Section("margin", view.say("q_margin"), tuple(blocks))
