"""Draws the charts of the answers in the report."""

from __future__ import annotations

from typing import Any

import polars as pl
from matplotlib.axes import Axes

from ontschotting.case.labels import player_label
from ontschotting.charts.attribution.attribution import attribution_chart, ladder_chart
from ontschotting.charts.attribution.choice import choice_chart
from ontschotting.charts.comparison.scenarios import scenarios_chart
from ontschotting.charts.observed.fragmentation import fragmentation_chart
from ontschotting.charts.policy.conditions import conditions_chart
from ontschotting.charts.pricing.explanation import explanation_chart
from ontschotting.charts.pricing.extra_money import extra_money_chart
from ontschotting.charts.pricing.shadow_prices import shadow_prices_chart
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.policy.targets import extra_helps


def answer_axes(view: Formatter, look: dict[str, Any]) -> dict[str, Axes]:
    """The charts by name; those that would show nothing are left out.

    `look` is what every chart of the report shares.
    """
    answers, lang = view.facts.answers, view.lang
    counted = {**look, "units": view.units}
    found: dict[str, Axes] = {}
    # Charts on other data than the headline say so where a reader looks first.
    elsewhere = (
        {
            **counted,
            "units": f"{view.units} ({view.say('unfavourable')})",
            "source": f"{view.source_line}, {view.say('unfavourable')}",
        }
        if answers.data != "central"
        else counted
    )
    if answers.attribution is not None and answers.ladder is not None:
        found["blame"] = attribution_chart(answers.attribution.frame, **elsewhere)
        found["ladder"] = ladder_chart(answers.ladder, **elsewhere)
    if answers.choice is not None:
        named = answers.choice.curve.with_columns(
            pl.Series(
                "chosen",
                [
                    [player_label(view.case, one, lang) for one in some]
                    for some in answers.choice.curve["chosen"]
                ],
                dtype=pl.List(pl.String),
            )
        )
        found["first"] = choice_chart(
            named, whole=answers.choice.whole, over=answers.choice.over, **elsewhere
        )
    table = answers.prices.table
    found["margin"] = shadow_prices_chart(
        table.with_columns(
            pl.Series(
                "name",
                [view.stream_names.get(one, one) for one in table["stream"]],
                dtype=pl.String,
            )
        ),
        **counted,
    )
    if answers.explanation.streams.height:
        streams = answers.explanation.streams
        streams = streams.with_columns(
            pl.Series(
                "name",
                [
                    view.stream_names.get(code, name)
                    for code, name in streams.select("stream", "name").iter_rows()
                ],
                dtype=pl.String,
            )
        )
        found["why"] = explanation_chart(
            streams,
            idle=answers.explanation.idle,
            place=answers.explanation.place.words(lang),
            **look,
        )
    if answers.targets is not None and extra_helps(answers.targets.curve):
        found["promise"] = extra_money_chart(answers.targets.curve, **counted)
    rules = answers.years.rules
    if any(
        gain > view.noise for row in rules.select("free", "awarded").iter_rows() for gain in row
    ):
        named = rules.with_columns(
            pl.Series("name", [view.say(f"q_{one}") for one in rules["lift"]], dtype=pl.String)
        )
        # without awarded money the two questions are one
        asked = ("name", "free", "awarded") if view.facts.price is not None else ("name", "free")
        found["years"] = scenarios_chart(named.select(asked), **counted)
    if answers.terms is not None:
        found["terms"] = conditions_chart(
            answers.terms.terms.filter(pl.col("kind") == "cut"),
            current=answers.terms.current,
            **counted,
        )
    by_purpose = answers.pots.by("purpose")
    if by_purpose.height:
        found["pots"] = fragmentation_chart(by_purpose, **look)
    return found
