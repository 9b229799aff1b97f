"""The back-test.

The current regime of a past case held against what happened, homes per area and year and money that
stayed unspent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.program import Array, Program
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.presets import CURRENT
from ontschotting.results.result import Result
from ontschotting.results.trace import Trace
from ontschotting.solving.questions import REACH, RegimeSolver
from ontschotting.support.progress import ReportProgress, silent
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.labels import outcome_words
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


VERDICTS = ("above_possible", "above_best", "within", "below_best", "no_comparison")
"""Observed against the model: more than any allocation within the walls allows, more than any best
one, between them, less than every best one, or not comparable.
"""

_UNITS = {
    "level": pl.String,
    "area": pl.String,
    "year": pl.Int64,
    "outcome": pl.String,
    "observed_units": pl.Float64,
}
_MONEY = {"stream": pl.String, "offered_eur": pl.Float64, "observed_unspent_eur": pl.Float64}


@dataclass(frozen=True, eq=False, repr=False)
class BackTest(Result):
    """A past case against what happened.

    An optimum is an upper value: less than it may happen and the model is not wrong. More than
    `possible_units` refutes the data of the case there.

    Attributes:
        units: `level`, `area`, `year` (blank: all compared years together), `outcome`,
            `observed_units`, `least_units` and `most_units` over all allocations of the greatest
            value, `possible_units` (the most that any allocation within the walls delivers there),
            `error_least`, `error_most` (model less observed), `relative_least`, `relative_most` (as
            a share of what was observed), `verdict`. Blank where nothing can be compared
        observed_by: Publishers of what was observed, from the sources of the case; blank where the
            frame names none
        money: `stream`, `offered_eur`, `observed_unspent_eur`, `unspent_least_eur`,
            `unspent_most_eur`, the errors and the verdict. For money `above_possible` does not
            occur
        years: The first and last year that count in the rows over all compared years; None when no
            year can be compared
        value: V(c), in all delivery years of the case
        possible: The greatest value when money is no limit
    """

    case: Case
    value: float
    possible: float
    years: tuple[int, int] | None
    units: pl.DataFrame
    money: pl.DataFrame
    observed_by: str
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The comparison of units."""
        return self.units

    @property
    def total(self) -> dict[str, Any] | None:
        """The row of the nation over all compared years.

        None when it was not among what was observed.
        """
        rows = self.units.filter((pl.col("level") == "national") & pl.col("year").is_null())
        return rows.row(0, named=True) if rows.height else None

    @property
    def areas(self) -> pl.DataFrame:
        """The rows of areas below the nation, over all compared years."""
        return self.units.filter((pl.col("level") != "national") & pl.col("year").is_null())

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_words(sorted(self.units["outcome"].unique().to_list()), lang)
        found = self.areas
        counts = {name: found.filter(pl.col("verdict") == name).height for name in VERDICTS}
        areas = sentences(
            "back_test_areas",
            lang,
            count=found.height,
            refuted=counts["above_possible"],
            above=counts["above_best"],
            within=counts["within"],
            below=counts["below_best"],
        )
        total, words = self.total, list[str]()
        if total is not None:
            numbers = {
                key: amount(total[f"{key}_units"], lang)
                for key in ("observed", "least", "most", "possible")
            }
            words += sentences("back_test_total", lang, units=units, **numbers)
        if found.height:
            words += areas
        if self.possible - self.value <= 2 * REACH * max(1.0, self.possible):
            words += sentences("back_test_limited", lang)
        return [*words, *sentences("back_test", lang)]

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The errors per area, over all compared years."""
        from ontschotting.charts.observed.back_test import back_test_chart

        units = outcome_words(sorted(self.units["outcome"].unique().to_list()), lang)
        chosen = self.units.filter(pl.col("year").is_null())
        return back_test_chart(
            chosen,
            ax=ax,
            units=units,
            years=self.years,
            lang=lang,
            source="; ".join(filter(None, (self.case.title, self.observed_by))),
            assumptions=self._assumed,
        )

    @property
    def _assumed(self) -> bool:
        return self.case.rests_on_assumptions

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"units": self.units, "money": self.money}

    def to_json(self) -> dict[str, object]:
        """The rows, unrounded."""
        return {
            "case": self.case.title,
            "value": self.value,
            "possible": self.possible,
            "units": self.units.to_dicts(),
            "money": self.money.to_dicts(),
        }


def back_test(
    case: Case,
    completions: Any = None,
    unspent: Any = None,
    *,
    each_year: bool = True,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> BackTest:
    """The current regime of a past case against what happened.

    Units: least and most Σ u in the area and year over { allocations of value V(c) }, and the most
    over all allocations within the walls. Money: budget − Σ x of the stream over the first set. A
    year in which the case delivers nothing has no comparison. Rows over all compared years sum over
    those years that every area has.

    Args:
        completions: `level`, `area` (blank for national), `year`, `observed_units`; `outcome` where
            the case has several. When neither frame is given: the tables `observed_completions` and
            `observed_unspent` beside the bundled case
        unspent: `stream`, `observed_unspent_eur` and, to show beside it, `offered_eur`; a blank
            amount is money that cannot be compared
        each_year: Whether to compare each year too, and not only all compared years together; it
            takes as many times longer

    Raises:
        QuestionError: For a missing column, an unknown level, area or stream.
        CertificateError: When there is no certified answer.
    """
    report_progress = progress or silent
    if completions is None:
        if unspent is not None:
            raise QuestionError(
                "completions | give a frame too: level, area, year, observed_units."
            )
        completions, unspent = _beside(case)
    observed = _observed(case, completions)
    amounts = _amounts(case, unspent)
    optima = RegimeSolver(
        build_regime_program(case, CURRENT, separate_by=["stream"]), open_backend(solver)
    )
    value = optima.value
    assert value is not None
    face = optima.reaching(value)
    shared = _shared_years(observed, optima.regime_program)
    units = _compare_units(case, optima, face, observed, shared, each_year, report_progress)
    money = _compare_money(case, optima, face, amounts, report_progress)
    report_progress("possible")
    possible = -optima.unlimited.minimum
    span = (min(shared), max(shared)) if shared else None
    return BackTest(
        case,
        value,
        max(possible, value),
        span,
        units,
        money,
        _publishers(case, completions),
        Trace.of(case, CURRENT, optima.backend.name, optima.certificates),
    )


def _beside(case: Case) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What was observed, from the tables that ship beside a bundled case."""
    from ontschotting.datasets.bundled import bundled_name, case_folder

    name = bundled_name(case)
    folder = None if name is None else case_folder(name)
    if folder is None or not (folder / "observed_completions.csv").is_file():
        raise QuestionError(
            "back-test | nothing was observed for this case. Give frames: completions (level, area,"
            " year, observed_units) and unspent (stream, observed_unspent_eur)."
        )
    return pl.read_csv(folder / "observed_completions.csv"), pl.read_csv(
        folder / "observed_unspent.csv"
    )


