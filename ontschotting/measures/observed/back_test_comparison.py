"""The model held against what was observed: least … most, errors and verdicts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.lp.program import Array
from ontschotting.measures.observed.observations import OBSERVED_MONEY, OBSERVED_UNITS
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.optimal_face import OptimalFace
from ontschotting.support.progress import ReportProgress
from ontschotting.support.tolerances import NEGLIGIBLE, REACH

VERDICTS = ("above_possible", "above_best", "within", "below_best", "no_comparison")
"""Observed against the model: more than any allocation within the walls allows, more than any best
one, between them, less than every best one, or not comparable.
"""

_ERRORS = {
    **dict.fromkeys(
        ("error_least", "error_most", "relative_least", "relative_most"),
        pl.Float64,
    ),
    "verdict": pl.String,
}
_UNITS = {
    **OBSERVED_UNITS,
    **dict.fromkeys(("least_units", "most_units", "possible_units"), pl.Float64),
    **_ERRORS,
}
_MONEY = {
    **OBSERVED_MONEY,
    **dict.fromkeys(("unspent_least_eur", "unspent_most_eur"), pl.Float64),
    **_ERRORS,
}


def compared_years(observed: pl.DataFrame, regime_program: RegimeProgram) -> set[int]:
    """Return the years in which the case delivers and of which every area has an observation.

    Rows over all years sum over these, so that areas can be compared.

    Args:
        observed: What was observed, as `observed_units` returns it
        regime_program: The program of the current regime
    """
    years_of_areas = [
        set(group["year"].to_list()) for _, group in observed.group_by("level", "area", "outcome")
    ]
    return (
        set.intersection(*years_of_areas, _delivery_years(regime_program))
        if observed.height
        else set()
    )


def compare_units(
    case: Case,
    face: OptimalFace,
    observed: pl.DataFrame,
    years: set[int],
    each_year: bool,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    """Hold the units of every area against what was observed there.

    Args:
        case: The case
        face: The allocations of the greatest value under the current regime
        observed: What was observed, as `observed_units` returns it
        years: The years that the rows over all years sum over
        each_year: Whether to compare each year too
        report_progress: Called with a word before each row

    Returns:
        The frame of `BackTest.units`.
    """
    areas, regime_program = areas_of(case), face.questions.regime_program
    rows: list[tuple[object, ...]] = []
    for (level, area, outcome), group in observed.group_by(
        "level", "area", "outcome", maintain_order=True
    ):
        plans = None if level == "national" else sorted(areas.plans_in(str(level), str(area)))
        for year, chosen, units in _rows_to_compare(group, years, each_year):
            report_progress(f"{area or level} {year or ''}".strip())
            key = (level, area, year, outcome, units)
            if not chosen & _delivery_years(regime_program):
                rows.append((*key, *[None] * 7, "no_comparison"))
                continue
            cost = _unit_count(regime_program, plans, chosen, str(outcome))
            least, most = face.range(cost, 1.0)
            possible = max(most, face.most_of_all(cost)) if np.any(cost) else 0.0
            verdict = _verdict(units, least, most, possible)
            rows.append((*key, least, most, possible, *_errors(units, least, most), verdict))
    return pl.DataFrame(rows, schema=_UNITS, orient="row")


def compare_money(
    case: Case, face: OptimalFace, observed: pl.DataFrame, report_progress: ReportProgress
) -> pl.DataFrame:
    """Hold the money of every stream that stays unspent against what was observed.

    Args:
        case: The case
        face: The allocations of the greatest value under the current regime
        observed: What was observed, as `observed_money` returns it
        report_progress: Called with the name of each stream

    Returns:
        The frame of `BackTest.money`.
    """
    regime_program = face.questions.regime_program
    budgets = dict(case.budgets.group_by("stream").agg(pl.col("amount_eur").sum()).iter_rows())
    rows: list[tuple[object, ...]] = []
    for stream, offered_eur, unspent_eur in observed.iter_rows():
        key = (stream, offered_eur, unspent_eur)
        if unspent_eur is None:
            rows.append((*key, *[None] * 6, "no_comparison"))
            continue
        report_progress(stream)
        spent = regime_program.total(regime_program.spending_from(pl.col("stream") == stream))
        spent_least, spent_most = face.range(spent, regime_program.euro_unit)
        budget_eur = budgets.get(stream, 0.0)
        least, most = max(0.0, budget_eur - spent_most), max(0.0, budget_eur - spent_least)
        least = 0.0 if least <= REACH * max(1.0, budget_eur) else least
        verdict = _verdict(unspent_eur, least, most, float("inf"))
        rows.append((*key, least, most, *_errors(unspent_eur, least, most), verdict))
    return pl.DataFrame(rows, schema=_MONEY, orient="row")


def _delivery_years(regime_program: RegimeProgram) -> set[int]:
    return set(regime_program.columns.units["delivery_year"].unique().to_list())


def _rows_to_compare(
    group: pl.DataFrame, years: set[int], each_year: bool
) -> Iterator[tuple[int | None, set[int], float]]:
    """Yield the year (None: all of them), the years that count in it, and the observed units."""
    if each_year:
        for year, units in group.select("year", "observed_units").iter_rows():
            yield year, {year}, units
    shared = sorted(set(group["year"].to_list()) & years)
    if shared:
        units = group.filter(pl.col("year").is_in(shared))["observed_units"].sum()
        yield None, set(shared), float(units)


def _unit_count(
    regime_program: RegimeProgram, plans: list[str] | None, years: set[int], outcome: str
) -> Array:
    """Return a cost that counts the units of an outcome in some plans (None: all) and years."""
    counts = pl.col("delivery_year").is_in(sorted(years)) & (pl.col("outcome") == outcome)
    if plans is not None:
        counts &= pl.col("plan").is_in(plans)
    units = regime_program.columns.outcomes.filter(counts)
    return regime_program.total(units, units["per_unit"].to_numpy())


def _errors(observed: float, least: float, most: float) -> tuple[float | None, ...]:
    """Return model less observed, at both ends, absolute and as a share of what was observed."""
    least_error, most_error = least - observed, most - observed
    if not observed:
        return least_error, most_error, None, None
    return least_error, most_error, least_error / observed, most_error / observed


def _verdict(observed: float, least: float, most: float, possible: float) -> str:
    """Return where the observed number lies; the tolerance of *reach* makes no difference."""
    noise = 4 * REACH * max(1.0, observed, most if np.isfinite(most) else 0.0) + NEGLIGIBLE
    if observed > possible + noise:
        return "above_possible"
    if observed > most + noise:
        return "above_best"
    return "below_best" if observed < least - noise else "within"
