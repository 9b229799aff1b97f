"""Distributions of uncertain inputs by name, and which inputs a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.uncertain_inputs import UncertainInput, moving_columns, number_group
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import SAME_NUMBER
from ontschotting.words.messages import problem

Distribution = str | tuple[float, ...]
"""The name of a distribution, or the factors of an empirical one."""

GivenDistribution = str | Sequence[float]
"""A distribution as a caller gives it."""

NAMES = ("triangular", "uniform", "normal", "lognormal")

_SPREAD = 3.92
"""A margin is so many standard deviations wide: it holds 95 in 100 before it is cut off."""

Input = tuple[str, str, str]
"""Table, column, and the group of rows that share one random number in a draw."""


def quantiles(
    distribution: Distribution,
    share: np.ndarray,
    low: np.ndarray,
    value: np.ndarray,
    high: np.ndarray,
) -> np.ndarray:
    """Return quantiles of a distribution for each row of a group.

    Args:
        distribution: A name, or the factors of an empirical one
        share: Of the probability below each quantile, from 0 to 1
        low: The low end of each margin
        value: The value itself
        high: The high end
    """
    if isinstance(distribution, tuple):
        factors = np.sort(np.array(distribution))
        place = np.minimum((share * len(factors)).astype(int), len(factors) - 1)
        empirical: np.ndarray = value * factors[place]
        return empirical
    if distribution == "uniform":
        even: np.ndarray = low + share * (high - low)
        return even
    if distribution == "normal":
        return cut_normal(share, low, value, high)
    if distribution == "lognormal":
        with np.errstate(divide="ignore", invalid="ignore"):  # of rows that have no margin
            logarithms = np.log(low), np.log(value), np.log(high)
            grown: np.ndarray = np.exp(cut_normal(share, *logarithms))
        return grown
    return triangular(share, low, value, high)


def triangular(
    share: np.ndarray, low: np.ndarray, mode: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """Return quantiles of triangular distributions.

    With F = (mode − low) / (high − low):
    low + √(share · (high − low) · (mode − low)) where share < F,
    high − √((1 − share) · (high − low) · (high − mode)) elsewhere.

    Args:
        share: Of the probability below each quantile, from 0 to 1
        low: The least value of each distribution
        mode: The likeliest
        high: The greatest
    """
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - share) * (high - low) * (high - mode))
    quantile: np.ndarray = np.where(share * (high - low) < mode - low, rising, falling)
    return quantile


def cut_normal(
    share: np.ndarray, low: np.ndarray, mean: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """Return quantiles of normal distributions that are cut off at both ends of a margin.

    With s = (high − low) / 3.92, a = Φ((low − mean) / s) and b = Φ((high − mean) / s):
    mean + s · Φ⁻¹(a + share · (b − a)).

    Args:
        share: Of the probability below each quantile, from 0 to 1
        low: Where each distribution begins
        mean: Of the normal distribution before it is cut off
        high: Where it ends
    """
    from scipy.special import ndtr, ndtri  # heavy: loaded when a distribution asks for it

    with np.errstate(divide="ignore", invalid="ignore"):  # of rows that have no margin
        spread = (high - low) / _SPREAD
        least, most = ndtr((low - mean) / spread), ndtr((high - mean) / spread)
        drawn = mean + spread * ndtri(least + share * (most - least))
    cut: np.ndarray = np.clip(drawn, low, high)
    return cut


@dataclass(frozen=True)
class Distributions:
    """The distribution of each input; what is not named is triangular.

    Attributes:
        by_input: By table, column and group
        leave_margins: Whether a draw may lie outside the margins of the tables
    """

    by_input: Mapping[Input, Distribution] = field(default_factory=dict)
    leave_margins: bool = False

    def words(self) -> str:
        """Say what is decided here: part of the key of the cache of a draw."""
        return repr(sorted(self.by_input.items(), key=repr)) if self.by_input else ""


def named_inputs(case: Case) -> dict[str, list[Input]]:
    """Return the inputs with a margin by every name they may be given.

    A group of rows (`land`), one column of it (`land: eur_per_unit`, as `tornado` names it), or the
    group with its kind (`purpose land`) where a stream has the same name.
    """
    inputs: dict[str, list[Input]] = {}
    for table, column, group in _moving_groups(case):
        short = group.removeprefix("column ").partition(" ")
        display = short[0] if group.startswith("column ") else short[2]
        names = (display, UncertainInput(table, column, display, None).name, group)
        for name in dict.fromkeys(names):
            inputs.setdefault(name, []).append((table, column, group))
    return inputs


def _moving_groups(case: Case) -> Iterator[Input]:
    """Give table, column and group of everything that has a margin."""
    for table, column in moving_columns(case):
        frame = case.tables[table]
        ends = [name for end in ("low", "high") if (name := f"{column}_{end}") in frame.columns]
        moves = pl.any_horizontal(pl.col(name).is_not_null() for name in ends)
        groups = frame.filter(moves).with_columns(number_group(case, table, column))["_group"]
        for group in groups.unique().sort():
            yield table, column, group


def distributions_of(
    case: Case, given: GivenDistribution | Mapping[str, GivenDistribution] | None
) -> Distributions:
    """Return the distribution of each input, checked against the case.

    Args:
        case: The case
        given: One for all inputs, or by the name of an input. The name of one column goes before
            that of its group

    Raises:
        QuestionError: For a name that the case does not have, or a distribution that does not fit.
    """
    if given is None:
        return Distributions()
    inputs = named_inputs(case)
    chosen: dict[Input, Distribution] = {}
    if not isinstance(given, Mapping):
        distribution = _checked(given, "every input")
        chosen = {each: distribution for listed in inputs.values() for each in listed}
    else:
        # a group first, then its columns: what is said of one column holds
        for name in sorted(given, key=lambda name: ": " in name):
            distribution = _checked(given[name], name)
            for each in inputs_called(name, inputs, "distributions"):
                chosen[each] = distribution
    for (table, column, group), distribution in chosen.items():
        _check_fits(case, table, column, group, distribution)
    leaves = [
        _leaves_margin(case, each, factors)
        for each, factors in chosen.items()
        if isinstance(factors, tuple)
    ]
    return Distributions(chosen, any(leaves))


def inputs_called(name: str, inputs: Mapping[str, list[Input]], argument: str) -> list[Input]:
    """Return the inputs that a name means; raise QuestionError where there are none."""
    if name not in inputs:
        known = _readable(inputs)
        raise QuestionError(
            problem(
                "unknown_input",
                argument=argument,
                name=name,
                hint=did_you_mean(str(name), inputs),
                known=known,
            )
        )
    return inputs[name]


def _readable(inputs: Iterable[str]) -> str:
    """Return the names that `tornado` uses, or a word where there are none."""
    return ", ".join(name for name in inputs if ": " in name) or "none, as no table has a margin"


def _checked(distribution: GivenDistribution, name: str) -> Distribution:
    """Return a distribution in one form; raise QuestionError for what is none."""
    if isinstance(distribution, str):
        if distribution not in NAMES:
            raise QuestionError(
                problem(
                    "unknown_distribution",
                    name=name,
                    distribution=distribution,
                    hint=did_you_mean(distribution, NAMES),
                    names=", ".join(NAMES),
                )
            )
        return distribution
    try:
        factors = tuple(float(factor) for factor in distribution)
    except (TypeError, ValueError):
        factors = ()
    if not factors or not all(0 <= factor < np.inf for factor in factors):
        raise QuestionError(problem("no_factors", name=name, distribution=distribution))
    return factors


def _leaves_margin(case: Case, moving: Input, factors: tuple[float, ...]) -> bool:
    """Tell whether a factor brings a row outside its margin; an end that is blank is the value."""
    table, column, group = moving
    frame = case.tables[table].with_columns(number_group(case, table, column))
    rows = frame.filter(pl.col("_group") == group)
    low, high = (
        pl.coalesce(name, column) if (name := f"{column}_{end}") in frame.columns else column
        for end in ("low", "high")
    )
    moving_rows = rows.select(low=low, value=column, high=high).filter(
        pl.col("low") < pl.col("high")
    )
    less, more = (pl.col("value") * each for each in (min(factors), max(factors)))
    # what multiplying leaves of a factor that ends at the margin itself is not outside it
    outside = (less < pl.col("low") * (1 - SAME_NUMBER)) | (
        more > pl.col("high") * (1 + SAME_NUMBER)
    )
    return bool(moving_rows.select(outside.any()).item())


def _check_fits(
    case: Case, table: str, column: str, group: str, distribution: Distribution
) -> None:
    """Refuse a distribution that a group of rows cannot have."""
    frame = case.tables[table].with_columns(number_group(case, table, column))
    rows = frame.filter(pl.col("_group") == group)
    where = f"sweep | distributions, {table}, column {column}, {group}"
    if distribution == "lognormal":
        low = f"{column}_low"
        least = pl.coalesce(low, column) if low in frame.columns else pl.col(column)
        if (rows.select(least.alias("least"))["least"].fill_null(1.0) <= 0).any():
            raise QuestionError(problem("lognormal_at_zero", where=where))
    if isinstance(distribution, tuple):
        declared = TABLES[table].by_name[column]
        values = rows[column].drop_nulls().cast(pl.Float64)
        greatest = values.max() or 0.0
        assert isinstance(greatest, float)
        most = greatest * max(distribution)
        if declared.high is not None and (
            most > declared.high or (declared.below_high and most >= declared.high)
        ):
            raise QuestionError(
                problem(
                    "factor_too_high",
                    where=where,
                    factor=max(distribution),
                    most=most,
                    high=declared.high,
                )
            )