def _observed(case: Case, completions: Any) -> pl.DataFrame:
    frame = _frame(completions, "completions", ("level", "area", "year", "observed_units"))
    outcomes = sorted(case.plans["outcome"].unique().to_list())
    if "outcome" not in frame.columns:
        if len(outcomes) > 1:
            raise QuestionError(
                "completions | this case has several outcomes; say in a column 'outcome' which one"
                " each row counts."
            )
        frame = frame.with_columns(pl.lit(outcomes[0]).alias("outcome"))
    frame = frame.with_columns(pl.col("area").cast(pl.String).replace("", None)).select(
        pl.col(name).cast(kind) for name, kind in _UNITS.items()
    )
    areas = Areas(case)
    for level, area in frame.select("level", "area").unique().iter_rows():
        if level not in case.levels:
            raise QuestionError(
                f"completions | no level {level!r}. Levels:"
                f" {', '.join(case.levels)}.{did_you_mean(level, case.levels)}"
            )
        known = [str(one) for one in areas.of_level(level)] if level != "national" else []
        if level != "national" and area not in known:
            raise QuestionError(
                f"completions | no area {area!r} of level"
                f" {level!r}.{did_you_mean(str(area), known)}"
            )
    for outcome in frame["outcome"].unique():
        if outcome not in outcomes:
            raise QuestionError(
                f"completions | no plan delivers {outcome!r}.{did_you_mean(str(outcome), outcomes)}"
            )
    key = ["level", "area", "year", "outcome"]
    if (
        frame.select(key).is_duplicated().any()
        or frame.select("level", "year", "outcome", "observed_units")
        .null_count()
        .sum_horizontal()
        .item()
    ):
        raise QuestionError(
            "completions | give one row per level, area and year, with a number in it."
        )
    return frame.sort(key)


