"""What was observed of a past case: frames of the caller or of a bundled case, checked."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl

from ontschotting.case.areas import areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.datasets.bundled import bundled_name, case_folder
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

OBSERVED_UNITS = {
    "level": pl.String,
    "area": pl.String,
    "year": pl.Int64,
    "outcome": pl.String,
    "observed_units": pl.Float64,
}
OBSERVED_MONEY = {
    "stream": pl.String,
    "offered_eur": pl.Float64,
    "observed_unspent_eur": pl.Float64,
}


def bundled_observations(case: Case) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the tables of completions and unspent money that ship with a bundled case.

    Raises:
        QuestionError: When nothing was observed for this case.
    """
    name = bundled_name(case)
    folder = None if name is None else case_folder(name)
    if folder is None or not (folder / "observed_completions.csv").is_file():
        raise QuestionError(problem("nothing_observed"))
    return pl.read_csv(folder / "observed_completions.csv"), pl.read_csv(
        folder / "observed_unspent.csv"
    )


def observed_units(case: Case, completions: Any) -> pl.DataFrame:
    """Return the units that were observed, with the columns of `OBSERVED_UNITS`, sorted.

    Args:
        case: The case
        completions: Any frame; see `back_test`

    Raises:
        QuestionError: For rows that do not fit the case.
    """
    frame = _with_columns(completions, "completions", ("level", "area", "year", "observed_units"))
    outcomes = outcomes_of(case)
    if "outcome" not in frame.columns:
        if len(outcomes) > 1:
            raise QuestionError(problem("outcome_not_said"))
        frame = frame.with_columns(pl.lit(outcomes[0]).alias("outcome"))
    frame = frame.with_columns(pl.col("area").cast(pl.String).replace("", None)).select(
        pl.col(name).cast(kind) for name, kind in OBSERVED_UNITS.items()
    )
    _check_areas(case, frame)
    for outcome in frame["outcome"].unique():
        if outcome not in outcomes:
            raise QuestionError(
                problem(
                    "outcome_not_delivered",
                    outcome=outcome,
                    hint=did_you_mean(str(outcome), outcomes),
                )
            )
    key = ["level", "area", "year", "outcome"]
    blanks = frame.select("level", "year", "outcome", "observed_units").null_count()
    if frame.select(key).is_duplicated().any() or blanks.sum_horizontal().item():
        raise QuestionError(problem("completions_twice_or_blank"))
    return frame.sort(key)


def _check_areas(case: Case, frame: pl.DataFrame) -> None:
    areas = areas_of(case)
    for level, area in frame.select("level", "area").unique().iter_rows():
        if level not in case.levels:
            raise QuestionError(
                problem(
                    "unknown_level",
                    question="completions",
                    level=level,
                    levels=", ".join(case.levels),
                    hint=did_you_mean(level, case.levels),
                )
            )
        known = [str(code) for code in areas.of_level(level)] if level != "national" else []
        if level != "national" and area not in known:
            raise QuestionError(
                problem(
                    "unknown_area_of_level",
                    area=area,
                    level=level,
                    hint=did_you_mean(str(area), known),
                )
            )


def observed_money(case: Case, unspent: Any) -> pl.DataFrame:
    """Return the money that was observed to stay unspent, with the columns of `OBSERVED_MONEY`.

    Args:
        case: The case
        unspent: Any frame, or None; see `back_test`

    Raises:
        QuestionError: For rows that do not fit the case.
    """
    if unspent is None:
        return pl.DataFrame(schema=OBSERVED_MONEY)
    frame = _with_columns(unspent, "unspent", ("stream", "observed_unspent_eur"))
    if "offered_eur" not in frame.columns:
        frame = frame.with_columns(pl.lit(None).alias("offered_eur"))
    known = case.streams["stream"].to_list()
    for stream in frame["stream"]:
        if stream not in known:
            raise QuestionError(
                problem(
                    "unknown_stream_observed", stream=stream, hint=did_you_mean(str(stream), known)
                )
            )
    return frame.select(pl.col(name).cast(kind) for name, kind in OBSERVED_MONEY.items())


def publishers_of(case: Case, completions: Any) -> str:
    """Return who published what was observed; their licence may ask for a name under a chart.

    Args:
        case: The case, whose sources say who published them
        completions: Any frame; without a column `source` nobody is named
    """
    frame = _with_columns(completions, "completions", ())
    if "source" not in frame.columns or case.sources.is_empty():
        return ""
    sources = frame.select(pl.col("source").cast(pl.String)).unique()
    publishers = case.sources.join(sources, on="source", how="semi")["publisher"].drop_nulls()
    return "; ".join(publishers.unique().sort())


def _with_columns(frame: Any, name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return any frame as a polars frame; raise QuestionError where a column is missing."""
    try:
        polars_frame: pl.DataFrame = nw.from_native(frame, eager_only=True).to_polars()
    except TypeError as error:
        kind = type(frame).__name__
        raise QuestionError(problem("no_frame", table=name, type=kind)) from error
    for column in columns:
        if column not in polars_frame.columns:
            raise QuestionError(
                problem(
                    "column_missing_in_frame", name=name, column=column, columns=", ".join(columns)
                )
            )
    return polars_frame
