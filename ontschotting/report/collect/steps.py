"""Number the steps of collecting the data of a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from threading import Lock

from ontschotting.support.progress import ReportProgress


class Step(StrEnum):
    """Steps of a report, in the order of its pages; the value is what the user sees."""

    COMPARISON = "two regimes compared"
    BINDING_LIMITS = "what runs out first"
    RANGES = "ranges over draws"
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
    GOALS = "several goals"
    CLOSING = "projects that close or not"
    FRAGMENTATION = "the pots"
    COMPANION_TABLES = "tables beside the case"
    BACK_TEST = "beside what was observed"


class StepReporter:
    """Report each step with how many are done, such as `3/20 scenarios`.

    Steps may run at the same time.
    """

    def __init__(self, report_progress: ReportProgress) -> None:
        self._report_progress = report_progress
        self._done, self._lock = 0, Lock()

    @contextmanager
    def step(self, step: Step) -> Iterator[ReportProgress]:
        """Report that a step begins and ends, and give what reports the progress within it."""

        def report(words: str) -> None:
            self._report_progress(f"{self._done}/{len(Step)} {words}")

        report(step)
        yield lambda words: report(f"{step}: {words}")
        with self._lock:
            self._done += 1
            report(step)
