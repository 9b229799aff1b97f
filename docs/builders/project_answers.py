"""Computes what the model says of the cases of real projects: two tables of docs/.

`project-answers.csv` has a row per project, situation and regime; `project-shares.csv` one per
share of the cost that one purpose takes, since no source gives the cost per purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

import ontschotting as on
from docs.builders.readings import readings
from ontschotting.case.case import Case
from ontschotting.measures.policy.closing import Closing

LIFTED = on.INTEGRAL.with_awarded()
"""The same money, had it come without the walls of purpose, period and stacking."""
STEPS = [step / 10 for step in range(11)]
CASE = "case"
"""The name of the case itself among its readings."""


@dataclass(frozen=True)
class Situation:
    """One way to look at a project.

    Attributes:
        name: Of the situation
        reading: The variant, or `case`
        without: Which rows of *budgets* were not there; None for all of them
    """

    name: str
    reading: str = CASE
    without: pl.Expr | None = None


@dataclass(frozen=True)
class Shares:
    """A division of the cost that no source gives.

    Attributes:
        reading: The variant, or `case`
        first, second: The purposes between which the cost is divided
    """

    reading: str
    first: str
    second: str


@dataclass(frozen=True)
class Project:
    """What is asked of a project: its situations, which of them is drawn, and its divisions."""

    situations: tuple[Situation, ...]
    drawn: str
    shares: tuple[Shares, ...] = ()


_AFTER_NOVEMBER_2016 = (
    pl.col("stream").is_in(["ienm", "flevoland"]) & (pl.col("year") == 2016)
) | (
    pl.col("stream").is_in(["ienm_research", "noord_holland"])
    | ((pl.col("stream") == "lottery") & (pl.col("year") == 2017))
)
PROJECTS = {
    "waterdunen": Project(
        (Situation("as_it_was"), Situation("before", without=pl.col("year") == 2016)),
        drawn="before",
        shares=(Shares(CASE, "nature", "place"),),
    ),
    "ooijen-wanssum": Project(
        (Situation("as_it_was"), Situation("apart", "apart")),
        drawn="as_it_was",
        shares=(Shares(CASE, "flood", "region_goals"), Shares("apart", "flood", "region_goals")),
    ),
    "marker-wadden": Project(
        (
            Situation("as_it_was"),
            Situation("before", without=_AFTER_NOVEMBER_2016),
            Situation("apart", "apart"),
        ),
        drawn="before",
        shares=(Shares("apart", "nature", "water"),),
    ),
    "zwolle-spoorzone": Project(
        (
            Situation("asked"),
            Situation("refused", without=pl.col("stream") == "wbi"),
            Situation("package", "2021"),
        ),
        drawn="refused",
    ),
}


def case_of(project: str, situation: Situation) -> Case:
    """Return the case of a situation: what was not there stays a row of nothing."""
    case = readings(project, CASE)[situation.reading]
    if situation.without is None:
        return case
    amount = pl.when(situation.without).then(0.0).otherwise("amount_eur").alias("amount_eur")
    return case.with_table("budgets", case.budgets.with_columns(amount))


def drawn_closing(project: str) -> Closing:
    """Return the answer whose chart stands on the page of a project."""
    situations = {each.name: each for each in PROJECTS[project].situations}
    return on.closing(case_of(project, situations[PROJECTS[project].drawn]), LIFTED)


def divided(case: Case, shares: Shares, share: float) -> Case:
    """Return a case in which the first purpose takes this share of what both cost together."""
    both = pl.col("purpose").is_in([shares.first, shares.second])
    part = pl.when(purpose=shares.first).then(share).otherwise(1 - share)
    whole = pl.col("eur_per_unit").filter(both).sum().over("plan_type")
    # Never rounded up: both parts together may not exceed the total.
    cost = pl.when(both).then((whole * part * 100 + 1e-3).floor() / 100).otherwise("eur_per_unit")
    margins = [name for name in case.costs.columns if name.startswith("eur_per_unit_")]
    return case.with_table(
        "costs", case.costs.with_columns(cost.alias("eur_per_unit")).drop(margins)
    )


def assumed(case: Case, shares: Shares) -> dict[str, float]:
    """Return the share of the first purpose as the case assumes it: `low`, `central`, `high`."""
    units = dict(case.plans.select("plan_type", "capacity_units").iter_rows())
    sums = dict.fromkeys(("eur_per_unit_low", "eur_per_unit", "eur_per_unit_high"), 0.0)
    whole = 0.0
    for row in case.costs.iter_rows(named=True):
        if row["purpose"] in (shares.first, shares.second):
            whole += row["eur_per_unit"] * units[row["plan_type"]]
        if row["purpose"] == shares.first:
            for column in sums:
                sums[column] += row[column] * units[row["plan_type"]]
    ends = zip(("low", "central", "high"), sums.values(), strict=True)
    # Euros per unit are rounded down, so all of it may come out above the whole by a cent.
    return {end: min(1.0, eur / whole) for end, eur in ends}


def answers() -> pl.DataFrame:
    """Return a row per project, situation and regime."""
    rows = []
    for project, asked in PROJECTS.items():
        for situation in asked.situations:
            found = on.closing(case_of(project, situation), LIFTED)
            for side in ("current", "lifted"):
                first_years = found.plans[f"{side}_first_year"].drop_nulls()
                rows.append(
                    {
                        "project": project,
                        "situation": situation.name,
                        "regime": side,
                        "plans": found.plans.height,
                        "closing": int(found.plans[f"{side}_closes"].sum()),
                        "short_together_eur": getattr(found, f"{side}_short_together_eur"),
                        "last_first_year": first_years.max(),
                        "walls": " ".join(sorted(set(found.plans["walls"].explode().drop_nulls()))),
                    }
                )
    return pl.DataFrame(rows).with_columns(pl.col("short_together_eur").round(0))


def share_answers() -> pl.DataFrame:
    """Return a row per project, reading and share of the first purpose."""
    rows = []
    for project, asked in PROJECTS.items():
        for shares in asked.shares:
            case = readings(project, CASE)[shares.reading]
            ends = {share: end for end, share in assumed(case, shares).items()}
            for share in sorted({*STEPS, *ends}):
                # All plans together make the goals, so what these are short is what closing takes.
                gap = on.target_gap(divided(case, shares, share), LIFTED, steps=[0.0])
                rows.append(
                    {
                        "project": project,
                        "reading": shares.reading,
                        "share": share,
                        "assumed": ends.get(share, ""),
                        "current_short_eur": gap.current.top_up_eur,
                        "lifted_short_eur": gap.lifted.top_up_eur,
                    }
                )
    return pl.DataFrame(rows).with_columns(
        pl.selectors.ends_with("_eur").round(0), pl.col("share").round(9)
    )


def compute(folder: Path) -> None:
    """Write both tables.

    Args:
        folder: The folder of the documentation
    """
    answers().write_csv(folder / "project-answers.csv")
    share_answers().write_csv(folder / "project-shares.csv")
