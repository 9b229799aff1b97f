"""The tables of a case as a frozen container, with its settings and its fingerprints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

from ontschotting.case.tables.columns import PROGRAM_KEYS
from ontschotting.case.tables.defaults import fill_defaults
from ontschotting.case.tables.levels import level_names
from ontschotting.case.tables.parse_value import RefusedValue, parse_number
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import Finding
from ontschotting.support.forks import note_use, refuse_after_fork
from ontschotting.support.made_once import MadeOnce
from ontschotting.support.numerics import series_min


class FrozenTables(Mapping[str, pl.DataFrame]):
    """Tables by name; each time a copy is handed out, so that a change of it changes no case.

    A copy shares its columns with the table, and costs about a microsecond. In a process that was
    forked after a case was made none is handed out: polars would wait for ever.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        note_use()
        self._tables = {name: frame.clone() for name, frame in tables.items()}

    def __getitem__(self, name: str) -> pl.DataFrame:
        refuse_after_fork()
        return self._tables[name].clone()

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


class NormalText:
    """The normal form of a table as text, which cases that differ in other tables share."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._known: bytes | None = None

    @property
    def text(self) -> bytes:
        """The names of the columns, and the rows as comma-separated values."""
        if self._known is not None:
            return self._known
        text = _text_of(_normal_form(self._frame))
        if len(text) <= _MOST_KEPT:
            self._known = text
        return text


_MOST_KEPT = 10_000_000
"""The longest text that is kept, in bytes; the budgets of a national case take some two million."""


class CaseTables:
    """Checked tables of a case. Each is an attribute too: `case.budgets` is a polars frame.

    Attributes:
        tables: Every table of the format by its name, with every declared column; blanks are null
        with_defaults: The same tables with every blank filled that stands for a value, such as
            `awarded` (blank: no). Sums and rules read these; files and fingerprints the others
        findings: What was found when the case was checked: warnings only
        origin: The folder or workbook from which the case was read; None for a case made of frames
            and for a changed case. Two cases may be equal and come from different files

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> case.tables["streams"].select("stream", "counts_as_cofinancing").rows()
        [('land', None), ('mobility', None)]
        >>> case.with_defaults["streams"].select("stream", "counts_as_cofinancing").rows()
        [('land', False), ('mobility', False)]
    """

    tables: Mapping[str, pl.DataFrame]
    with_defaults: Mapping[str, pl.DataFrame]
    findings: tuple[Finding, ...]
    origin: Path | None
    _facts: MadeOnce[Any]  # what `ontschotting.case.facts.once` keeps
    _texts: Mapping[str, NormalText]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a case is frozen; with_table and set give a new one")

    def __getattr__(self, name: str) -> pl.DataFrame:
        if name in TABLES:
            return self.tables[name]
        raise AttributeError(f"a case has no {name!r}")

    def __getstate__(self) -> dict[str, Any]:
        return {"tables": dict(self.tables), "findings": self.findings, "origin": self.origin}

    def __setstate__(self, state: dict[str, Any]) -> None:
        tables = state["tables"]
        self._hold(tables, fill_defaults(tables), state["findings"], state["origin"])

    def _hold(
        self,
        tables: Mapping[str, pl.DataFrame],
        with_defaults: Mapping[str, pl.DataFrame],
        findings: tuple[Finding, ...],
        origin: Path | None = None,
        texts: Mapping[str, NormalText] = MappingProxyType({}),
    ) -> None:
        """Hold tables, and what is known of them already."""
        frozen = FrozenTables(tables)
        held: dict[str, Any] = {
            "tables": frozen,
            "with_defaults": FrozenTables(with_defaults),
            "findings": findings,
            "origin": origin,
            "_facts": MadeOnce(),
            "_texts": {name: texts.get(name) or NormalText(frozen[name]) for name in frozen},
        }
        for name, value in held.items():
            object.__setattr__(self, name, value)

    def _hold_changed(self, case: CaseTables, changed: Mapping[str, pl.DataFrame]) -> None:
        """Hold the tables of a case of which some are changed; what the others hold is shared."""
        self._hold(
            {**case.tables, **changed},
            {**case.with_defaults, **fill_defaults(changed)},
            case.findings,
            texts={name: text for name, text in case._texts.items() if name not in changed},
        )

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels: the grouping columns of regions, and plan, region and national.

        Examples:
            >>> case.levels
            ('plan', 'region', 'national')
        """
        return level_names(self.regions)

    @property
    def settings(self) -> dict[str, str]:
        """The table *case* as a dictionary, without blank values.

        Examples:
            >>> case.settings
            {'title': 'Twee dorpen', 'title_en': 'Two villages', 'first_year': '2026'}
        """
        return {
            key: value
            for key, value in self.tables["case"][["key", "value"]].iter_rows()
            if value is not None
        }

    @property
    def title(self) -> str:
        """The title in *case*, or `case`.

        Examples:
            >>> case.title
            'Twee dorpen'
        """
        return self.settings.get("title", "case")

    def title_in(self, lang: str) -> str:
        """Return the title for readers: in English `title_en` where *case* has it.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> case.title_in("en")
            'Two villages'
        """
        return self.settings.get("title_en", self.title) if lang == "en" else self.title

    @property
    def first_year(self) -> int:
        """The first year in *case*, or else of the budgets, or without any budget of the plans.

        Examples:
            >>> case.first_year
            2026
        """
        text = self.settings.get("first_year")
        if text is not None:
            year = parse_number(text)
            # a case with another first year is refused when it is made
            assert not isinstance(year, RefusedValue)
            return int(year)
        years = self.plans["first_year"] if self.budgets.is_empty() else self.budgets["year"]
        return int(series_min(years))

    @property
    def opening_work(self) -> str:
        """How payments before the first year are met.

        `paid`: they need no money. `none`: they must be paid like any other.

        Examples:
            >>> case.opening_work
            'none'
        """
        return self.settings.get("opening_work", "none")

    @property
    def rests_on_assumptions(self) -> bool:
        """True when any row is an assumption or was derived; charts and tables then say so.

        Examples:
            >>> case.rests_on_assumptions
            False
        """
        return any(
            table["status"].is_in(["assumption", "derived"]).any() for table in self.tables.values()
        )

    @property
    def fingerprint(self) -> str:
        """A hash of all tables that does not depend on the order of rows or columns.

        Examples:
            >>> case.fingerprint[:12]
            'e2b9b487d2fd'
        """
        return str(self._facts.get("fingerprint", self._fingerprint))

    def _fingerprint(self) -> str:
        refuse_after_fork()
        return _hash_of(
            {
                name: self._texts[name].text
                for name, table in TABLES.items()
                if not table.added_after_v1 or self.tables[name].height
            }
        )

    @property
    def program_fingerprint(self) -> str:
        """A hash of what enters the program: without it changing, no optimum of the case changes.

        Names, units, sources, statuses, notes, chances, additional shares and accounts are for
        readers and draws, and are left out. Margins and draw groups are in it.

        Examples:
            >>> case.program_fingerprint[:12]
            '76700e32ced5'
        """
        return str(self._facts.get("program_fingerprint", self._program_fingerprint))

    def _program_fingerprint(self) -> str:
        texts: dict[str, bytes] = {}
        for name, table in TABLES.items():
            frame = self.tables[name]
            if name == "case":
                frame = frame.filter(pl.col("key").is_in(PROGRAM_KEYS))
            columns = sorted(filter(table.enters_program, _filled_columns(self.tables[name])))
            if frame.height and columns:
                texts[name] = _text_of(frame[columns].sort(columns, nulls_last=True))
        return _hash_of(texts)

    def normal_form(self, name: str) -> pl.DataFrame:
        """Return a table without blank columns, its columns and rows in a fixed order.

        Args:
            name: The table

        Examples:
            >>> case.normal_form("earmarks").select("stream", "purpose").rows()
            [('land', 'land'), ('mobility', 'mobility')]
        """
        return _normal_form(self.tables[name])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CaseTables):
            return NotImplemented
        return all(self.normal_form(name).equals(other.normal_form(name)) for name in TABLES)

    def __hash__(self) -> int:
        return hash(self.fingerprint)


def _normal_form(frame: pl.DataFrame) -> pl.DataFrame:
    columns = sorted(_filled_columns(frame))
    return frame[columns].sort(columns, nulls_last=True) if columns else pl.DataFrame()


def _filled_columns(frame: pl.DataFrame) -> Iterator[str]:
    """Return the columns that are not blank in every row."""
    return (column for column in frame.columns if frame[column].null_count() < frame.height)


def _text_of(frame: pl.DataFrame) -> bytes:
    """Return a table as text, with the names of its columns above it."""
    return f"{','.join(frame.columns)}\n{frame.write_csv(float_precision=None)}".encode()


def _hash_of(texts: Mapping[str, bytes]) -> str:
    """Return one hash of tables by their name."""
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}:".encode())
        digest.update(text)
    return digest.hexdigest()
