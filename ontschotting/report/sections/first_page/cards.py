"""Show the numbers that readers look for, each with its range and its status."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ontschotting.case.facts.streams import own_streams
from ontschotting.report.blocks import Cards
from ontschotting.report.collect.ranges import DrawRange
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.open_measures import write_measure
from ontschotting.report.selection import has_own_money, is_synthetic


@dataclass(frozen=True)
class _Card:
    """A number of the first page.

    Attributes:
        label: What it is
        name: The same in a word, for the card that zeros share
        number: The number as readers see it
        draws: Where it lies in 90% of the draws; None without draws
        part_of: What it is a part of
        is_zero: Whether it is zero
    """

    label: str
    name: str
    number: str
    draws: DrawRange | None
    part_of: str
    is_zero: bool


def cards(report: LocalizedReport) -> Cards:
    """Show what falls free, what is blocked, and what the walls tie of own money.

    What is zero shares one card. Where limits other than money hold back, the result without them
    stands beside it.
    """
    every = [_freed(report), _blocked(report)]
    if has_own_money(report.case):
        every.append(_own_tied(report))
    zeros = [card for card in every if card.is_zero]
    shown = [
        (card.label, card.number, f"{_in_draws(report, [card])}{card.part_of}{_status(report)}")
        for card in every
        if not card.is_zero or len(zeros) == 1
    ]
    if len(zeros) > 1:
        shown.insert(0, _shared(report, zeros))
    return Cards((*shown, *_without_limits(report)))


def _shared(report: LocalizedReport, zeros: list[_Card]) -> tuple[str, str, str]:
    """Return the card of all that is zero, with the range of each."""
    formatter = report.formatter
    names = ", ".join(card.name for card in zeros)
    label = formatter.text("card_zeros", names=names)
    return label, "0", f"{_in_draws(report, zeros)}{_status(report)}"


def _in_draws(report: LocalizedReport, of: list[_Card]) -> str:
    """Say where measures lie in 90% of how many draws, or that no margins were given.

    Several measures are named, and stand together where they rest on as many draws.
    """
    formatter = report.formatter
    ranges: dict[int, list[str]] = {}
    for card in of:
        if card.draws is not None:
            text = _range(report, card.draws)
            named = f"{card.name}: {text}" if len(of) > 1 else text
            ranges.setdefault(card.draws.draws, []).append(named)
    if ranges:
        return "".join(
            formatter.text("card_draws", ranges="; ".join(each), draws=formatter.count(draws))
            for draws, each in ranges.items()
        )
    has_margins = report.data.uncertainty.has_uncertain_inputs
    return "" if has_margins else formatter.text("no_range")


def _freed(report: LocalizedReport) -> _Card:
    """Return the card of what falls free."""
    formatter, question = report.formatter, report.data.main
    return _Card(
        formatter.text("card_freed"),
        report.formatter.units,
        write_measure(
            report,
            question.comparison,
            "freed",
            lambda gain: formatter.rounded(gain if question.has_gain else 0.0),
        ),
        report.data.ranges.of("freed"),
        formatter.text(
            "card_freed_of",
            current=write_measure(report, question.comparison, "value_current", formatter.rounded),
        ),
        not question.has_gain and "freed" not in question.comparison.open_ends,
    )


def _blocked(report: LocalizedReport) -> _Card:
    """Return the card of the money that is blocked; own money is told apart from the rest."""
    formatter, question, case = report.formatter, report.data.main, report.case
    is_own = pl.col("stream").is_in(own_streams(case))
    own_eur = float(case.budgets.filter(is_own)["amount_eur"].sum())
    other_eur = float(case.budgets.filter(~is_own)["amount_eur"].sum())
    return _Card(
        formatter.text("card_blocked"),
        formatter.text("card_blocked"),
        write_measure(report, question.comparison, "blocked_eur"),
        report.data.ranges.of("blocked_eur"),
        formatter.text(
            "card_blocked_of_both" if own_eur > question.smallest_eur else "card_blocked_of",
            all=formatter.euros(own_eur + other_eur),
            other=formatter.euros(other_eur),
            own=formatter.euros(own_eur),
        ),
        not question.blocks_money and "blocked_eur" not in question.comparison.open_ends,
    )


def _own_tied(report: LocalizedReport) -> _Card:
    """Return the card of own money that today's result needs only because of the walls."""
    formatter, question = report.formatter, report.data.main
    tied_eur = question.comparison.own_tied_eur or 0.0
    return _Card(
        formatter.text("card_own"),
        formatter.text("card_own"),
        write_measure(report, question.comparison, "own_tied_eur"),
        report.data.ranges.of("own_tied_eur"),
        formatter.text("card_own_of"),
        abs(tied_eur) <= question.smallest_eur
        and "own_tied_eur" not in question.comparison.open_ends,
    )


def _without_limits(report: LocalizedReport) -> list[tuple[str, str, str]]:
    """Return the card of the result without limits other than money, where these are there."""
    formatter, result = report.formatter, report.data.binding_limits
    if result is None or report.case.limits.is_empty():
        return []
    measures = result.without_limits
    parts = [
        formatter.text("card_limits_blocked", blocked=formatter.euros(measures["blocked_eur"]))
    ]
    if has_own_money(report.case):
        parts.append(
            formatter.text("card_limits_own", tied=formatter.euros(measures["own_tied_eur"]))
        )
    label = formatter.text("card_limits")
    freed = formatter.text("card_limits_freed", freed=formatter.rounded(measures["freed"]))
    return [(label, freed, f"{'; '.join(parts)}. {_status(report)}")]


def _range(report: LocalizedReport, draws: DrawRange) -> str:
    """Write where a measure lies in 90% of the draws."""
    formatter = report.formatter
    write = formatter.euros if draws.measure.endswith("_eur") else formatter.rounded
    low, high = write(draws.low), write(draws.high)
    if draws.low == 0:
        low = formatter.rounded(0.0)
    return formatter.text("card_range", low=low, high=high)


def _status(report: LocalizedReport) -> str:
    """Write on what the numbers rest."""
    if is_synthetic(report.case):
        return report.formatter.text("status_of_synthetic")
    rests = report.case.rests_on_assumptions
    return report.formatter.text("status_of_assumptions" if rests else "status_of_data")
