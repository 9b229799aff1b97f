"""A case: checked, frozen tables of streams, budgets, plans and rules."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting.case import edit, queries, row_edits, summary
from ontschotting.case.case_tables import CaseTables
from ontschotting.case.diff import diff
from ontschotting.case.files.write import write_folder, write_frames
from ontschotting.case.subset import subset
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.from_frames import from_frames
from ontschotting.case.tables.known_table import refuse_unknown_table
from ontschotting.case.tables.parse_table import parse_tables
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.validate.tables import check_tables
from ontschotting.errors import CaseError, CaseWarning, Finding, QuestionError
from ontschotting.support.arguments import checked_path
from ontschotting.support.caller import level_of_caller
from ontschotting.support.forks import refuse_after_fork
from ontschotting.words.messages import problem


class Case(CaseTables):
    """A set of checked tables, made of frames by name: `Case(regions=…, streams=…, …)`.

    It is frozen: `with_table`, `with_tables`, `add_rows`, `replace_rows`, `update`, `set`,
    `scale`, `only` and `cancel` return a new case. Each table is an attribute (`case.budgets` is a
    polars frame) and stands in `case.tables`. Every declared column is there; blanks are null. In
    `case.with_defaults` a blank has the value that it stands for, such as *not awarded*.

    Raises:
        CaseError: With every finding, when one of them is an error.

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> case = on.load_case("two-villages")
        >>> case
        <Case 'Twee dorpen': 1 region, 2 streams, 2 budgets (80 million euros), 1 plan>
        >>> case.budgets.select("stream", "amount_eur").rows()
        [('land', 60000000.0), ('mobility', 20000000.0)]
    """

    def __init__(self, **frames: Any) -> None:
        refuse_after_fork()
        self._fill(from_frames(frames), Findings(), "frame", None)

    @classmethod
    def from_raw(
        cls,
        raw_tables: Iterable[RawTable],
        findings: Findings,
        kind: str,
        origin: Path | None = None,
    ) -> Case:
        """Check raw tables and make a case of them.

        Args:
            raw_tables: The tables as they were read
            findings: What was wrong with reading them
            kind: `csv`, `sheet` or `frame`: how a missing table is named
            origin: The folder or workbook that they were read from

        Raises:
            CaseError: With every finding, when one of them is an error.

        Examples:
            >>> raw = [RawTable.from_frame(name, frame) for name, frame in case.tables.items()]
            >>> Case.from_raw(raw, Findings(), "frame") == case
            True
        """
        case = cls.__new__(cls)
        case._fill(raw_tables, findings, kind, origin)
        return case

    def _fill(
        self, raw_tables: Iterable[RawTable], findings: Findings, kind: str, origin: Path | None
    ) -> None:
        """Check raw tables and hold them; see `from_raw`."""
        tables, origins = parse_tables(raw_tables, findings, kind)
        check_tables(tables, origins, findings)
        in_order = findings.sorted(TABLES)
        if findings.has_errors:
            raise CaseError(in_order)
        self.__setstate__({"tables": tables, "findings": in_order, "origin": origin})
        _warn_of(in_order)

    def __repr__(self) -> str:
        return f"<Case {self.title!r}: {summary.size_in_words(self, 'en')}>"

    def _repr_html_(self) -> str:
        return summary.as_html(self)

    def with_table(self, name: str, frame: Any) -> Case:
        """Return the case with one table replaced, checked like any other case.

        Args:
            name: The table
            frame: A frame (pandas, polars, pyarrow) with its rows

        Examples:
            >>> doubled = case.budgets.with_columns(pl.col("amount_eur") * 2)
            >>> case.with_table("budgets", doubled).budgets["amount_eur"].to_list()
            [120000000.0, 40000000.0]
        """
        return self.with_tables(**{name: frame})

    def with_tables(self, **frames: Any) -> Case:
        """Return the case with several tables replaced, checked together.

        The order does not matter: a new stream and its budgets come at once.

        Args:
            **frames: A frame (pandas, polars, pyarrow) with its rows for each table by name

        Examples:
            >>> first = case.with_tables(
            ...     streams=case.streams.head(1),
            ...     budgets=case.budgets.head(1),
            ...     earmarks=case.earmarks.head(1),
            ... )
            >>> first.streams["stream"].to_list(), first.budgets["stream"].to_list()
            (['land'], ['land'])
        """
        for name in frames:
            refuse_unknown_table("case", name)
        return self._with_frames(frames)

    def add_rows(self, table: str | None = None, rows: Any = None, /, **frames: Any) -> Case:
        """Return the case with rows added to a table, or to several that are checked together.

        ``case.add_rows("budgets", frame)``, or ``case.add_rows(streams=…, budgets=…)``: then the
        order does not matter. Line numbers in a refusal are those of the rows; a key that the table
        has already is refused.

        Args:
            table: The table
            rows: A frame (pandas, polars, …) with the columns that you fill
            **frames: The same for several tables, by name

        Raises:
            QuestionError: There is no such table, or none is given.
            CaseError: With every finding about the rows.

        Examples:
            >>> later = {"stream": "land", "level": "region", "area": "A", "year": 2027}
            >>> more = case.add_rows("budgets", pl.DataFrame([{**later, "amount_eur": 5e6}]))
            >>> more.budgets.height, case.budgets.height
            (3, 2)
        """
        added = frames if table is None else {table: rows, **frames}
        if not added:
            raise QuestionError(problem("no_rows_given"))
        return self._checked_again(*row_edits.add_rows(self, added))

    def update(self, table: str, rows: Any, *, drop_margins: bool = False) -> Case:
        """Return the case with cells of many rows changed, each row found by its key.

        Args:
            table: The table
            rows: A frame (pandas, polars, …): the key columns (those that are blank may be left
                out) and the columns to change. A blank changes nothing; `set` makes a cell blank
            drop_margins: Take off the margins of the cells that change, but for a margin that
                `rows` gives

        Raises:
            QuestionError: A key that no row has, or a value outside the margin of its row: all of
                them at once.
            CaseError: With every finding about the values.

        Examples:
            >>> amounts = {"stream": ["land", "mobility"], "level": "region", "area": "A"}
            >>> amounts |= {"year": 2026, "amount_eur": [50e6, 30e6]}
            >>> case.update("budgets", pl.DataFrame(amounts)).budgets["amount_eur"].to_list()
            [50000000.0, 30000000.0]
        """
        return self._checked_again(*row_edits.update_cells(self, table, rows, drop_margins))

    def _with_frames(self, frames: Mapping[str, Any]) -> Case:
        """Return the case with these tables, by name, and the others as they are."""
        unchanged = row_edits.unchanged_tables(self, frames)
        return self._checked_again([*unchanged, *from_frames(frames)], Findings())

    def _checked_again(self, raw_tables: Iterable[RawTable], findings: Findings) -> Case:
        """Return a changed case; what this one was warned of already is not told again."""
        case = _made_quietly(raw_tables, findings)
        known = {_subject(finding) for finding in self.findings}
        _warn_of([each for each in case.findings if _subject(each) not in known])
        return case

    def _part(self, frames: Mapping[str, Any]) -> Case:
        """Return a part of the case; that streams have no money left in it is no warning."""
        unchanged = row_edits.unchanged_tables(self, frames)
        return _made_quietly([*unchanged, *from_frames(frames)], Findings())

    def set(self, table: str, *key: Any, **values: Any) -> Case:
        """Return the case with some cells of one row changed.

        ``case.set("streams", "wbi_t7", cofinancing_share=0.3)``.

        Args:
            table: The table
            *key: The values of the key columns in their order; blanks at the end may be left out
            **values: Columns and their new value

        Raises:
            QuestionError: No row has this key, or there is no such column.

        Examples:
            >>> shared = case.set("streams", "land", cofinancing_share=0.3)
            >>> shared.streams["cofinancing_share"].to_list()
            [0.3, None]
        """
        return self._with_frames({table: edit.set_cells(self, table, key, values)})

    def scale(self, table: str, column: str, factor: float, **where: Any) -> Case:
        """Return the case with the numbers of a column multiplied, their margins along.

        ``case.scale("budgets", "amount_eur", 0.9, stream=["a", "b"])``.

        Args:
            table: The table
            column: A column of numbers or shares
            factor: What the numbers are multiplied by
            **where: Columns and their value, or a list of values; without any, every row

        Raises:
            QuestionError: There is no such table, column or row, or the factor is below zero.
            CaseError: A number leaves what its column admits, such as a share above one.

        Examples:
            >>> larger = case.scale("budgets", "amount_eur", 1.5, stream="land")
            >>> larger.budgets["amount_eur"].to_list()
            [90000000.0, 20000000.0]
        """
        return self._with_frames({table: edit.scale(self, table, column, factor, where)})

    def replace_rows(self, table: str, rows: Any, **where: Any) -> Case:
        """Return the case in which `rows` take the place of the rows that match `where`.

        ``case.replace_rows("plans", own_plans, region="GM0228")``. Line numbers in a refusal are
        those of `rows`.

        Args:
            table: The table
            rows: A frame (pandas, polars, …) with the columns that you fill. Every row lies within
                `where`; a single value in `where` need not be repeated in it. None removes the
                matching rows
            **where: Columns and their value, or a list of values

        Raises:
            QuestionError: Nothing matches `where`, in the table nor in `rows`.

        Examples:
            >>> plan = {"plan": "A2", "plan_type": "homes", "outcome": "homes"}
            >>> plan |= {"capacity_units": 500, "first_year": 2026, "last_year": 2026}
            >>> own = case.replace_rows("plans", pl.DataFrame([plan]), region="A")
            >>> own.plans.select("plan", "capacity_units").rows()
            [('A2', 500.0)]
        """
        return self._checked_again(*edit.replace_rows(self, table, rows, where))

    def changes(self, earlier: Case) -> pl.DataFrame:
        """Return what differs from an earlier case, a row per cell.

        Columns: `table`, `key`, `change` (added, removed, changed), `column`, `before`, `after`.

        Args:
            earlier: The case before the changes

        Examples:
            >>> halved = case.set("budgets", "land", "region", "A", 2026, amount_eur=20e6)
            >>> halved.changes(case).select("key", "column", "before", "after").rows()
            [('land, region, A, 2026, False', 'amount_eur', '60000000', '20000000')]
        """
        return diff(earlier, self)

    def cancel(self, stream: str, from_year: int) -> Case:
        """Return the case in which a scheme ends; money of earlier years keeps its rules.

        Args:
            stream: The scheme
            from_year: Its budgets of this year and later are gone

        Raises:
            QuestionError: Money of other streams may move to the scheme: *transfers* names no
                years, so it does not say whether that ends too. Or `from_year` is no plausible
                year.

        Examples:
            >>> case.cancel("land", from_year=2026).budgets["stream"].to_list()
            ['mobility']
        """
        return self._part(
            edit.keep_first_year(self, edit.cancel(self, stream, from_year), "cancel")
        )

    def only(self, **areas: str | Iterable[str]) -> Case:
        """Return a part of the case.

        ``case.only(housing_deal_region="Regio Foodvalley")`` or ``case.only(region="Ede")``. See
        `ontschotting.case.subset` for the rule on money of wider areas.

        Args:
            **areas: A level and its area, or a list of areas

        Examples:
            >>> case.only(region="A").regions["region"].to_list()
            ['A']
        """
        return self._part(edit.keep_first_year(self, subset(self, areas), "only"))

    def totals(self, by: Iterable[str] = ("stream", "year")) -> pl.DataFrame:
        """Return sums of the budgets in euros, to reconcile with one's own.

        Args:
            by: Any of stream, level, area, year, awarded and the columns of streams

        Examples:
            >>> case.totals(by=["stream"]).rows()
            [('land', 60000000.0), ('mobility', 20000000.0)]
        """
        return queries.totals(self, by)

    def source(self, table: str, **key: Any) -> pl.DataFrame:
        """Return where rows came from: source, status, note, and what *sources* says of them.

        Args:
            table: The table
            **key: Columns and the value that the rows have there

        Raises:
            QuestionError: There is no such table or column, or no row of it has the value.

        Examples:
            >>> case.source("budgets", stream="land").select("stream", "year", "status").rows()
            [('land', 2026, 'synthetic')]
        """
        return queries.source(self, table, key)

    def write(self, path: str | Path) -> Path:
        """Write the case to a folder of CSV files or, when the path ends in .xlsx, a workbook.

        Reading it back gives an equal case. Files of an earlier case there are overwritten without
        a question, tables that this case lacks are removed, and each file appears whole or not at
        all.

        Args:
            path: A folder, or a path that ends in .xlsx

        Raises:
            QuestionError: It cannot be written there.

        Examples:
            >>> path = case.write("copy.xlsx")
            >>> on.read_case(path) == case
            True
        """
        target = checked_path("write", path)
        if not str(path):
            raise QuestionError(problem("empty_path"))
        frames = {
            name: self._filled_columns(name)
            for name in TABLES
            if self.tables[name].height or TABLES[name].required
        }
        if target.suffix.casefold() == ".xlsx":
            return write_frames(frames, target)
        return write_folder(frames, target)

    def _filled_columns(self, name: str) -> pl.DataFrame:
        """Return a table without the columns that are blank and may be left out."""
        frame = self.tables[name]
        required = {column.name for column in TABLES[name].columns if column.required}
        # a grouping without areas is a level all the same
        required |= set(self.levels) if name == "regions" else set()
        return frame.select(
            column
            for column in frame.columns
            if column in required or frame[column].null_count() < frame.height
        )


def _made_quietly(raw_tables: Iterable[RawTable], findings: Findings) -> Case:
    """Return a case of these tables; its warnings stand in `findings` alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CaseWarning)
        return Case.from_raw(raw_tables, findings, "frame")


def _subject(finding: Finding) -> tuple[object, ...]:
    """Return what a warning is about, whatever line it stands on."""
    return finding.table, finding.code, finding.column, finding.value


def _warn_of(findings: Sequence[Finding]) -> None:
    """Warn once of all findings, at the line of the user."""
    if findings:
        text = "\n".join(map(str, findings))
        warnings.warn(CaseWarning(text, tuple(findings)), stacklevel=level_of_caller())
