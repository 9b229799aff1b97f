"""Number the steps of collecting the data of a report."""

from __future__ import annotations

from enum import StrEnum

from ontschotting.support.progress import ReportProgress


class Step(StrEnum):
    """Steps in the order in which they run; the value is what the user sees."""

    COMPARISON = "two regimes compared"
    BOUNDS = "least and most favourable data"
    SCENARIOS = "scenarios"
    READINGS = "other readings of the data"
    POSSIBLE = "what plans and limits allow"
    BREAK_EVEN = "break-even cuts"
    LIMITS = "limits other than money"
    FREE_SHARE = "free share"
    TORNADO = "one input at a time"
    SWITCHING_VALUES = "how near to another conclusion"
    GROUPS = "provinces, streams, purposes"
    ATTRIBUTION = "who blocks, and which first"
    SHADOW_PRICES = "prices"
    EXPLANATION = "why here"
    TARGETS = "targets"
    YEARS = "years"
    CONDITIONS = "terms"
    FRAGMENTATION = "the pots"
    COMPANION_TABLES = "tables beside the case"


class StepReporter:
    """Report each step with its number, such as `3/19 scenarios`."""

    def __init__(self, report_progress: ReportProgress) -> None:
        self._report_progress = report_progress

    def begin(self, step: Step) -> ReportProgress:
        """Report that a step begins, and return what reports the progress within it."""
        label = f"{list(Step).index(step) + 1}/{len(Step)} {step}"
        self._report_progress(label)
        return lambda words: self._report_progress(f"{label}: {words}")
