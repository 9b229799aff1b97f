"""Finds the columns of a file by the headers that are in use, and the unit of its amounts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ontschotting.case.files.raw_from_rows import IsHeader
from ontschotting.case.tables.columns import NUMBER, Column
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.parse_table import typed_column
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.errors import QuestionError
from ontschotting.loaders.source_file import SourceTable
from ontschotting.support.arguments import is_number
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem

_UNITS = (
    (1e6, r"\bmiljoen\b|\bmln\b|1[.,]?000[.,]?000"),
    (1e3, r"\bduizend(en)?\b|1[.,]?000\b"),
    (1.0, r"\bin euro\b|\beuro\b|\beuros\b|\beur\b|^€$|\bin €|\(€\)"),
)
"""What a header says of the unit of its amounts, the largest first."""

_MONTH = {"januari": "1", "december": "12"}


@dataclass(frozen=True)
class SourceColumn:
    """A column that is read from a file.

    Attributes:
        name: What it is called here
        kind: Text, number or year
        nl: Its meaning, in Dutch
        en: Its meaning, in English
        headers: What it may be called in a file, as patterns of the plain header
        required: The file must have it
    """

    name: str
    kind: str
    nl: str
    en: str
    headers: str
    required: bool = False


def plain_header(header: str) -> str:
    """Return a header in lower case without signs, units and years: `saldo 31 12`.

    Args:
        header: As it stands in the file, such as `Saldo 31-12-2024 (x € 1.000)`
    """
    text = unicodedata.normalize("NFKC", header).casefold().replace("_", " ")
    text = re.sub(r"\([^)]*(1[.,]?000|euro|eur|€|duizend|miljoen|mln)[^)]*\)", " ", text)
    text = re.sub(
        r"\b(x|in)\s*€?\s*(1[.,]?000([.,]000)?|euro'?s?|duizend\w*|mln|miljoen)\b", " ", text
    )
    text = re.sub(r"\b(19|20)\d\d\b", " ", text)
    for month, number in _MONTH.items():
        text = re.sub(rf"\b{month}\b", number, text)
    words = re.sub(r"[^\w]+", " ", text).split()
    return " ".join(word for word in words if word not in ("per", "ultimo", "eur", "euro", "op"))


def year_of_header(header: str) -> int | None:
    """Return the year that a header names, such as 2024 of `Saldo 31-12-2024`."""
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", header.replace("_", " "))
    return int(years[-1]) if years else None


def is_header_of_source(columns: Sequence[SourceColumn], given: Mapping[str, str]) -> IsHeader:
    """Return which cells name one of the columns, those that the caller names too."""
    patterns = [re.compile(column.headers) for column in columns]
    named = set(given.values())

    def is_header(cell: str) -> bool:
        plain = plain_header(cell)
        return cell.strip() in named or any(pattern.fullmatch(plain) for pattern in patterns)

    return is_header


def check_given(columns: Sequence[SourceColumn], given: Mapping[str, str]) -> None:
    """Refuse names of columns that the reader does not know."""
    known = [column.name for column in columns]
    for name in given:
        if name not in known:
            raise QuestionError(
                problem(
                    "unknown_source_column",
                    name=name,
                    hint=did_you_mean(name, known),
                    known=", ".join(known),
                )
            )


def find_columns(
    table: SourceTable,
    columns: Sequence[SourceColumn],
    given: Mapping[str, str],
    findings: Findings,
) -> dict[str, str]:
    """Return the header of each column that the file has.

    Args:
        table: As it was read
        columns: What may be read from it
        given: The header of columns that the caller names
        findings: Collects columns that are missing, and those that stand twice
    """
    headers = [name for name in table.raw.frame.columns if name]
    file_findings = findings.of_table(table.raw.origin)
    header_of: dict[str, str] = {}
    for column in columns:
        named = given.get(column.name)
        candidates = (
            [header for header in headers if header == named]
            if named is not None
            else [
                header
                for header in headers
                if re.fullmatch(column.headers, plain_header(header))
                and header not in given.values()
            ]
        )
        if len(candidates) > 1:
            file_findings.add(
                "source_column_twice",
                meaning=column,
                headers=", ".join(candidates),
                name=column.name,
                line=1,
                column=candidates[1],
            )
        if candidates:
            header_of[column.name] = candidates[0]
        elif column.required or named is not None:
            file_findings.add(
                "source_column_missing",
                meaning=column,
                headers=", ".join(headers),
                name=column.name,
                line=1,
                value=named,
            )
    return header_of


def unit_of(
    headers: Sequence[str], unit_eur: float | None, table: SourceTable, findings: Findings
) -> float | None:
    """Return how many euros an amount of 1 is, or None with a finding where nothing says so.

    Args:
        headers: Of the amounts
        unit_eur: What the caller says
        table: As it was read
        findings: Collects a unit that is not known, or a header that says another one

    Raises:
        QuestionError: What the caller says is no number above 0.
    """
    stated = {unit for unit in map(_stated_unit, headers) if unit is not None}
    file_findings = findings.of_table(table.raw.origin)
    if unit_eur is not None:
        if not (is_number(unit_eur) and unit_eur > 0):
            raise QuestionError(problem("no_unit", unit=unit_eur))
        if stated - {unit_eur}:
            file_findings.add(
                "source_unit_contradicted",
                unit=f"{unit_eur:g}",
                headers=", ".join(headers),
                line=1,
            )
        return unit_eur
    if len(stated) == 1:
        return stated.pop()
    file_findings.add("source_unit_unknown", headers=", ".join(headers), line=1)
    return None


def _stated_unit(header: str) -> float | None:
    """Return the unit that a header names, or None."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("_", " ").replace("'", "")
    return next((unit for unit, pattern in _UNITS if re.search(pattern, text)), None)