def _publishers(case: Case, completions: Any) -> str:
    """Who published what was observed: their licence may ask for their name under a chart."""
    frame = _frame(completions, "completions", ())
    if "source" not in frame.columns or case.sources.is_empty():
        return ""
    found = case.sources.join(
        frame.select(pl.col("source").cast(pl.String)).unique(), on="source", how="semi"
    )["publisher"].drop_nulls()
    return "; ".join(found.unique().sort())


def _amounts(case: Case, unspent: Any) -> pl.DataFrame:
    if unspent is None:
        return pl.DataFrame(schema=_MONEY)
    frame = _frame(unspent, "unspent", ("stream", "observed_unspent_eur"))
    frame = (
        frame
        if "offered_eur" in frame.columns
        else frame.with_columns(pl.lit(None).alias("offered_eur"))
    )
    known = case.streams["stream"].to_list()
    for stream in frame["stream"]:
        if stream not in known:
            raise QuestionError(
                f"unspent | no stream {stream!r} in this case.{did_you_mean(str(stream), known)}"
            )
    return frame.select(pl.col(name).cast(kind) for name, kind in _MONEY.items())


def _frame(given: Any, name: str, wanted: tuple[str, ...]) -> pl.DataFrame:
    """Any frame as a polars frame with the columns that are needed."""
    import narwhals as nw

    frame = (
        given
        if isinstance(given, pl.DataFrame)
        else nw.from_native(given, eager_only=True).to_polars()
    )
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        raise QuestionError(
            f"{name} | the column {missing[0]!r} is missing. Columns: {', '.join(wanted)}."
        )
    return frame


