"""Checks a regime against the case it is asked of."""

from __future__ import annotations

import warnings

from ontschotting.case.case import Case
from ontschotting.errors import QuestionError, QuestionWarning
from ontschotting.regime.lifts import Lift
from ontschotting.regime.regime import Regime
from ontschotting.support.caller import level_of_caller
from ontschotting.support.suggestions import did_you_mean


def lifted_streams(lift: Lift, case: Case) -> tuple[str, ...]:
    """The streams of a case that a lift acts on."""
    if lift.streams is not None:
        return lift.streams
    own = case.streams["counts_as_cofinancing"].fill_null(False)
    return tuple(case.streams.filter(~own)["stream"].to_list())


def check_regime(regime: Regime, case: Case) -> None:
    """Raise QuestionError with everything in the regime that the case does not know, all at
    once.
    """
    if not isinstance(case, Case):
        raise QuestionError(
            f"case | {case!r} is no case. Open one first: on.load_case('two-villages') or"
            " on.read_case('my-case.xlsx')."
        )
    if not isinstance(regime, Regime):
        raise QuestionError(
            f"regime | {regime!r} is no regime. Give a preset such as on.INTEGRAL, or walls:"
            " on.lift('purpose', 'period')."
        )
    streams = case.streams["stream"].to_list()
    purposes = sorted(
        {
            *case.costs["purpose"].to_list(),
            *(p for p in case.earmarks["purpose"].to_list() if p != "*"),
        }
    )
    wrong: list[str] = []
    partial: dict[str, int] = {}
    for one in regime.lifts:
        if one.level is not None and one.level not in case.levels:
            known = ", ".join(case.levels)
            wrong.append(
                f"regime | no level called {one.level!r}. Levels:"
                f" {known}.{did_you_mean(one.level, case.levels)}"
            )
        wrong += [
            f"regime | no stream {name!r} in streams.{did_you_mean(name, streams)}"
            for name in one.streams or ()
            if name not in streams
        ]
        for name in one.purposes or ():
            if name not in purposes:
                # Opening a purpose that nothing asks for is no contradiction, but it may well be a
                # typing error.
                message = (
                    f"regime | no purpose {name!r} in costs or earmarks, so opening it changes"
                    f" nothing.{did_you_mean(name, purposes)}"
                )
                warnings.warn(message, QuestionWarning, stacklevel=level_of_caller())
        if one.is_partial:
            for name in lifted_streams(one, case):
                partial[name] = partial.get(name, 0) + 1
    wrong += [
        f"regime | stream {name!r} is in {count} lifts with a free share below 1 or a cut; it can"
        " be in one at most. Join them in one lift."
        for name, count in partial.items()
        if count > 1
    ]
    if wrong:
        raise QuestionError("\n".join(wrong))