def read_column(
    table: SourceTable,
    header: str,
    column: SourceColumn,
    findings: Findings,
    decimal: str | None = None,
) -> pl.Series:
    """Return a column, typed; a refused cell becomes blank, with a finding.

    Args:
        table: As it was read
        header: Of the column
        column: What it is
        findings: Collects cells that are refused
        decimal: The decimal sign that the caller names; None for that of the kind of file
    """
    raw, cells = table.raw, table.raw.frame[header]
    if column.kind == NUMBER and decimal is not None and cells.dtype == pl.String:
        cells = _with_points(cells, decimal)
        raw = RawTable(raw.name, raw.origin, raw.frame)
    declared = Column(header, column.kind, column.nl, column.en)
    return typed_column(raw, declared, cells, findings.of_table(raw.origin)).alias(column.name)


def _with_points(cells: pl.Series, decimal: str) -> pl.Series:
    """Return numbers with a decimal point, and without signs between thousands.

    The caller says which sign is the decimal one, so `1.234` can be read in one way only; a zero
    more says so to the parser.
    """
    thousands = "," if decimal == "." else "."
    d, t = re.escape(decimal), re.escape(thousands)
    grouped = rf"^[+-]?\d{{1,3}}({t}\d{{3}})+({d}\d+)?$"
    plain = rf"^[+-]?\d+({d}\d+)?$"
    text = pl.col(cells.name).str.strip_chars()
    number = text.str.replace_all(thousands, "", literal=True).str.replace(
        decimal, ".", literal=True
    )
    number = pl.when(number.str.contains(r"\.\d{3}$")).then(number + "0").otherwise(number)
    is_number = text.str.contains(grouped) | text.str.contains(plain)
    return cells.to_frame().select(
        pl.when(is_number).then(number).otherwise(text).alias(cells.name)
    )[cells.name]


def decimals_of(cells: pl.Series) -> int:
    """Return how many decimals the numbers of a column show at most."""
    if cells.dtype == pl.String:
        shown = cells.drop_nulls().str.extract(r"[.,](\d{1,2})$").str.len_chars().max()
    else:
        texts = cells.drop_nulls().cast(pl.String)
        shown = texts.str.strip_suffix(".0").str.extract(r"\.(\d+)$").str.len_chars().max()
    return int(shown) if isinstance(shown, int) else 0


def require_filled(table: SourceTable, header: str, findings: Findings) -> None:
    """Add a finding for each blank of a column in which every row needs a value."""
    cells = table.raw.frame[header]
    if cells.dtype == pl.String:
        cells = cells.str.strip_chars().replace("", None)
    for row in cells.is_null().arg_true():
        findings.of_table(table.raw.origin).add("source_blank", name=header, row=row, column=header)
