"""A case: checked, frozen tables of streams, budgets, plans and rules."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.case import edit, queries, summary
from ontschotting.case.case_tables import CaseTables
from ontschotting.case.diff import diff
from ontschotting.case.files.write import write_folder, write_frames
from ontschotting.case.subset import subset
from ontschotting.case.tables.findings import Findings, TableOrigin
from ontschotting.case.tables.from_frames import from_frames
from ontschotting.case.tables.parse_table import parse_tables
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.validate.tables import check_tables
from ontschotting.errors import CaseError, CaseWarning, Finding, QuestionError
from ontschotting.support.caller import level_of_caller
from ontschotting.support.suggestions import did_you_mean


class Case(CaseTables):
    """A set of checked tables.

    It is frozen: `with_table`, `replace_rows`, `set`, `only` and `cancel` give a new case.

    Tables are attributes (`case.budgets` is a polars frame) and stand in `case.tables`. Every
    declared column is there; blanks are null.
    """

    def __init__(self, **frames: Any) -> None:
        raws, findings = from_frames(frames)
        self._fill(raws, findings, "frame")

    @classmethod
    def from_raw(cls, raws: Iterable[RawTable], findings: Findings, kind: str) -> Case:
        """Check raw tables and make a case of them. Raises CaseError with every finding."""
        case = cls.__new__(cls)
        case._fill(raws, findings, kind)
        return case

    @classmethod
    def from_checked(
        cls, tables: Mapping[str, pl.DataFrame], findings: tuple[Finding, ...] = ()
    ) -> Case:
        """A case from typed tables that need no checking.

        Made from a checked case, or by a writer whose tests check what it writes.
        """
        case = cls.__new__(cls)
        case.__setstate__({"tables": tables, "findings": findings})
        return case

    def _fill(self, raws: Iterable[RawTable], findings: Findings, kind: str) -> None:
        tables, places = parse_tables(raws, findings, kind)
        check_tables(tables, places, findings)
        found = findings.sorted()
        if findings.has_errors:
            raise CaseError(found)
        self.__setstate__({"tables": tables, "findings": found})
        if found:
            warnings.warn("\n".join(map(str, found)), CaseWarning, stacklevel=level_of_caller())

    def __repr__(self) -> str:
        return f"<Case {self.title!r}: {summary.size_in_words(self, 'en')}>"

    def _repr_html_(self) -> str:
        return summary.as_html(self)

    def with_table(self, name: str, frame: Any) -> Case:
        """The case with one table replaced; the new case is checked like any other."""
        if name not in TABLES:
            raise QuestionError(
                f"case | no table is called '{name}'.{did_you_mean(name, TABLES)} Tables:"
                f" {', '.join(TABLES)}."
            )
        return self._with_frames({name: frame})

    def _with_frames(self, frames: Mapping[str, Any]) -> Case:
        new, findings = from_frames(frames)
        kept = [
            RawTable(name, TableOrigin("frame", name, tuple(frame.columns)), frame)
            for name, frame in self.tables.items()
            if name not in frames and (frame.height or TABLES[name].required)
        ]
        return self._rechecked([*kept, *new], findings)

    @staticmethod
    def _rechecked(raws: Iterable[RawTable], findings: Findings) -> Case:
        """A changed case.

        Its warnings were given when it was first made; they stand in `findings`.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CaseWarning)
            return Case.from_raw(raws, findings, "frame")

    def with_values(self, tables: Mapping[str, pl.DataFrame]) -> Case:
        """The case with tables whose values were moved within their margins.

        Names and keys are the same, so nothing is checked again.
        """
        for name, frame in tables.items():
            if (
                frame.columns != self.tables[name].columns
                or frame.height != self.tables[name].height
            ):
                raise ValueError(f"{name} has other rows or columns than the table it replaces")
        return Case.from_checked({**self.tables, **tables}, self.findings)

    def with_rows(self, tables: Mapping[str, pl.DataFrame]) -> Case:
        """The case with rows added that a question needs (such as a gift of free money).

        They come from the library itself, so nothing is checked again.
        """
        return Case.from_checked(
            {
                **self.tables,
                **{name: pl.concat([self.tables[name], rows]) for name, rows in tables.items()},
            },
            self.findings,
        )

    def set(self, table: str, *key: Any, **values: Any) -> Case:
        """The case with some cells of one row changed.

        ``case.set("streams", "wbi_t7", cofinancing_share=0.3)``.

        Args:
            *key: The values of the key columns in their order; blanks at the end may be left out
        """
        return self._with_frames({table: edit.set_cells(self, table, key, values)})

    def replace_rows(self, table: str, rows: Any, **where: Any) -> Case:
        """The case in which the rows of a table that match `where` are these.

        ``case.replace_rows("plans", mine, region="GM0228")``.

        Line numbers in a refusal are those of `rows`.

        Args:
            rows: A frame (pandas, polars, …) with the columns that you fill; a single value in
                `where` need not be repeated in it, and every row lies within `where`. None takes
                the matching rows out
            **where: Columns and their value, or a list of values

        Raises:
            QuestionError: When nothing matches `where`, in the table nor in `rows`.
        """
        return self._rechecked(*edit.replace_rows(self, table, rows, where))

    def changes(self, earlier: Case) -> pl.DataFrame:
        """What differs from an earlier case, a row per cell.

        `table`, `key`, `change` (added, removed, changed), `column`, `before`, `after`.
        """
        return diff(earlier, self)

    def cancel(self, stream: str, from_year: int) -> Case:
        """The case in which a scheme ends: its budgets of `from_year` and later are gone.

        Money of earlier years keeps its rules.

        Raises:
            QuestionError: Where money of other streams may move to the scheme: *transfers* names no
                years, so it does not say whether that ends too.
        """
        return self._with_frames(
            edit.keep_first_year(self, edit.cancel(self, stream, from_year), "cancel")
        )

    def only(self, **areas: str | Iterable[str]) -> Case:
        """A part of the case, cut out.

        ``case.only(housing_deal_region="Regio
        Foodvalley")``, or ``region="Ede"``. See `ontschotting.case.subset` for the rule on wider
        money.
        """
        return self._with_frames(edit.keep_first_year(self, subset(self, areas), "only"))

    def totals(self, by: Iterable[str] = ("stream", "year")) -> pl.DataFrame:
        """Sums of the budgets, to reconcile with one's own.

        `by`: any of stream, level, area, year, awarded and the columns of streams.
        """
        return queries.totals(self, by)

    def source(self, table: str, **key: Any) -> pl.DataFrame:
        """Where rows came from.

        The rows of a table that match, with source, status, note and what the sources table says of
        them.
        """
        return queries.source(self, table, key)

    def write(self, path: str | Path) -> Path:
        """Write the case to a folder of CSV files or, when the path ends in .xlsx, a workbook.

        Reading it back gives an equal case.
        """
        place = Path(path)
        frames = {
            name: self._written(name)
            for name in TABLES
            if self.tables[name].height or TABLES[name].required
        }
        return (
            write_frames(frames, place)
            if place.suffix.casefold() == ".xlsx"
            else write_folder(frames, place)
        )

    def _written(self, name: str) -> pl.DataFrame:
        frame = self.tables[name]
        needed = {column.name for column in TABLES[name].columns if column.required}
        # a grouping without areas is a level all the same
        needed |= set(self.levels) if name == "regions" else set()
        return frame.select(
            column
            for column in frame.columns
            if column in needed or frame[column].null_count() < frame.height
        )
