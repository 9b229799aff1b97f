"""The facts of a report as readers see them: years, names, numbers and ranges in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import polars as pl

from ontschotting.case.labels import input_words
from ontschotting.measures.comparison.annual import annual_target, year_count
from ontschotting.report.blocks import FormattedNumber, Picture, Table
from ontschotting.report.collect import ReportData, noise_of
from ontschotting.report.words.en import WORDS as ENGLISH
from ontschotting.report.words.nl import WORDS as DUTCH
from ontschotting.support.numerics import series_max, series_min
from ontschotting.words.labels import level_words, outcome_words, purpose_words
from ontschotting.words.numbers import amount


class Formatter:
    """Facts in one language."""

    def __init__(self, facts: ReportData, lang: str, name: str = "CASE") -> None:
        self.name = name
        self.facts, self.lang, self.case = facts, lang, facts.case
        self._words: Mapping[str, str] = DUTCH if lang == "nl" else ENGLISH
        self.outcomes = sorted(self.case.plans["outcome"].unique().to_list())
        self.units = outcome_words(self.outcomes, lang)

    def say(self, key: str, **values: object) -> str:
        """A text by name, filled in."""
        return self._words[key].format(**{"units": self.units, **values})

    def has(self, key: str) -> bool:
        """Whether there is a text of that name."""
        return key in self._words

    def count(self, value: float | None) -> FormattedNumber:
        """Units, with no more digits than a model carries."""
        return FormattedNumber(
            self.say("none") if value is None else amount(value, self.lang), value
        )

    def euros(self, value: float | None) -> FormattedNumber:
        """Money."""
        if value is not None and 0 < abs(value) <= max(
            1.0, 1e-6 * self.facts.main.lifted.budget_eur
        ):
            # what the tolerance of *reach* leaves of a zero; the charts draw it the same
            value = 0.0
        return FormattedNumber(
            self.say("none") if value is None else amount(value, self.lang, "eur"), value
        )

    def share(self, value: float | None) -> FormattedNumber:
        """A share as a percentage.

        A share of nearly all or nearly nothing is not rounded to all or nothing.
        """
        if value is None:
            return FormattedNumber(self.say("none"))
        rounded = round(100 * value, 1)
        # nearer is what the tolerance of *reach* leaves of all
        if rounded == 100 and value < 1 - 1e-6:
            return FormattedNumber(
                ("meer dan " if self.lang == "nl" else "more than ")
                + amount(0.999, self.lang, "share"),
                value,
            )
        return FormattedNumber(amount(0.0 if value < 1e-6 else value, self.lang, "share"), value)

    def between(self, low: FormattedNumber, high: FormattedNumber) -> FormattedNumber:
        """`low … high`, or one of them when they read the same.

        It counts as its low end where it is sorted.
        """
        if low == high:
            return low
        bare, _, unit = low.partition(" ")
        # `2 … 3 miljoen euro` says the unit once
        same = bool(unit) and high.partition(" ")[2] == unit
        return FormattedNumber(
            self.say("from_to", low=bare if same else low, high=high), low.number
        )

    def picture(
        self, name: str, data: Table | None = None, file: str = "", **values: object
    ) -> Picture:
        """A chart with what it shows in words."""
        return Picture(name, self.say(f"figure_{name}", **values), data, file)

    def table(
        self,
        caption: str,
        heads: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        *,
        texts: int = 1,
        file: str = "",
    ) -> Table:
        """A table whose caption and headers are texts by name."""
        return Table(
            self.say(caption),
            tuple(self.say(head) for head in heads),
            tuple(rows),
            texts=texts,
            file=file,
        )

    # Years and targets

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and last year in which a plan can deliver."""
        return int(series_min(self.case.plans["first_year"])), int(
            series_max(self.case.plans["last_year"])
        )

    @property
    def year_count(self) -> int:
        """How many years that is."""
        return year_count(self.case)

    def a_year(self, value: float | None) -> float | None:
        """Units a year."""
        return None if value is None else value / self.year_count

    @cached_property
    def target(self) -> float | None:
        """The national target a year for the one outcome of the case, or None."""
        return annual_target(self.case)

    # Ranges

    def worlds(self, awarded: bool) -> dict[str, tuple[float, float, float]]:
        """(value, low, high) of the current and the lifted world, for one of the two questions, all
        margins together.
        """
        ends = (
            self.facts.price_bounds
            if awarded and self.facts.price_bounds is not None
            else self.facts.free_bounds
        )
        found = {}
        for world in ("current", "lifted"):
            values = dict(ends.frame.select("data", f"{world}_value").iter_rows())
            three = [values["central"], values["unfavourable"], values["favourable"]]
            found[world] = (three[0], min(three), max(three))
        return found

    @cached_property
    def homes(self) -> pl.DataFrame:
        """Units a year in each world, with their range: `name`, `kind`, `value`, `low`, `high`."""
        both = self.facts.price is not None
        rows = [(self.say("within"), "current", *self.worlds(awarded=False)["current"])]
        rows.append(
            (
                f"{self.say('without')}, {self.say('only_free')}" if both else self.say("without"),
                "free",
                *self.worlds(awarded=False)["lifted"],
            )
        )
        if both:
            rows.append(
                (
                    f"{self.say('without')}, {self.say('also_awarded')}",
                    "awarded",
                    *self.worlds(awarded=True)["lifted"],
                )
            )
        schema = {
            "name": pl.String,
            "kind": pl.String,
            "value": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
        }
        return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
            pl.col("value", "low", "high") / self.year_count
        )

    def gains(self) -> list[tuple[str, float]]:
        """(which data, gain) of the main question for every set of data that both worlds share."""
        facts = self.facts
        found = [(self.say("central"), facts.gain)]
        found += [
            (self.say(f"all_{end}"), facts.main_bounds.gain(end))
            for end in ("unfavourable", "favourable")
        ]
        for row in facts.swings.frame.iter_rows(named=True):
            name = self.input_name(row["group"], row["table"], row["column"])
            found += [
                (self.say("low_value", name=name), row["low"]),
                (self.say("high_value", name=name), row["high"]),
            ]
        return found

    @cached_property
    def has_own_money(self) -> bool:
        """Whether the case has own money at all, which is then shown apart."""
        return bool(self.case.streams["counts_as_cofinancing"].fill_null(False).any())

    @property
    def noise(self) -> float:
        """A gain below this is no gain that a reader should act on."""
        return noise_of(self.facts.main)

    @property
    def has_margins(self) -> bool:
        """Whether any input of the case has a margin, so that there is a range to give."""
        return self.facts.swings.frame.height > 0

    # Names

    @cached_property
    def stream_names(self) -> dict[str, str]:
        """The name of each stream, or its code.

        With its code where another stream has the same name.
        """
        named = {
            code: name or code
            for code, name in self.case.streams.select("stream", "name").iter_rows()
        }
        often = Counter(named.values())
        return {
            code: f"{name} ({code})" if often[name] > 1 else name for code, name in named.items()
        }

    def level_name(self, level: str | None) -> str:
        """A level in words."""
        return "" if level is None else level_words(level, self.lang)

    def purpose_name(self, purpose: str) -> str:
        """A purpose in words."""
        return purpose_words(purpose, self.lang)

    def group_name(self, dimension: str, group: str) -> str:
        """A group of a breakdown in words."""
        if dimension == "own_money":
            return self.say(group)
        return (
            self.stream_names.get(group, group)
            if dimension == "stream"
            else self.purpose_name(group)
            if dimension == "purpose"
            else group
        )

    def input_name(self, group: str, table: str, column: str) -> str:
        """A group of inputs in words."""
        return input_words(self.case, group, table, column, self.lang)

    def reading_name(self, reading: str) -> str:
        """Another reading of the data in words; its own name where there are no words for it."""
        return self.say(f"reading_{reading}") if self.has(f"reading_{reading}") else reading

    def scenario_name(self, scenario: str, level: str | None) -> str:
        """A scenario in words."""
        key = {"guarantee": "guarantee_row", "guarantee_outcomes": "guarantee_outcomes_row"}.get(
            scenario, scenario
        )
        return self.say(key, level=self.level_name(level))

    @cached_property
    def statuses(self) -> set[str]:
        """The statuses that rows of the case carry."""
        return {
            status
            for table in self.case.tables.values()
            for status in table["status"].drop_nulls().unique().to_list()
        }

    @cached_property
    def budget_statuses(self) -> dict[str, float]:
        """The share of the budget by the status of its rows."""
        total = float(self.case.budgets["amount_eur"].sum())
        sums = self.case.budgets.group_by(pl.col("status").fill_null("none")).agg(
            pl.col("amount_eur").sum()
        )
        return {status: euros / total if total else 0.0 for status, euros in sums.iter_rows()}

    @property
    def assumed_share(self) -> float:
        """The share of the budget on rows that are assumptions."""
        return self.budget_statuses.get("assumption", 0.0)

    @property
    def assumptions(self) -> bool:
        """Whether the answer rests in part on assumptions."""
        return self.case.rests_on_assumptions

    @cached_property
    def source_line(self) -> str:
        """Whose figures these are, for under a chart."""
        return self.case.title
