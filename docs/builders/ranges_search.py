"""Searches over corners of the margins for the most or least of a measure on one set of data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.case.uncertain_inputs import (
    UncertainInput,
    interpolate,
    max_move,
    uncertain_inputs,
)
from ontschotting.measures.uncertainty.draw_cache import DrawCache
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.regime.regime import Regime
from ontschotting.support.progress import ReportProgress, silent

GOALS = (
    ("freed", "most", "unfavourable"),
    ("blocked_eur", "most", "unfavourable"),
    ("top_up_eur", "most", "unfavourable"),
    ("surplus_eur", "most", "favourable"),
    ("surplus_eur", "least", "unfavourable"),
)
"""Measure, sense and start of each search. The least that walls can free, block or need as a top-up
is zero, and the central data attain it.
"""

STARTS = ("central", "favourable", "unfavourable")
ENDS = ("low", "high")

Corner = tuple[str, ...]
"""The end of each group, in the order of the margins: `low`, `high`, or `value` where a group stays
at its central value.
"""


class Corners:
    """Measures at corners of the margins, each computed once; both regimes share the data."""

    def __init__(
        self,
        case: on.Case,
        regime: Regime,
        measures: Sequence[str],
        cache_dir: Path | None = None,
        report_progress: ReportProgress = silent,
    ) -> None:
        self.case, self.regime, self.measures = case, regime, tuple(measures)
        self.report_progress = report_progress
        self.inputs = uncertain_inputs(case)
        self._cache, self._values = DrawCache(cache_dir), dict[Corner, dict[str, float]]()

    def start(self, name: str) -> Corner:
        """Return the corner from which a search starts.

        `central` has central data, `favourable` and `unfavourable` every group at the end that does
        or does not favour the value.
        """
        if name == "central":
            return ("value",) * len(self.inputs)
        high_is = "more" if name == "favourable" else "less"
        return tuple(
            self._end(each, "high" if each.effect_on_value == high_is else "low")
            for each in self.inputs
        )

    def ends(self, uncertain_input: UncertainInput) -> tuple[str, ...]:
        """Return the ends at which a group has a margin."""
        return tuple(end for end in ENDS if max_move(self.case, uncertain_input, end, 1.0) > 0)

    def values(self, corner: Corner) -> dict[str, float]:
        """Return every measure on the data of a corner."""
        if corner not in self._values:
            name = "corner-" + "-".join(end[0] for end in corner)
            question = hashlib.sha256(
                f"{self.case.fingerprint}\n{self.regime!r}\n{self.measures}\n{corner}".encode()
            ).hexdigest()
            values = self._cache.read(name, question)
            if values is None:
                case = self.case_at(corner)
                values, *_ = measures_of_draw(case, self.regime, self.measures, "highs")
                self._cache.write(name, question, values)
            self._values[corner] = {key: float(value) for key, value in values.items()}
        return self._values[corner]

    def case_at(self, corner: Corner) -> on.Case:
        """Return the case on the data of a corner."""
        case = self.case
        for uncertain_input, end in zip(self.inputs, corner, strict=True):
            if end != "value":
                case = interpolate(case, uncertain_input, end, 1.0)
        return case

    def search(self, measure: str, sense: str, start: str) -> tuple[Corner, int]:
        """Return the corner that a local search ends at, and how many sets of data it computed.

        Each group in turn moves to its other end, and stays there when the measure gains by it,
        until no single move gains.

        Args:
            measure: A measure
            sense: `most` or `least`
            start: The start of the search
        """
        sign, corner, seen = 1.0 if sense == "most" else -1.0, self.start(start), set[Corner]()
        best, has_moved = sign * self.values(corner)[measure], True
        while has_moved:
            has_moved = False
            for position, uncertain_input in enumerate(self.inputs):
                for end in self.ends(uncertain_input):
                    if end == corner[position]:
                        continue
                    neighbour = (*corner[:position], end, *corner[position + 1 :])
                    value = sign * self.values(neighbour)[measure]
                    seen.add(neighbour)
                    if value > best + 1e-9 * max(1.0, abs(best)):
                        corner, best, has_moved = neighbour, value, True
            self.report_progress(
                f"{measure} {sense} from {start}: {sign * best:,.0f} after {len(seen)} corners"
            )
        return corner, len(seen) + 1

    def _end(self, uncertain_input: UncertainInput, end: str) -> str:
        """Return the end when the group has a margin there, and its value otherwise."""
        return end if end in self.ends(uncertain_input) else "value"


def at_starts(corners: Corners) -> pl.DataFrame:
    """Return `data` and every measure, on central data and with all margins at one end."""
    return pl.DataFrame(
        [{"data": start, **corners.values(corners.start(start))} for start in STARTS]
    )


def searched(corners: Corners) -> pl.DataFrame:
    """Return a row per goal.

    Returns:
        `measure`, `sense`, `start`, `looked_at` (sets of data), `found`, every measure at the
        corner where it was found, and a column per group with its end there
    """
    rows = []
    for measure, sense, start in GOALS:
        corner, looked_at = corners.search(measure, sense, start)
        values: Mapping[str, float] = corners.values(corner)
        names = (uncertain_input.name for uncertain_input in corners.inputs)
        rows.append(
            {
                "measure": measure,
                "sense": sense,
                "start": start,
                "looked_at": looked_at,
                "found": values[measure],
                **{f"at_{name}": value for name, value in values.items()},
                **dict(zip(names, corner, strict=True)),
            }
        )
    return pl.DataFrame(rows)
