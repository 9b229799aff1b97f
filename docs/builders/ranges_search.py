"""What one set of data within the margins can make of each measure.

A search over corners, whose answers are attained and are no bounds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
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

GOALS = (
    ("freed", "most", "unfavourable"),
    ("blocked_eur", "most", "unfavourable"),
    ("top_up_eur", "most", "unfavourable"),
    ("surplus_eur", "most", "favourable"),
    ("surplus_eur", "least", "unfavourable"),
)
"""What is sought, and from where. The least that walls can free, block or ask for on top is zero,
and the central data attain it.
"""

STARTS = ("central", "favourable", "unfavourable")
ENDS = ("low", "high")

Corner = tuple[str, ...]
"""The end of each group, in the order of the margins: `low`, `high`, or `value` where a group stays
at its central value.
"""


class Corners:
    """Measures at corners of the margins, each worked out once.

    Both worlds of a corner share their data.
    """

    def __init__(
        self,
        case: on.Case,
        regime: Regime,
        measures: Sequence[str],
        keep: Path | None = None,
        say: Callable[[str], None] = lambda word: None,
    ) -> None:
        self.case, self.regime, self.measures, self.say = case, regime, tuple(measures), say
        self.margins = uncertain_inputs(case)
        self._kept, self._found = DrawCache(keep), dict[Corner, dict[str, float]]()

    def start(self, name: str) -> Corner:
        """The corner a search starts from.

        The central data, or every group at the end that favours the value, or that does not.
        """
        if name == "central":
            return ("value",) * len(self.margins)
        high_is = "more" if name == "favourable" else "less"
        return tuple(
            self._end(margin, "high" if margin.effect_on_value == high_is else "low")
            for margin in self.margins
        )

    def ends(self, margin: UncertainInput) -> tuple[str, ...]:
        """The ends at which a group has a margin."""
        return tuple(end for end in ENDS if max_move(self.case, margin, end, 1.0) > 0)

    def values(self, corner: Corner) -> dict[str, float]:
        """Every measure on the data of a corner."""
        if corner not in self._found:
            name = "corner-" + "-".join(end[0] for end in corner)
            asked = hashlib.sha256(
                f"{self.case.fingerprint}\n{self.regime!r}\n{self.measures}\n{corner}".encode()
            ).hexdigest()
            found = self._kept.read(name, asked)
            if found is None:
                found, _ = measures_of_draw(self.moved(corner), self.regime, self.measures, "highs")
                self._kept.write(name, asked, found)
            self._found[corner] = {key: float(value) for key, value in found.items()}
        return self._found[corner]

    def moved(self, corner: Corner) -> on.Case:
        """The case on the data of a corner."""
        moved = self.case
        for margin, end in zip(self.margins, corner, strict=True):
            if end != "value":
                moved = interpolate(moved, margin, end, 1.0)
        return moved

    def search(self, measure: str, sense: str, start: str) -> tuple[Corner, int]:
        """From a start each group in turn goes to its other end, and stays there where the measure
        gains by it, until no single move gains; and how many sets of data were looked at.
        """
        sign, corner, seen = 1.0 if sense == "most" else -1.0, self.start(start), set[Corner]()
        best, moved = sign * self.values(corner)[measure], True
        while moved:
            moved = False
            for place, margin in enumerate(self.margins):
                for end in self.ends(margin):
                    other = (*corner[:place], end, *corner[place + 1 :])
                    if end == corner[place]:
                        continue
                    found = sign * self.values(other)[measure]
                    seen.add(other)
                    if found > best + 1e-9 * max(1.0, abs(best)):
                        corner, best, moved = other, found, True
            self.say(
                f"{measure} {sense} from {start}: {sign * best:,.0f} after {len(seen)} corners"
            )
        return corner, len(seen) + 1

    def _end(self, margin: UncertainInput, end: str) -> str:
        return end if end in self.ends(margin) else "value"


def at_starts(corners: Corners) -> pl.DataFrame:
    """`data` and every measure.

    On central data, and with all margins at their favourable and at their unfavourable ends.
    """
    return pl.DataFrame(
        [{"data": start, **corners.values(corners.start(start))} for start in STARTS]
    )


def searched(corners: Corners) -> pl.DataFrame:
    """A row per goal.

    `measure`, `sense`, `start`, `looked_at` (sets of data), `found`, every measure at the corner
    where it was found, and a column per group with its end there.
    """
    rows = []
    for measure, sense, start in GOALS:
        corner, looked_at = corners.search(measure, sense, start)
        told: Mapping[str, float] = corners.values(corner)
        ends = {margin.name: end for margin, end in zip(corners.margins, corner, strict=True)}
        rows.append(
            {
                "measure": measure,
                "sense": sense,
                "start": start,
                "looked_at": looked_at,
                "found": told[measure],
                **{f"at_{name}": value for name, value in told.items()},
                **ends,
            }
        )
    return pl.DataFrame(rows)
