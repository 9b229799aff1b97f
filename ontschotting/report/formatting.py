"""Write the texts and numbers of a report in one language."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ontschotting.report.blocks import FormattedNumber, Picture, Table
from ontschotting.support.tolerances import NEGLIGIBLE
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount, ratio, rounded_count, rounded_move


class Formatter:
    """Write texts and numbers in one language.

    Attributes:
        lang: `nl` or `en`
        units: What the plans deliver, in words
    """

    def __init__(self, lang: str, units: str, smallest_eur: float) -> None:
        """Make a formatter.

        Args:
            lang: `nl` or `en`
            units: What the plans deliver, in words; every text may name it
            smallest_eur: Euros up to this are written as zero
        """
        self.lang, self.units = lang, units
        self._smallest_eur = smallest_eur
        self._texts = texts("report", lang)

    def text(self, key: str, **values: object) -> str:
        """Return a text, filled in.

        Args:
            key: The name of the text in `words/texts/report.po`, without `report.`
            values: What is filled in, by name
        """
        return self._texts[key].format(**{"units": self.units, **values})

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return several texts, such as the headers of a table."""
        return tuple(self.text(key) for key in keys)

    def has_text(self, key: str) -> bool:
        """Return whether there is a text of that name."""
        return key in self._texts

    def count(self, value: float | None) -> FormattedNumber:
        """Write a number of units."""
        return FormattedNumber(
            self.text("none") if value is None else amount(value, self.lang), value
        )

    def ratio(self, value: float | None) -> FormattedNumber:
        """Write a number that counts nothing, such as homes per million euros."""
        return FormattedNumber(ratio(value, self.lang), value)

    def rounded(self, value: float | None) -> FormattedNumber:
        """Write a number of units as far as it is known, and no part of a unit."""
        return FormattedNumber(rounded_count(value, self.lang), value)

    def move(self, share: float) -> FormattedNumber:
        """Write a relative change with its sign."""
        return FormattedNumber(rounded_move(share, self.lang), share)

    def euros(self, value: float | None) -> FormattedNumber:
        """Write an amount in euros; what the tolerance of *reach* leaves of zero is zero."""
        if value is None:
            return FormattedNumber(self.text("none"))
        if 0 < abs(value) <= self._smallest_eur:
            value = 0.0
        return FormattedNumber(amount(value, self.lang, "eur"), value)

    def read_euros(self, value: float | None) -> FormattedNumber:
        """Write an amount that was read and not computed: no tolerance makes it zero."""
        return FormattedNumber("–" if value is None else amount(value, self.lang, "eur"), value)

    def share(self, value: float | None) -> FormattedNumber:
        """Write a share as a percentage; nearly all is never rounded to all."""
        if value is None:
            return FormattedNumber(self.text("none"))
        if round(100 * value, 1) == 100 and value < 1 - NEGLIGIBLE:
            nearly_all = amount(0.999, self.lang, "share")
            return FormattedNumber(self.text("more_than", share=nearly_all), value)
        return FormattedNumber(
            amount(0.0 if value < NEGLIGIBLE else value, self.lang, "share"), value
        )

    def between(self, low: FormattedNumber, high: FormattedNumber) -> FormattedNumber:
        """Write `low … high`, or one of them when they read the same or differ by rounding alone.

        The unit is written once (`2 … 3 miljoen euro`). A table sorts it by its low end.

        Args:
            low: The low end
            high: The high end
        """
        if low == high or (
            low.number is not None
            and high.number is not None
            and math.isclose(low.number, high.number, rel_tol=NEGLIGIBLE)
        ):
            return low
        low_number, _, low_unit = low.partition(" ")
        same_unit = low_unit != "" and high.partition(" ")[2] == low_unit
        return FormattedNumber(
            self.text("from_to", low=low_number if same_unit else low, high=high), low.number
        )

    def yes_or_no(self, condition: bool) -> str:
        """Write a condition as yes or no."""
        return self.text("yes" if condition else "no")

    def picture(self, name: str, data: Table | None = None, file: str = "") -> Picture:
        """Return a chart with its caption.

        Args:
            name: The name of the chart; its caption is the text `figure_<name>`
            data: Its numbers, where they stand nowhere else
            file: The table with its numbers, where these stand elsewhere
        """
        return Picture(name, self.text(f"figure_{name}"), data, file)

    def table(
        self,
        caption: str,
        headers: Iterable[str],
        rows: Iterable[tuple[str, ...]],
        *,
        text_columns: int = 1,
        folded: bool = False,
        on_paper: bool = False,
        file: str = "",
    ) -> Table:
        """Return a table whose caption and headers are texts by name.

        Args:
            caption: The name of the text above the table
            headers: The names of the texts above the columns
            rows: The cells, written
            text_columns: How many of the first columns are texts and not numbers
            folded: Whether the table is hidden until asked for
            on_paper: Whether a folded table is printed
            file: The table in `tables/` with the same numbers, unrounded
        """
        return Table(
            self.text(caption),
            self.texts(*headers),
            tuple(rows),
            text_columns=text_columns,
            folded=folded,
            on_paper=on_paper,
            file=file,
        )
