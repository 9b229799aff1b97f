"""Checks a regime against a case."""

from __future__ import annotations

import warnings
from collections import Counter

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.case.facts.streams import state_streams, stream_names
from ontschotting.errors import Problem, QuestionError, QuestionWarning
from ontschotting.regime.lifts import Lift
from ontschotting.regime.regime import Regime
from ontschotting.support.caller import level_of_caller
from ontschotting.support.suggestions import did_you_mean, did_you_mean_code
from ontschotting.words.messages import problem


def lifted_streams(lift: Lift, case: Case) -> tuple[str, ...]:
    """Return the streams of a case for which a lift takes walls down.

    Args:
        lift: The lift
        case: The case
    """
    if lift.streams is not None:
        return lift.streams
    return tuple(state_streams(case))


def check_regime(regime: Regime, case: Case) -> None:
    """Refuse a regime with names that the case does not know; all are reported at once.

    Opening a purpose that nothing asks for is no contradiction, but may be a typing error: it gives
    a QuestionWarning.

    Args:
        regime: The regime
        case: The case

    Raises:
        QuestionError: A level or stream is not known, or lifts contradict each other.
    """
    check_case(case)
    if not isinstance(regime, Regime):
        raise QuestionError(problem("no_regime", regime=regime))
    problems = [unknown for lift in regime.lifts for unknown in _unknown_names(lift, case)]
    partial_lifts = Counter(
        stream for lift in regime.lifts if lift.is_partial for stream in lifted_streams(lift, case)
    )
    problems += [
        problem("stream_in_several_lifts", stream=stream, number=count)
        for stream, count in partial_lifts.items()
        if count > 1
    ]
    _warn_of_unknown_purposes(regime, case)
    if problems:
        raise QuestionError(*problems)


def _unknown_names(lift: Lift, case: Case) -> list[Problem]:
    """Return a message for the level and for each stream that the case does not know."""
    problems = []
    if lift.level is not None and lift.level not in case.levels:
        problems.append(
            problem(
                "unknown_level",
                question="regime",
                level=lift.level,
                levels=", ".join(case.levels),
                hint=did_you_mean(lift.level, case.levels),
            )
        )
    streams = case.streams["stream"].to_list()
    names = [*stream_names(case, "en").items(), *stream_names(case).items()]
    codes = {name: stream for stream, name in names}
    problems += [
        problem(
            "unknown_stream",
            stream=stream,
            hint=did_you_mean_code(stream, streams, codes),
        )
        for stream in lift.streams or ()
        if stream not in streams
    ]
    return problems


def _warn_of_unknown_purposes(regime: Regime, case: Case) -> None:
    """Warn of each purpose that a lift opens and no cost or earmark names."""
    earmarked = case.earmarks["purpose"]
    known = {*case.costs["purpose"], *earmarked.filter(earmarked != "*")}
    for purpose in (purpose for lift in regime.lifts for purpose in lift.purposes or ()):
        if purpose not in known:
            doubt = problem(
                "unknown_purpose", purpose=purpose, hint=did_you_mean(purpose, sorted(known))
            )
            warnings.warn(QuestionWarning(doubt), stacklevel=level_of_caller())
