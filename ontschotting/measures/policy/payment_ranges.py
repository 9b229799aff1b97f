"""Which streams pay a whole plan, as least … most over every cheapest way to close it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

import polars as pl

from ontschotting.solving.projects.whole_plans import WayToClose, WholePlanQuestions
from ontschotting.support.parallel import parallel_map

_SCHEMA = {
    "regime": pl.String,
    "plan": pl.String,
    "stream": pl.String,
    "least_eur": pl.Float64,
    "most_eur": pl.Float64,
}


class PaymentRanges:
    """The ranges of all plans, worked out when they are first read: they take many optima."""

    def __init__(
        self,
        questions: Mapping[str, WholePlanQuestions],
        ways: Mapping[str, Mapping[str, WayToClose]],
    ) -> None:
        """Prepare the ranges; none is worked out yet.

        Args:
            questions: The questions of each regime, by its side
            ways: By side and plan, the cheapest way to close it
        """
        self._questions, self._ways = questions, ways
        self._frame: pl.DataFrame | None = None

    @property
    def frame(self) -> pl.DataFrame:
        """The ranges: `regime`, `plan`, `stream`, `least_eur`, `most_eur`."""
        if self._frame is None:
            rows = chain.from_iterable(parallel_map(self._rows_of, self._questions))
            self._frame = pl.DataFrame(list(rows), schema=_SCHEMA, orient="row")
        return self._frame

    def _rows_of(self, side: str) -> list[tuple[str, str, str, float, float]]:
        """Return the rows of one regime: only streams that can reach a plan have one."""
        questions, rows = self._questions[side], []
        for plan, way in self._ways[side].items():
            for (stream,), columns in questions.spending_on(plan).group_by(
                "stream", maintain_order=True
            ):
                spending = questions.questions.regime_program.total(columns)
                rows.append((side, plan, str(stream), *questions.payment_range(way, spending)))
        return rows

    def __getstate__(self) -> dict[str, Any]:
        """Return what a pickle holds: the ranges, since a copy has no program to ask."""
        return {"_frame": self.frame, "_questions": {}, "_ways": {}}
