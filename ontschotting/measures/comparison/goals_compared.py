"""What every goal gains or loses in a comparison: a row for each, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_name
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.solving.outcome_ranges import Range, outcome_ranges
from ontschotting.support.tolerances import negligible
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount

Ranges = Mapping[str, Range]

COLUMNS = tuple(
    f"{side}_{end}" for side in ("current", "lifted", "freed") for end in ("least", "most")
)


def compare_goals(regimes: TwoRegimes) -> pl.DataFrame:
    """Return what every outcome has in both regimes, as least … most.

    The ranges run over the optimal allocations of least spending. What falls free pairs their ends:
    from (least lifted − most current) to (most lifted − least current). So it is one number where
    there is one outcome.

    Args:
        regimes: What is compared

    Returns:
        `outcome`, `unit`, and `current`, `lifted` and `freed`, each as `_least` and `_most`; null
        where the lifted regime allows nothing.
    """
    case, value = regimes.case, regimes.value_lifted
    current = outcome_ranges(regimes.current, regimes.value_current)
    lifted: Ranges = {} if value is None else outcome_ranges(regimes.lifted, value)
    units = dict(case.outcomes.select("outcome", "unit").iter_rows())
    rows = [
        (name, units.get(name), *here, *_beside(here, lifted.get(name)))
        for name, here in current.items()
    ]
    schema = {"outcome": pl.String, "unit": pl.String, **dict.fromkeys(COLUMNS, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _beside(current: Range, lifted: Range | None) -> tuple[float | None, ...]:
    """Return the range without walls, and that of what falls free."""
    if lifted is None:
        return None, None, None, None
    freed = (lifted[0] - current[1], lifted[1] - current[0])
    noise = negligible(max(current[1], lifted[1]))
    return (*lifted, *(0.0 if abs(amount) <= noise else amount for amount in freed))


def outcomes_shown(
    case: Case, current: Mapping[str, float], lifted: Mapping[str, float], goals: pl.DataFrame
) -> pl.DataFrame:
    """Return the units of the allocations shown beside their range; see `Comparison.outcomes`.

    Args:
        case: The case
        current: Units per outcome within the walls
        lifted: The same without them; empty where nothing is allowed
        goals: As `compare_goals` returns them
    """
    shares = dict(case.outcomes.select("outcome", "additional_share").iter_rows())
    rows = [(name, units, lifted.get(name), shares.get(name)) for name, units in current.items()]
    numbers = ("current_units", "lifted_units", "additional_share")
    schema = {"outcome": pl.String, **dict.fromkeys(numbers, pl.Float64)}
    freed = pl.col("lifted_units") - pl.col("current_units")
    return (
        pl.DataFrame(rows, schema=schema, orient="row")
        .with_columns(
            freed.alias("freed_units"),
            (freed * pl.col("additional_share")).alias("additional_freed_units"),
        )
        .join(goals, on="outcome", how="left", maintain_order="left")
    )


def named_goals(case: Case, goals: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return goals with the `name` that readers know.

    Args:
        case: The case, which names them
        goals: As `compare_goals` returns them
        lang: `nl` or `en`
    """
    names = [outcome_name(case, outcome, lang) for outcome in goals["outcome"]]
    return goals.with_columns(pl.Series("name", names, dtype=pl.String))


def may_lose(goals: pl.DataFrame) -> bool:
    """Tell whether some goal can get less when the walls fall.

    Args:
        goals: As `compare_goals` returns them
    """
    return bool((goals["freed_least"] < 0).any())


def goal_words(case: Case, goals: pl.DataFrame, lang: str) -> str:
    """Write what every goal gains or loses, side by side.

    Args:
        case: The case, which names the goals
        goals: As `compare_goals` returns them
        lang: `nl` or `en`
    """
    words = texts("answers.goal", lang)
    return "; ".join(
        words["compared"].format(
            name=outcome_name(case, row["outcome"], lang),
            unit="" if row["unit"] is None else f" ({row['unit']})",
            current=between(row["current_least"], row["current_most"], lang),
            lifted=between(row["lifted_least"], row["lifted_most"], lang),
            change=change_words(row["freed_least"], row["freed_most"], lang),
        )
        for row in goals.iter_rows(named=True)
    )


def goal_table(case: Case, goals: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return what every goal has in both regimes as readers see it, under headers in words.

    Args:
        case: The case, which names the goals
        goals: As `compare_goals` returns them
        lang: `nl` or `en`
    """
    words = texts("answers.goal", lang)
    rows = [
        (
            outcome_name(case, row["outcome"], lang),
            row["unit"] or "",
            between(row["current_least"], row["current_most"], lang),
            between(row["lifted_least"], row["lifted_most"], lang),
            change_words(row["freed_least"], row["freed_most"], lang),
        )
        for row in goals.iter_rows(named=True)
    ]
    headers = [words[name] for name in ("goal", "unit", "within", "without", "difference")]
    return pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row")


def between(least: float | None, most: float | None, lang: str) -> str:
    """Write a range, as one number where its ends are read alike.

    Args:
        least: The one end
        most: The other
        lang: `nl` or `en`
    """
    ends = amount(least, lang), amount(most, lang)
    if ends[0] == ends[1]:
        return ends[0]
    return texts("answers.goal", lang)["between"].format(least=ends[0], most=ends[1])


def change_words(least: float | None, most: float | None, lang: str) -> str:
    """Write what falls free of a goal, or is lost.

    Args:
        least: The one end of its range
        most: The other
        lang: `nl` or `en`
    """
    words = texts("answers.goal", lang)
    if least is None or most is None:
        return amount(None, lang)
    if least == most == 0:
        return words["same"]
    if least >= 0:
        return words["more"].format(units=between(least, most, lang))
    if most <= 0:
        return words["less"].format(units=between(-most, -least, lang))
    return words["either"].format(less=amount(-least, lang), more=amount(most, lang))
