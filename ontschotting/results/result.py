"""What every result has in common.

A headline, frames, a sentence with its reservation, its trace, and how it shows itself.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.certificate import Certificate
from ontschotting.regime.regime import Regime
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.languages import check_lang
from ontschotting.words.numbers import number

if TYPE_CHECKING:  # pandas and matplotlib are heavy: loaded when they are asked for
    import pandas
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class Trace:
    """Where an answer comes from: enough to find the same number again.

    Attributes:
        case: Title of the case
        fingerprint: Of all its tables, independent of the order of rows
        regime: Which walls were lifted
        solver: Name and version
        version: Of this library
        optima: How many optima were certified
        worst_gap, worst_violation: The largest relative gap, and the largest violation of a row or
            bound, among their certificates
    """

    case: str
    fingerprint: str
    regime: str
    solver: str
    version: str
    optima: int
    worst_gap: float
    worst_violation: float

    @classmethod
    def of(
        cls, case: Case, regime: Regime, solver: str, certificates: Iterable[Certificate]
    ) -> Trace:
        """The trace of an answer that rests on these certificates."""
        checked = list(certificates)
        return cls(
            case.title,
            case.fingerprint,
            repr(regime),
            solver,
            __version__,
            len(checked),
            max((abs(one.gap) for one in checked), default=0.0),
            max((max(one.row_violation, one.bound_violation) for one in checked), default=0.0),
        )

    @classmethod
    def merged(cls, case: Case, regime: Regime, traces: Iterable[Trace]) -> Trace:
        """Return one trace for several answers: their optima together, the worst among them.

        Args:
            case: The case that the answers are about
            regime: The regime that the answers are about
            traces: The trace of each answer
        """
        parts = list(traces)
        return cls(
            case.title,
            case.fingerprint,
            repr(regime),
            ", ".join(sorted({part.solver for part in parts})),
            __version__,
            sum(part.optima for part in parts),
            max((part.worst_gap for part in parts), default=0.0),
            max((part.worst_violation for part in parts), default=0.0),
        )

    def __str__(self) -> str:
        return (
            f"{self.case} ({self.fingerprint[:12]}), {self.regime}; ontschotting {self.version},"
            f" {self.solver}; {self.optima} certified optima, worst gap {self.worst_gap:.0e}, rows"
            f" kept to {self.worst_violation:.0e}"
        )


@dataclass(frozen=True)
class DataTrace:
    """Where an answer comes from that was counted from the tables, without a program.

    The title of the case, its fingerprint, and the version of this library.
    """

    case: str
    fingerprint: str
    version: str

    @classmethod
    def of(cls, case: Case) -> DataTrace:
        """The trace of what was counted in a case."""
        return cls(case.title, case.fingerprint, __version__)

    def __str__(self) -> str:
        return (
            f"{self.case} ({self.fingerprint[:12]}); ontschotting {self.version}; counted from the"
            " tables, nothing was optimised"
        )


class Result:
    """A small frozen answer.

    The sentence in the report, the bar in the chart and the cell in the notebook read the same
    frame.
    """

    @property
    def frame(self) -> pl.DataFrame:
        """The answer as a tidy frame."""
        raise NotImplementedError

    @property
    def headline(self) -> str:
        """The finding in one sentence (Dutch)."""
        return self.note_in("nl")

    @property
    def note(self) -> str:
        """One sentence with its reservation (Dutch); `note_in("en")` gives it in English."""
        return self.note_in("nl")

    def note_in(self, lang: str) -> str:
        """One sentence with its reservation, in `nl` or `en`.

        The first and the last of `sentences`.
        """
        first, *others = self.sentences(lang)
        return (
            f"{first.removesuffix('.')}; {others[-1][0].lower()}{others[-1][1:]}"
            if others
            else first
        )

    def sentences(self, lang: str = "nl") -> list[str]:
        """All that the result says, in `nl` or `en`: the finding first and its reservation last.

        Raises:
            QuestionError: For another language.
        """
        check_lang(lang)
        return self._sentences(lang)

    def _sentences(self, lang: str) -> list[str]:
        raise NotImplementedError

    def to_pandas(self) -> pandas.DataFrame:
        """The frame as a pandas DataFrame."""
        return self.frame.to_pandas()

    def to_excel(self, path: str | Path, lang: str = "nl") -> Path:
        """Write every frame of the result to a workbook with native charts, and a sheet that says
        what it is and where it came from.

        The file appears whole or not at all. Numbers are unrounded; formats only show them shorter.
        """
        from ontschotting.results.workbook import write_result

        told = (" ".join(self.sentences(one)) for one in (lang, "en" if lang == "nl" else "nl"))
        notes = (*told, str(getattr(self, "trace", None) or ""))
        return write_result(self._sheets(), Path(path), notes, lang)

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the result; gives the axes.

        `ontschotting.save` writes them for a paper, a slide or a page.
        """
        raise NotImplementedError

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"result": self.frame}

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.note_in('en')}>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(' '.join(self.sentences()))}</p>{first_rows_as_html(self.frame)}"


def chart_options(case: Case, lang: str) -> dict[str, Any]:
    """What every chart of a case shares.

    Its language, whose figures it shows, and whether they rest in part on assumptions.
    """
    check_lang(lang)
    return {"lang": lang, "source": case.title, "assumptions": case.rests_on_assumptions}


def check_chart(chart: str, known: Sequence[str]) -> None:
    """Raise QuestionError for a chart that a result does not have."""
    if chart not in known:
        raise QuestionError(
            f"plot | no chart {chart!r}. Choose one of:"
            f" {', '.join(known)}.{did_you_mean(str(chart), known)}"
        )


ROWS = 60
"""Rows of a frame that a result shows in a notebook."""


def first_rows_as_html(frame: pl.DataFrame) -> str:
    """A frame as `frame_as_html` gives it; of a long one the first rows, and how many there are."""
    rest = (
        f"<p>De eerste {ROWS} van {number(frame.height, 'nl')} rijen; alle staan in"
        " <code>.frame</code>.</p>"
        if frame.height > ROWS
        else ""
    )
    return frame_as_html(frame.head(ROWS)) + rest


def frame_as_html(frame: pl.DataFrame, headers: Sequence[str] | None = None) -> str:
    """A frame as a plain HTML table in the colours of the page, every name and value escaped.

    Numbers as people write them and to the right, words to the left.
    """
    sides = ["right" if dtype.is_numeric() else "left" for dtype in frame.dtypes]
    head = "".join(
        f'<th scope="col" style="text-align:{side}">{html.escape(name)}</th>'
        for name, side in zip(headers or frame.columns, sides, strict=True)
    )
    rows = (zip(row, sides, frame.columns, strict=True) for row in frame.iter_rows())
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}">{html.escape(_cell(value, name))}</td>'
            for value, side, name in row
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object, column: str) -> str:
    """A value of a table for people (Dutch).

    About four digits of a fraction, none behind the comma of a large number. A year keeps its
    digits together.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, int) and "year" not in column:
        return number(value, "nl")
    if isinstance(value, float) and math.isfinite(value):
        size = abs(value)
        return number(
            value,
            "nl",
            (
                0
                if size >= 100
                else (
                    2 if size >= 1 else min(12, 3 - math.floor(math.log10(size))) if size > 0 else 0
                )
            ),
        )
    return str(value)