def _compare_units(
    case: Case,
    optima: RegimeSolver,
    face: Program,
    observed: pl.DataFrame,
    shared: set[int],
    each_year: bool,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    regime_program, areas = optima.regime_program, Areas(case)
    years = set(regime_program.columns.units["delivery_year"].unique().to_list())
    rows: list[tuple[object, ...]] = []
    for (level, area, outcome), group in observed.group_by(
        "level", "area", "outcome", maintain_order=True
    ):
        inside = None if level == "national" else sorted(areas.plans_in(str(level), str(area)))
        counted = sorted(set(group["year"].to_list()) & shared)
        asked: list[tuple[int | None, set[int], float]] = []
        if each_year:
            asked += [
                (year, {year}, units)
                for year, units in group.select("year", "observed_units").iter_rows()
            ]
        if counted:
            asked.append(
                (
                    None,
                    set(counted),
                    float(group.filter(pl.col("year").is_in(counted))["observed_units"].sum()),
                )
            )
        for year, chosen, units in asked:
            report_progress(f"{area or level} {year or ''}".strip())
            if not chosen & years:
                rows.append(
                    (
                        level,
                        area,
                        year,
                        outcome,
                        units,
                        None,
                        None,
                        None,
                        None,
                        None,
                        None,
                        None,
                        "no_comparison",
                    )
                )
                continue
            cost = _unit_count(regime_program, inside, chosen, str(outcome))
            least, most = _range(optima, face, cost)
            possible = max(most, -optima.least(optima.base, -cost)) if np.any(cost) else 0.0
            rows.append(
                (
                    level,
                    area,
                    year,
                    outcome,
                    units,
                    least,
                    most,
                    possible,
                    *_errors(units, least, most),
                    _verdict(units, least, most, possible),
                )
            )
    numbers = (
        "least_units",
        "most_units",
        "possible_units",
        "error_least",
        "error_most",
        "relative_least",
        "relative_most",
    )
    return pl.DataFrame(
        rows,
        schema={**_UNITS, **dict.fromkeys(numbers, pl.Float64), "verdict": pl.String},
        orient="row",
    )


def _shared_years(observed: pl.DataFrame, regime_program: RegimeProgram) -> set[int]:
    """The years that the case delivers in and every area has an observation of.

    Rows over all years sum over these, so that areas can be laid side by side.
    """
    every = [
        set(group["year"].to_list()) for _, group in observed.group_by("level", "area", "outcome")
    ]
    return (
        set.intersection(
            *every, set(regime_program.columns.units["delivery_year"].unique().to_list())
        )
        if every
        else set()
    )


def _unit_count(
    regime_program: RegimeProgram, plans: list[str] | None, years: set[int], outcome: str
) -> Array:
    """A cost that counts the units of an outcome in those plans and years."""
    chosen = pl.col("delivery_year").is_in(sorted(years)) & (pl.col("outcome") == outcome)
    found = regime_program.columns.units.filter(
        chosen if plans is None else chosen & pl.col("plan").is_in(plans)
    )
    cost = np.zeros(regime_program.program.columns)
    cost[found["column"].to_numpy()] = 1.0
    return cost


def _compare_money(
    case: Case,
    optima: RegimeSolver,
    face: Program,
    amounts: pl.DataFrame,
    report_progress: ReportProgress,
) -> pl.DataFrame:
    regime_program = optima.regime_program
    streams = (
        regime_program.labels.slices.join(
            regime_program.labels.budgets.select("budget", "stream"), on="budget"
        )
        .select("pool", "stream")
        .unique()
    )
    budgets = dict(case.budgets.group_by("stream").agg(pl.col("amount_eur").sum()).iter_rows())
    rows: list[tuple[object, ...]] = []
    for stream, offered, unspent in amounts.iter_rows():
        if unspent is None:
            rows.append(
                (stream, offered, None, None, None, None, None, None, None, "no_comparison")
            )
            continue
        report_progress(stream)
        pots = streams.filter(pl.col("stream") == stream)["pool"].to_list()
        cost = np.zeros(regime_program.program.columns)
        cost[
            regime_program.columns.spending.filter(pl.col("pool").is_in(pots))["column"].to_numpy()
        ] = 1.0
        spent_least, spent_most = (
            one * regime_program.euro_unit for one in _range(optima, face, cost)
        )
        budget = budgets.get(stream, 0.0)
        least, most = max(0.0, budget - spent_most), max(0.0, budget - spent_least)
        least = 0.0 if least <= REACH * max(1.0, budget) else least
        rows.append(
            (
                stream,
                offered,
                unspent,
                least,
                most,
                *_errors(unspent, least, most),
                _verdict(unspent, least, most, float("inf")),
            )
        )
    numbers = (
        "unspent_least_eur",
        "unspent_most_eur",
        "error_least",
        "error_most",
        "relative_least",
        "relative_most",
    )
    return pl.DataFrame(
        rows,
        schema={**_MONEY, **dict.fromkeys(numbers, pl.Float64), "verdict": pl.String},
        orient="row",
    )


def _range(optima: RegimeSolver, program: Program, cost: Array) -> tuple[float, float]:
    """(least, most) of a quantity that is never below zero."""
    if not np.any(cost):
        return 0.0, 0.0
    least, most = max(0.0, optima.least(program, cost)), max(0.0, -optima.least(program, -cost))
    return min(least, most), most


def _errors(observed: float, least: float, most: float) -> tuple[float | None, ...]:
    """Model less observed, at both ends, absolute and as a share of what was observed."""
    parts = (
        ((least - observed) / observed, (most - observed) / observed) if observed else (None, None)
    )
    return least - observed, most - observed, *parts


def _verdict(observed: float, least: float, most: float, possible: float) -> str:
    """Where the observed number lies.

    Differences that the tolerance of *reach* leaves count for nothing.
    """
    noise = 4 * REACH * max(1.0, observed, most if np.isfinite(most) else 0.0) + 1e-6
    if observed > possible + noise:
        return "above_possible"
    if observed > most + noise:
        return "above_best"
    return "below_best" if observed < least - noise else "within"
