"""A case: checked, frozen tables of streams, budgets, plans and rules."""

from __future__ import annotations

import hashlib
import html
import sys
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from ontschotting.case.files.read import from_frames
from ontschotting.case.tables.findings import Finding, Findings, TableOrigin
from ontschotting.case.tables.parse_table import parse_tables
from ontschotting.case.tables.parse_value import RefusedValue, parse_native, parse_number
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES, Column
from ontschotting.case.validate.tables import BLANK_STANDS_FOR, check_tables, level_names
from ontschotting.errors import CaseError, CaseWarning, QuestionError
from ontschotting.support.numerics import series_min
from ontschotting.support.suggestions import did_you_mean

_TOTALS = ("stream", "level", "area", "year", "awarded", "ministry", "programme", "instrument", "counts_as_cofinancing")

_COUNTED = {
    "nl": {"regions": ("gebied", "gebieden"), "streams": ("stroom", "stromen"), "budgets": ("budget", "budgetten"), "plans": ("plan", "plannen")},
    "en": {"regions": ("region", "regions"), "streams": ("stream", "streams"), "budgets": ("budget", "budgets"), "plans": ("plan", "plans")},
}
"""One of it, and several."""


class Case:
    """A set of checked tables. It is frozen: `with_table`, `replace_rows`, `set`, `only` and `cancel` give a new case.

    Tables are attributes (`case.budgets` is a polars frame) and stand in `case.tables`. Every declared column is there; blanks are null.
    """

    tables: Mapping[str, pl.DataFrame]
    findings: tuple[Finding, ...]

    def __init__(self, **frames: Any) -> None:
        raws, findings = from_frames(frames)
        self._fill(raws, findings, "frame")

    @classmethod
    def _read(cls, raws: Iterable[RawTable], findings: Findings, kind: str) -> Case:
        case = cls.__new__(cls)
        case._fill(raws, findings, kind)
        return case

    @classmethod
    def _trusted(cls, tables: Mapping[str, pl.DataFrame], findings: tuple[Finding, ...] = ()) -> Case:
        """A case from typed tables that need no checking: made from a checked case, or by a writer whose tests check what it writes."""
        case = cls.__new__(cls)
        case.__setstate__({"tables": tables, "findings": findings})
        return case

    def _fill(self, raws: Iterable[RawTable], findings: Findings, kind: str) -> None:
        tables, places = parse_tables(raws, findings, kind)
        check_tables(tables, places, findings)
        found = findings.sorted()
        if findings.has_errors:
            raise CaseError(found)
        object.__setattr__(self, "tables", MappingProxyType(tables))
        object.__setattr__(self, "findings", found)
        if found:
            warnings.warn("\n".join(map(str, found)), CaseWarning, stacklevel=_level_of_the_caller())

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a case is frozen; with_table and set give a new one")

    def __getattr__(self, name: str) -> pl.DataFrame:
        if name in TABLES:
            return self.tables[name]
        raise AttributeError(f"a case has no {name!r}")

    def __getstate__(self) -> dict[str, Any]:
        return {"tables": dict(self.tables), "findings": self.findings}

    def __setstate__(self, state: dict[str, Any]) -> None:
        object.__setattr__(self, "tables", MappingProxyType(state["tables"]))
        object.__setattr__(self, "findings", state["findings"])

    # What it says

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels: the grouping columns of regions, and plan, region and national."""
        return level_names(self.regions)

    @property
    def settings(self) -> dict[str, str]:
        """The table *case* as a dictionary."""
        return {key: value for key, value in self.tables["case"].select("key", "value").iter_rows() if value is not None}

    @property
    def title(self) -> str:
        """The title, or `case`."""
        return self.settings.get("title", "case")

    @property
    def first_year(self) -> int:
        """The first year of the case: as given, or the first year in budgets; without any budget the first year in plans."""
        given = self.settings.get("first_year")
        if given is not None:
            year = parse_number(given)
            assert not isinstance(year, RefusedValue)  # a case with another first year is refused when it is made
            return int(year)
        years = self.plans["first_year"] if self.budgets.is_empty() else self.budgets["year"]
        return int(series_min(years))

    @property
    def opening_work(self) -> str:
        """`paid`: payments before the first year need no money. `none`: they must be paid like any other."""
        return self.settings.get("opening_work", "none")

    @property
    def rests_on_assumptions(self) -> bool:
        """Whether any row is an assumption or was derived: charts and tables then say *mede op basis van aannames*."""
        return any(table["status"].is_in(["assumption", "derived"]).any() for table in self.tables.values())

    @property
    def fingerprint(self) -> str:
        """A hash of all tables that does not depend on the order of rows or columns."""
        digest = hashlib.sha256()
        for name, table in TABLES.items():
            frame = self._normal(name)
            if table.added_after_v1 and frame.is_empty():
                continue
            digest.update(f"{name}:{','.join(frame.columns)}\n".encode())
            digest.update(frame.write_csv(float_precision=None).encode())
        return digest.hexdigest()

    def _normal(self, name: str) -> pl.DataFrame:
        """A table in a normal form: no blank columns, columns and rows in a fixed order."""
        frame = self.tables[name]
        columns = sorted(column for column in frame.columns if frame[column].null_count() < frame.height)
        frame = frame.select(columns)
        return frame.sort(columns, nulls_last=True) if columns else frame

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Case):
            return NotImplemented
        return all(self._normal(name).equals(other._normal(name)) for name in TABLES)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __repr__(self) -> str:
        return f"<Case {self.title!r}: {self._size('en')}>"

    def _size(self, lang: str) -> str:
        """How many of what is counted most, and the euros of all budgets."""
        from ontschotting.words.texts import amount

        counted = {name: f"{self.tables[name].height} {_COUNTED[lang][name][self.tables[name].height != 1]}" for name in ("regions", "streams", "budgets", "plans")}
        euros = amount(float(self.budgets["amount_eur"].sum()), lang, "eur")
        return f"{counted['regions']}, {counted['streams']}, {counted['budgets']} ({euros}), {counted['plans']}"

    def _repr_html_(self) -> str:
        left, right = 'style="text-align:left"', 'style="text-align:right"'
        rows = "".join(
            f'<tr><th scope="row" {left}>{name}</th><td {right}>{self.tables[name].height}</td><td {left}>{html.escape(table.nl)}</td></tr>' for name, table in TABLES.items()
        )
        head = f'<tr><th scope="col" {left}>tabel</th><th scope="col" {right}>rijen</th><th scope="col" {left}>inhoud</th></tr>'
        return f"<p>{html.escape(self.title)}: {html.escape(self._size('nl'))}.</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"

    # What it becomes

    def with_table(self, name: str, frame: Any) -> Case:
        """The case with one table replaced; the new case is checked like any other."""
        if name not in TABLES:
            raise QuestionError(f"case | no table is called '{name}'.{did_you_mean(name, TABLES)} Tables: {', '.join(TABLES)}.")
        return self._checked({name: frame})

    def _checked(self, frames: Mapping[str, Any]) -> Case:
        new, findings = from_frames(frames)
        kept = [RawTable(name, TableOrigin("frame", name, tuple(frame.columns)), frame) for name, frame in self.tables.items() if name not in frames and (frame.height or TABLES[name].required)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CaseWarning)  # they were told when the case was read, and stand in findings
            return Case._read([*kept, *new], findings, "frame")

    def with_values(self, tables: Mapping[str, pl.DataFrame]) -> Case:
        """The case with tables whose values were moved within their margins. Names and keys are the same, so nothing is checked again."""
        for name, frame in tables.items():
            if frame.columns != self.tables[name].columns or frame.height != self.tables[name].height:
                raise ValueError(f"{name} has other rows or columns than the table it replaces")
        return Case._trusted({**self.tables, **tables}, self.findings)

    def with_rows(self, tables: Mapping[str, pl.DataFrame]) -> Case:
        """The case with rows added that a question needs (such as a gift of free money). They come from the library itself, so nothing is checked again."""
        return Case._trusted({**self.tables, **{name: pl.concat([self.tables[name], rows]) for name, rows in tables.items()}}, self.findings)

    def set(self, table: str, *key: Any, **values: Any) -> Case:
        """The case with some cells of one row changed: ``case.set("streams", "wbi_t7", cofinancing_share=0.3)``.

        key  the values of the key columns in their order; blanks at the end may be left out
        """
        if table not in TABLES:
            raise QuestionError(f"case | no table is called '{table}'.{did_you_mean(table, TABLES)}")
        declared, frame = TABLES[table], self.tables[table]
        columns = declared.key
        if len(key) > len(columns):
            raise QuestionError(f"set | {table} has the key {', '.join(columns)}: {len(columns)} values, not {len(key)}.")
        match = pl.lit(True)
        for column, value in zip(columns, [*key, *[None] * (len(columns) - len(key))], strict=True):
            wanted = BLANK_STANDS_FOR.get(column) if value is None else _value(value, declared.by_name[column], f"set | {table}, column {column}")
            at = pl.col(column).fill_null(BLANK_STANDS_FOR[column]) if column in BLANK_STANDS_FOR else pl.col(column)
            match &= at.eq_missing(pl.lit(wanted, dtype=declared.by_name[column].dtype))
        found = frame.select(match.alias("match"))["match"]
        if found.sum() != 1:
            shown = ", ".join(str(value) for value in key)
            near = did_you_mean(str(key[0]), frame[columns[0]].drop_nulls().to_list()) if key else ""
            raise QuestionError(f"set | no row of {table} has the key {shown}.{near} Key columns: {', '.join(columns)}.")
        for name, value in values.items():
            cell = declared.allowed(name)
            if cell is None and not (table == "regions" and name in frame.columns):
                raise QuestionError(f"set | no column is called '{name}' in {table}.{did_you_mean(name, declared.by_name)}")
            dtype = cell.dtype if cell is not None else pl.String()
            answer = None if value is None else _value(value, cell, f"set | {table}, column {name}") if cell is not None else str(value)
            old = pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype)
            frame = frame.with_columns(pl.when(match).then(pl.lit(answer, dtype=dtype)).otherwise(old).alias(name))
        return self._checked({table: frame})

    def replace_rows(self, table: str, rows: Any, **where: Any) -> Case:
        """The case in which the rows of a table that match `where` are these: ``case.replace_rows("plans", mine, region="GM0228")``.

        rows   a frame (pandas, polars, …) with the columns that you fill; a single value in `where` need not be repeated in it, and every row lies within `where`.
               None takes the matching rows out
        where  columns and their value, or a list of values

        Line numbers in a refusal are those of `rows`. Raises QuestionError when nothing matches `where`, in the table nor in `rows`.
        """
        from ontschotting.case.edit import replace_rows

        return replace_rows(self, table, rows, where)

    def changes(self, earlier: Case) -> pl.DataFrame:
        """What differs from an earlier case, a row per cell: `table`, `key`, `change` (added, removed, changed), `column`, `before`, `after`."""
        from ontschotting.case.diff import diff

        return diff(earlier, self)

    def cancel(self, stream: str, from_year: int) -> Case:
        """The case in which a scheme ends: its budgets of `from_year` and later are gone. Money of earlier years keeps its rules.

        Raises QuestionError where money of other streams may move to the scheme: *transfers* names no years, so it does not say whether that ends too.
        """
        self._need_stream(stream)
        giving = self.transfers.filter((pl.col("to_stream") == stream) & (pl.col("share") > 0))["stream"].sort().to_list()
        if giving:
            raise QuestionError(
                f"cancel | money of {', '.join(giving)} may move to '{stream}' (transfers), and no year says whether that ends too. Take those rows out first, so that nothing ever moves there: "
                f"case.replace_rows('transfers', None, to_stream='{stream}')."
            )
        return self._part({"budgets": self.budgets.filter((pl.col("stream") != stream) | (pl.col("year") < from_year))}, "cancel")

    def only(self, **areas: str | Iterable[str]) -> Case:
        """A part of the case, cut out: ``case.only(housing_deal_region="Regio Foodvalley")``, or ``region="Ede"``. See `ontschotting.case.subset` for the rule on wider money."""
        from ontschotting.case.subset import subset

        return self._part(subset(self, areas), "only")

    def _part(self, tables: Mapping[str, pl.DataFrame], asked: str) -> Case:
        """The case with fewer rows. Its first year stays what it was, also when the budget that set it is gone: opening work hangs on it."""
        if "plans" in tables and tables["plans"].is_empty():
            raise QuestionError(f"{asked} | nothing is left in plans. Ask for a part that has some.")
        part = dict(tables)
        if "first_year" not in self.settings and part["budgets"]["year"].min() != self.first_year:
            row = pl.DataFrame({"key": ["first_year"], "value": [str(self.first_year)]})
            kept = self.tables["case"].filter(pl.col("key") != "first_year")
            part["case"] = pl.concat([kept, row], how="diagonal")
        return self._checked(part)

    def totals(self, by: Iterable[str] = ("stream", "year")) -> pl.DataFrame:
        """Sums of the budgets, to reconcile with one's own. `by`: any of stream, level, area, year, awarded and the columns of streams."""
        names = [by] if isinstance(by, str) else list(by)
        for name in names:
            if name not in _TOTALS:
                raise QuestionError(f"totals | cannot add up by '{name}'. Choose from {', '.join(_TOTALS)}.{did_you_mean(name, _TOTALS)}")
        streams = self.streams.select("stream", "ministry", "programme", "instrument", pl.col("counts_as_cofinancing").fill_null(False))
        budgets = self.budgets.with_columns(pl.col("awarded").fill_null(False)).join(streams, on="stream", how="left")
        total = pl.col("amount_eur").sum()
        return budgets.group_by(names).agg(total).sort(names, nulls_last=True) if names else budgets.select(total)

    def source(self, table: str, **key: Any) -> pl.DataFrame:
        """Where rows came from: the rows of a table that match, with source, status, note and what the sources table says of them."""
        if table not in TABLES:
            raise QuestionError(f"source | no table is called '{table}'.{did_you_mean(table, TABLES)}")
        frame = self.tables[table]
        for name, value in key.items():
            if name not in frame.columns:
                raise QuestionError(f"source | no column is called '{name}' in {table}.{did_you_mean(name, frame.columns)}")
            column = TABLES[table].allowed(name)
            wanted = value if value is None or column is None else _value(value, column, f"source | {table}, column {name}")
            frame = frame.filter(pl.col(name).eq_missing(pl.lit(wanted, dtype=frame.schema[name])))
        if table == "sources":
            return frame
        about = self.sources.select("source", *(pl.col(name).alias(f"source_{name}") for name in ("title", "publisher", "url", "date", "license")))
        return frame.join(about, on="source", how="left")

    def write(self, path: str | Path) -> Path:
        """Write the case to a folder of CSV files or, when the path ends in .xlsx, a workbook. Reading it back gives an equal case."""
        from ontschotting.case.files.write import write_folder, write_frames

        place = Path(path)
        frames = {name: self._written(name) for name in TABLES if self.tables[name].height or TABLES[name].required}
        return write_frames(frames, place) if place.suffix.casefold() == ".xlsx" else write_folder(frames, place)

    def _written(self, name: str) -> pl.DataFrame:
        frame = self.tables[name]
        needed = {column.name for column in TABLES[name].columns if column.required}
        needed |= set(self.levels) if name == "regions" else set()  # a grouping without areas is a level all the same
        return frame.select(column for column in frame.columns if column in needed or frame[column].null_count() < frame.height)

    def _need_stream(self, stream: str) -> None:
        known = self.streams["stream"].to_list()
        if stream not in known:
            raise QuestionError(f"case | no stream '{stream}' in streams.{did_you_mean(stream, known)}")


def _level_of_the_caller() -> int:
    """How far up the first line outside this package stands, so that a warning points at what was asked and not at the library."""
    frame, level = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] == __name__.partition(".")[0]:
        frame, level = frame.f_back, level + 1
    return level


def _value(value: Any, column: Column, where: str) -> Any:
    """A value as the type of its column; raises QuestionError when it is none."""
    answer = parse_native(value, column)
    if isinstance(answer, RefusedValue):
        raise QuestionError(f"{where}: {answer.reason}")
    return answer
