"""Money that may not come: how much of it there is, and how readers are told."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount


@dataclass(frozen=True)
class UncertainMoney:
    """The budgets with a `chance` below 1.

    Attributes:
        total_eur: Their sum, in euros
        expected_eur: The sum of each budget times its chance, in euros
        budget_eur: The sum of all budgets of the case, in euros
    """

    total_eur: float
    expected_eur: float
    budget_eur: float


def uncertain_money(case: CaseTables) -> UncertainMoney | None:
    """Return how much of the money of a case may not come, or None where all of it is certain.

        total = Σ amount over budgets with chance < 1, expected = Σ chance · amount over the same

    Args:
        case: The case
    """
    budgets = case.with_defaults["budgets"]
    uncertain = budgets.filter((pl.col("chance") < 1) & (pl.col("amount_eur") > 0))
    if uncertain.is_empty():
        return None
    return UncertainMoney(
        float(uncertain["amount_eur"].sum()),
        float((uncertain["amount_eur"] * uncertain["chance"]).sum()),
        float(budgets["amount_eur"].sum()),
    )


def uncertain_money_sentences(case: CaseTables, lang: str, *, drawn: bool = False) -> list[str]:
    """Say how much of the money is not certain; nothing where all of it is.

    Args:
        case: The case
        lang: `nl` or `en`
        drawn: The result comes from draws in which such money comes or not
    """
    money = uncertain_money(case)
    if money is None:
        return []
    words = texts("answers.uncertain_money", lang)
    share = words["share"].format(
        budget=amount(money.budget_eur, lang, "eur"),
        uncertain=amount(money.total_eur, lang, "eur"),
        expected=amount(money.expected_eur, lang, "eur"),
    )
    return [share, words["drawn" if drawn else "counted"]]
