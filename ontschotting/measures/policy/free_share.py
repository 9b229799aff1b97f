"""How little freedom already brings the gain.

The value against the free share, and the least share for 90 % and 100 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.labels import outcome_label
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.results.result import Result, Trace, chart_options
from ontschotting.solving.questions import RegimeSolver, difference
from ontschotting.support.parallel import parallel_map, run_parallel
from ontschotting.support.progress import ReportProgress, silent, with_bar
from ontschotting.words.numbers import amount
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, eq=False, repr=False)
class FreeShare(Result):
    """The best value against the free share φ.

    The value is concave and never falls in φ, so every larger share reaches it too.

    Attributes:
        curve: `free_share`, `value`: V(i with free share φ)
        freed: V(i) − V(c) at φ = 1
        least_90: Least φ that reaches V(c) + 0.9 · freed; least_100 the same for the whole gain.
            None when no share reaches it (a cut)
    """

    case: Case
    regime: Regime
    curve: pl.DataFrame
    freed: float
    least_90: float | None
    least_100: float | None
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """The curve."""
        return self.curve

    def _sentences(self, lang: str) -> list[str]:
        units = outcome_label(self.case, lang)
        shares = {
            "ninety": amount(self.least_90, lang, "share"),
            "whole": amount(self.least_100, lang, "share"),
        }
        return sentences("free_share", lang, **shares, freed=amount(self.freed, lang), units=units)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """The value against the free share."""
        from ontschotting.charts.policy.free_share import free_share_chart

        return free_share_chart(self.frame, ax=ax, **chart_options(self.case, lang))

    def to_json(self) -> dict[str, object]:
        """The curve and the least shares, unrounded."""
        return {
            "case": self.case.title,
            "regime": repr(self.regime),
            "freed": self.freed,
            "least_free_share": self.least_100,
            "least_free_share_90": self.least_90,
            "curve": self.curve.to_dicts(),
        }


@with_bar
def free_share(
    case: Case,
    regime: Regime = INTEGRAL,
    shares: Sequence[float] = SHARES,
    *,
    solver: SolverChoice = "highs",
    progress: ReportProgress | None = None,
) -> FreeShare:
    """The best value when a share φ of every lifted budget is free, for each share asked, and the
    least share that brings the gain.

    Every lift of the regime gets the free share; the rest of the money keeps the rules that stand
    today.

    Raises:
        QuestionError: For a regime that does not fit the case.
        CertificateError: When there is no certified answer.
    """
    report_progress = progress or silent
    report_progress("current and whole")
    backend = open_backend(solver)
    optima = RegimeSolver(build_regime_program(case, regime, open_share=True), backend)
    today = RegimeSolver(build_regime_program(case, CURRENT), open_backend(solver))
    current, whole = run_parallel(lambda: today.value, lambda: optima.value)
    assert current is not None and whole is not None

    def beside() -> RegimeSolver:
        """The same world with a solver of its own, to be asked beside others."""
        return RegimeSolver(optima.regime_program, open_backend(solver), reached=whole)

    def value_at(share: float) -> tuple[float, RegimeSolver]:
        report_progress(f"free share {share:.0%}")
        one = beside()
        return one.value_at(float(np.clip(share, 0.0, 1.0))), one

    def least_for(part: float) -> tuple[float | None, RegimeSolver]:
        report_progress(f"least share for {part:.0%}")
        one = beside()
        return one.least_theta(current + part * (whole - current)), one

    found, (ninety, hundred) = parallel_map(value_at, shares), parallel_map(least_for, (0.9, 1.0))
    curve = pl.DataFrame(
        {
            "free_share": [float(share) for share in shares],
            "value": [
                value if share > 0 else current
                for share, (value, _) in zip(shares, found, strict=True)
            ],
        }
    )
    asked = [optima, *(one for _, one in (*found, ninety, hundred))]
    trace = Trace.of(
        case,
        regime,
        backend.name,
        [certificate for one in asked for certificate in one.certificates],
    )
    return FreeShare(case, regime, curve, difference(whole, current), ninety[0], hundred[0], trace)
