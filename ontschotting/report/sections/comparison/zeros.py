"""Write in one table what was asked too and is zero."""

from __future__ import annotations

import polars as pl

from ontschotting.report.blocks import Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.selection import (
    extra_money_helps,
    has_gain_of_years,
    has_scenario_gain,
)
from ontschotting.support.numerics import series_max


def zeros(report: LocalizedReport) -> Section | None:
    """Write each question whose answer is zero; nothing where every question has another answer."""
    formatter = report.formatter
    rows = tuple((question, formatter.text(zero)) for question, zero in _questions(report))
    if not rows:
        return None
    headers = formatter.texts("question", "zero_answer")
    table = Table(formatter.text("zeros_caption"), headers, rows, text_columns=2)
    return Section("zeros", formatter.text("zeros"), (table,))


def _questions(report: LocalizedReport) -> list[tuple[str, str]]:
    """Return the questions with answer zero, and how their zero is called."""
    formatter, data = report.formatter, report.data
    questions = []
    if not has_scenario_gain(data):
        rows = data.values.scenarios.select("scenario", "level").iter_rows()
        names = "; ".join(report.labels.scenario(*row) for row in rows)
        questions.append((formatter.text("zero_scenarios", names=names), "zero_units"))
    if not has_gain_of_years(data):
        names = "; ".join(formatter.text(f"q_{rule}") for rule in data.policy.years.rules["lift"])
        questions.append((formatter.text("zero_years", names=names), "zero_units"))
    targets = data.policy.targets
    if targets is not None and not extra_money_helps(targets.curve):
        most = formatter.euros(series_max(targets.curve["extra_eur"], 0.0))
        questions.append((formatter.text("zero_extra_money", most=most), "zero_units"))
    if not data.main.has_gain:
        questions.append((formatter.text("zero_crossing"), "zero_euros"))
        questions.append((formatter.text("zero_top_up"), "zero_euros"))
    if not data.main.blocks_money:
        questions.append((formatter.text("zero_blocked"), "zero_euros"))
    prices = data.pricing.shadow_prices
    has_price = pl.col("value_per_eur") > 0
    if prices.budgets.filter(has_price).is_empty() and prices.walls.filter(has_price).is_empty():
        questions.append((formatter.text("zero_prices"), "zero_units"))
    return questions
