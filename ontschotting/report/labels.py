"""Name streams, levels, inputs and scenarios of a case in the language of a report."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from ontschotting.case.case import Case
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.labels import area_name, input_words, purpose_name
from ontschotting.report.formatting import Formatter
from ontschotting.words.labels import level_words


class Labels:
    """The names of what a case holds, in one language."""

    def __init__(self, case: Case, formatter: Formatter) -> None:
        self._case, self._formatter = case, formatter

    def stream(self, stream: str, default: str | None = None) -> str:
        """Return the name of a stream, with its code where another stream has the same name.

        Args:
            stream: The code of the stream
            default: For a stream that the case does not have; its code when None
        """
        return self._streams.get(stream, stream if default is None else default)

    @cached_property
    def _streams(self) -> dict[str, str]:
        """The name of each stream, by code."""
        names = stream_names(self._case, self._formatter.lang)
        occurrences = Counter(names.values())
        return {
            code: f"{name} ({code})" if occurrences[name] > 1 else name
            for code, name in names.items()
        }

    def level(self, level: str | None) -> str:
        """Return the name of a level, or nothing where there is none."""
        return "" if level is None else level_words(level, self._formatter.lang)

    def purpose(self, purpose: str) -> str:
        """Return the name of a purpose."""
        return purpose_name(self._case, purpose, self._formatter.lang)

    def group(self, dimension: str, group: str) -> str:
        """Return the name of a group of a breakdown.

        Args:
            dimension: What the money is broken down by, such as `stream` or `province`
            group: The code of the group
        """
        match dimension:
            case "own_money":
                return self._formatter.text(f"payer_{group}")
            case "stream":
                return self.stream(group)
            case "purpose":
                return self.purpose(group)
        return area_name(group, self._formatter.lang)

    def input(self, group: str, table: str, column: str) -> str:
        """Return the name of a group of uncertain inputs.

        Args:
            group: The group
            table: The table of the inputs
            column: Their column
        """
        return input_words(self._case, group, table, column, self._formatter.lang)

    def reading(self, reading: str) -> str:
        """Return the name of another reading of the data: its folder where no text names it."""
        key = f"reading_{reading}"
        return self._formatter.text(key) if self._formatter.has_text(key) else reading

    def scenario(self, scenario: str, level: str | None) -> str:
        """Return the name of a scenario.

        Args:
            scenario: Its key
            level: The level of the scenario, where it has one
        """
        keys = {"guarantee": "guarantee_row", "guarantee_outcomes": "guarantee_outcomes_row"}
        return self._formatter.text(keys.get(scenario, scenario), level=self.level(level))
