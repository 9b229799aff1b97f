"""Describe the inputs that switch the conclusion within their margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from ontschotting.case.uncertain_inputs import interpolate, size_of, uncertain_inputs
from ontschotting.measures.comparison.binding_limits import limit_names
from ontschotting.measures.uncertainty.switching_values import SwitchingValues, move_words
from ontschotting.report.blocks import FormattedNumber
from ontschotting.report.collect.uncertainty import SWITCHING_PRECISION
from ontschotting.report.localized_report import LocalizedReport


@dataclass(frozen=True)
class SwitchingInput:
    """An input that switches the conclusion within its margin, as readers see it.

    Attributes:
        name: The name of the input
        move: How far it moves to where the conclusion switches
        margin_share: Which share of its margin that is
        end: How far it moves to the end of its margin on that side
        gain: The gain at that end
        is_proven: Whether it is proven that no smaller move switches the conclusion
        moves: Both moves as shares of the central value; None where that is zero
        is_limit: Whether it is a limit other than money
    """

    name: str
    move: FormattedNumber
    margin_share: FormattedNumber
    end: FormattedNumber
    gain: FormattedNumber
    is_proven: bool
    moves: tuple[float, float] | None
    is_limit: bool


def turning_points(report: LocalizedReport) -> pl.DataFrame | None:
    """Return what turns the answer: `name`, `move`, `end_move`, `gain`; None where nothing does.

    Args:
        report: The report
    """
    result = report.data.uncertainty.switching_values
    if result is None:
        return None
    pace = limit_names(report.case, report.lang, with_status=False)["limits"]
    rows = [
        (pace if each.is_limit else each.name, *each.moves, each.gain.number or 0.0)
        for each in switching_inputs(report, result)
        if each.moves is not None
    ]
    schema = {"name": pl.String, **dict.fromkeys(("move", "end_move", "gain"), pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row") if rows else None


def switching_inputs(report: LocalizedReport, result: SwitchingValues) -> list[SwitchingInput]:
    """Return every input that switches the conclusion, by the share of its margin it takes.

    Args:
        report: The report
        result: The switching values
    """
    rows = result.frame.drop_nulls("margins").iter_rows(named=True)
    inputs = [_switching_input(report, row) for row in rows]
    return sorted(inputs, key=lambda switching: switching.margin_share.number or 0.0)


def switching_sentence(report: LocalizedReport, result: SwitchingValues) -> str:
    """Write how near the conclusion is to another one.

    Args:
        report: The report
        result: The switching values
    """
    formatter = report.formatter
    inputs = switching_inputs(report, result)
    items = "; ".join(
        formatter.text(
            "flip_item",
            name=switching.name,
            move=switching.move,
            part=switching.margin_share,
            end=switching.end,
            gain=switching.gain,
        )
        for switching in inputs
    )
    sentence = formatter.text(
        "flip_near_one" if len(inputs) == 1 else "flip_near",
        items=items,
        precision=formatter.share(SWITCHING_PRECISION),
        count=len(inputs),
        all=report.data.uncertainty.tornado.frame.height,
    )
    if all(switching.is_proven for switching in inputs):
        return sentence
    return f"{sentence} {formatter.text('flip_unproven')}"


def _switching_input(report: LocalizedReport, row: dict[str, Any]) -> SwitchingInput:
    """Describe one row of the switching values.

    The share of the margin is taken from the values, not from `margins`. Whole numbers move in
    steps, so several positions on their line have the same value.
    """
    value, switch_value = row["value"], row["value_at_flip"]
    margin = next(
        uncertain
        for uncertain in uncertain_inputs(report.case)
        if (uncertain.table, uncertain.column, uncertain.name)
        == (row["table"], row["column"], row["group"])
    )
    end_value = size_of(interpolate(report.case, margin, row["toward"], 1.0), margin)
    is_whole = report.case.tables[row["table"]].schema[row["column"]].is_integer()
    swing = report.data.uncertainty.tornado.frame.row(
        by_predicate=pl.col("group") == row["group"], named=True
    )

    def move(relative_move: float | None, moved_value: float) -> FormattedNumber:
        relative = None if is_whole else relative_move
        return FormattedNumber(move_words(relative, value, moved_value, report.lang))

    return SwitchingInput(
        name=report.labels.input(row["group"], row["table"], row["column"]),
        move=move(row["move"], switch_value),
        margin_share=report.formatter.share((switch_value - value) / (end_value - value)),
        end=move(row["searched_move"], end_value),
        gain=report.formatter.count(swing[row["toward"]]),
        is_proven=bool(row["proven"]),
        moves=((switch_value - value) / abs(value), (end_value - value) / abs(value))
        if value
        else None,
        is_limit=row["table"] == "limits",
    )
