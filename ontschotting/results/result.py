"""What every result has in common: frames, sentences, and how it shows itself."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.labels import weight_words
from ontschotting.case.uncertain_money import uncertain_money_sentences
from ontschotting.errors import QuestionError
from ontschotting.results.trace import Trace
from ontschotting.results.workbook import write_result
from ontschotting.results.workbook_charts import WorkbookChart
from ontschotting.support.arguments import checked_path
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import check_lang, texts
from ontschotting.words.html_tables import first_rows_as_html
from ontschotting.words.messages import problem
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # pandas and matplotlib are heavy: loaded when they are asked for
    import pandas
    from matplotlib.axes import Axes


class Result:
    """A small frozen answer.

    The sentence in the report, the bar in the chart and the cell in the notebook read the same
    frame.

    Examples:
        >>> import ontschotting as on
        >>> result = on.compare(on.load_case("two-villages"))
    """

    frame_charts: ClassVar[tuple[WorkbookChart, ...]] = ()
    """The native charts that `frame` gets in a workbook."""

    adds_goals_up: ClassVar[bool] = False
    """Whether its numbers are those of the value, which adds up several goals by their weights."""

    if not TYPE_CHECKING:  # a type checker would then let every name pass

        def __getattribute__(self, name: str) -> Any:
            """Hand out copies of frames, lists and dictionaries: a change of one changes no answer.

            A copy of a frame shares its columns, so it costs microseconds whatever its size.
            """
            value = super().__getattribute__(name)
            is_handed_out = not name.startswith("_")
            can_change = isinstance(value, pl.DataFrame | dict | list)
            return copy(value) if is_handed_out and can_change else value

    @property
    def frame(self) -> pl.DataFrame:
        """The answer as a tidy frame.

        Examples:
            >>> result.frame.columns
            ['measure', 'value', 'unit', 'name_nl', 'name_en', 'formula']
        """
        raise NotImplementedError

    @property
    def headline(self) -> str:
        """The finding in one sentence (Dutch).

        Examples:
            >>> result.headline
            'Binnen de schotten zijn ten hoogste 2.000 woningen te bekostigen, ...
        """
        return self.note_in("nl")

    @property
    def note(self) -> str:
        """The finding with its reservation in one sentence (Dutch); `note_in("en")` for English.

        Examples:
            >>> result.note
            'Binnen de schotten zijn ten hoogste 2.000 woningen te bekostigen, ...voorspelling.'
        """
        return self.note_in("nl")

    def note_in(self, lang: str) -> str:
        """Return the finding with its reservation in one sentence, in `nl` or `en`.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> result.note_in("en")
            'Within the walls at most 2,000 homes can be funded, ...; it is no forecast.'
        """
        first, *others = self.sentences(lang)
        about = [*self._weight_sentences(lang), *self._unproven_sentences(lang)]
        joined = first
        for each in [*(each for each in about if each in others[:-1]), *others[-1:]]:
            joined = f"{joined.removesuffix('.')}; {each[0].lower()}{each[1:]}"
        return joined

    def sentences(self, lang: str = "nl") -> list[str]:
        """Return all that the result says, the finding first and its reservation last.

        Args:
            lang: `nl` or `en`

        Raises:
            QuestionError: For another language.

        Examples:
            >>> result.sentences("en")[0]
            'Within the walls at most 2,000 homes can be funded, ...: 2,000 more.'
        """
        check_lang(lang)
        *finding, reservation = self._sentences(lang)
        others = [
            *self._weight_sentences(lang),
            *self._uncertain_money_sentences(lang),
            *self._unproven_sentences(lang),
        ]
        return [*finding, *others, reservation] if finding else [reservation, *others]

    def _sentences(self, lang: str) -> list[str]:
        raise NotImplementedError

    def _weight_sentences(self, lang: str) -> list[str]:
        """Name the goals that a value adds up, with their weights, where there are several."""
        case = getattr(self, "case", None)
        if not self.adds_goals_up or case is None or not has_several_outcomes(case):
            return []
        return sentences("weights", lang, weights=weight_words(case, lang))

    def _uncertain_money_sentences(self, lang: str) -> list[str]:
        """Say how much of the money of the case may not come."""
        case = getattr(self, "case", None)
        return [] if case is None else uncertain_money_sentences(case, lang)

    def _unproven_sentences(self, lang: str) -> list[str]:
        """Say that a search for projects stopped before an optimum was proven, where one did."""
        trace = getattr(self, "trace", None)
        is_unproven = isinstance(trace, Trace) and trace.open_gap is not None
        return sentences("unproven", lang) if is_unproven else []

    def to_pandas(self) -> pandas.DataFrame:
        """Return the frame as a pandas DataFrame; a frame of measures has these as its index.

        Examples:
            >>> round(result.to_pandas().loc["freed", "value"])
            2000
        """
        frame = self.frame.to_pandas()
        return frame.set_index("measure") if frame.columns[0] == "measure" else frame

    def to_json(self) -> dict[str, object]:
        """Return the answer as plain values that JSON can hold, unrounded.

        Examples:
            >>> round(result.to_json()["freed"])
            2000
        """
        raise NotImplementedError

    def to_excel(self, path: str | Path, lang: str = "nl") -> Path:
        """Write every frame of the result to a workbook, with charts and a sheet that explains it.

        The file appears whole or not at all. Numbers are unrounded; formats only show them shorter.

        Args:
            path: Where the workbook goes; must end in `.xlsx`
            lang: `nl` or `en`: the language that comes first

        Raises:
            QuestionError: For another suffix or another language.

        Examples:
            >>> result.to_excel("answer.xlsx", lang="en").name
            'answer.xlsx'
        """
        target = checked_path("to_excel", path)
        languages = (lang, "en" if lang == "nl" else "nl")
        notes = [" ".join(self.sentences(language)) for language in languages]
        # The sheets read every measure; the trace counts the optima that were solved by then.
        sheets = self._sheets()
        trace = str(getattr(self, "trace", None) or "")
        return write_result(sheets, target, [*notes, trace], lang, charts=self._sheet_charts())

    def plot(self, ax: Axes | None = None, lang: str = "nl") -> Axes:
        """Draw the result and return the axes.

        `ontschotting.save` writes them for a paper, a slide or a page.

        Args:
            ax: The axes to draw on; by default new ones
            lang: `nl` or `en`

        Examples:
            >>> result.plot(lang="en").get_label().split(".")[0]
            'In this model these walls hold back 50 of every 100 euros'
        """
        raise NotImplementedError

    def _sheets(self) -> dict[str, pl.DataFrame]:
        """Return the sheets of the workbook by name; the first is `frame`."""
        return {"result": self.frame}

    def _sheet_charts(self) -> Mapping[str, tuple[WorkbookChart, ...]]:
        """Return the native charts of each sheet, by the sheet's name."""
        return {next(iter(self._sheets())): self.frame_charts}

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.note_in('en')}>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(' '.join(self.sentences()))}</p>{first_rows_as_html(self.frame)}"


def chart_options(case: Case, lang: str, trace: Trace | None = None) -> dict[str, Any]:
    """Return what every chart of a case gets: its language, its source, and its assumptions.

    Args:
        case: The case whose figures are drawn
        lang: `nl` or `en`
        trace: Of the optima that are drawn, which may not be proven; None for what was counted

    Raises:
        QuestionError: For another language.
    """
    check_lang(lang)
    proof = {} if trace is None else {"unproven": trace.open_gap is not None}
    source, assumptions = chart_source(case, lang), case.rests_on_assumptions
    return {"lang": lang, "source": source, "assumptions": assumptions, **proof}


def chart_source(case: Case, lang: str) -> str:
    """Return whose figures a chart shows: the case, which data, and which version calculated.

    Args:
        case: The case whose figures are drawn
        lang: `nl` or `en`
    """
    return texts("charts.style", lang)["case"].format(
        title=case.title_in(lang), fingerprint=case.fingerprint[:8], version=__version__
    )


def check_chart(chart: str, known: Sequence[str]) -> None:
    """Raise QuestionError for a chart that a result does not have.

    Args:
        chart: The name that was asked for
        known: The names of the charts that there are
    """
    if chart not in known:
        raise QuestionError(
            problem(
                "unknown_chart",
                chart=chart,
                known=", ".join(known),
                hint=did_you_mean(str(chart), known),
            )
        )
