"""Reads payments of the state per recipient: the open data "financiële instrumenten"."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.columns import NUMBER, TEXT, YEAR
from ontschotting.case.tables.findings import Findings
from ontschotting.loaders.area_names import AreaNames
from ontschotting.loaders.case_rows import (
    CaseRows,
    case_rows,
    lines_frame,
    refuse_errors,
    with_matches,
    with_reason,
)
from ontschotting.loaders.source_columns import (
    SourceColumn,
    check_given,
    find_columns,
    is_header_of_source,
    read_column,
    require_filled,
    unit_of,
)
from ontschotting.loaders.source_file import Paths, SourceTable, read_source
from ontschotting.loaders.stream_names import StreamNames
from ontschotting.support.tolerances import ROUNDED_EUR

COLUMNS = (
    SourceColumn("year", YEAR, "het jaar", "the year", r"(begrotings)?jaar|year", required=True),
    SourceColumn(
        "scheme", TEXT, "de regeling", "the scheme", r"(naam )?regeling|scheme", required=True
    ),
    SourceColumn(
        "recipient",
        TEXT,
        "de ontvanger",
        "the recipient",
        r"(naam )?ontvanger|recipient",
        required=True,
    ),
    SourceColumn(
        "amount_eur",
        NUMBER,
        "het betaalde bedrag",
        "the amount that was paid",
        r"realisatie|bedrag|amount",
        required=True,
    ),
)


def read_payments(
    path: Paths,
    *,
    year: int | None = None,
    case: Case | None = None,
    areas: Mapping[str, str] | None = None,
    streams: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    unit_eur: float | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
) -> CaseRows:
    r"""Read payments of the state per recipient into rows of *budgets*.

    A row per scheme, municipality and year: what was paid, corrections taken off. The money has
    been granted, so it is `awarded`. A recipient is mapped where its name is that of one
    municipality; a recipient that is not named, a province or a company is not.

    Args:
        path: CSV, workbook (.xlsx) or JSON of the open data "financiële instrumenten"; or several
        year: Only this year; None for all
        case: The case for which the rows are meant: only its streams and regions are mapped.
            Without it the name of a scheme is its stream
        areas: The region of names of recipients that the reader does not know
        streams: The stream of names of schemes that the reader does not know
        columns: The header of a column that is not recognised
        unit_eur: 1 for euros, 1000 for thousands, where no header says it
        decimal: The decimal sign, `,` or `.`, where numbers can be read in two ways
        sheet: Of a workbook with several

    Raises:
        FileError: With every finding: place, value and what to do.
        QuestionError: There is no such file, or it is of another kind.

    Examples:
        >>> from pathlib import Path
        >>> import ontschotting as on
        >>> lines = ["Jaar;Regeling;Ontvanger;Realisatie (x1000)"]
        >>> lines += ["2024;Woningbouwimpuls;Gemeente Utrecht;900"]
        >>> lines += ["2024;Woningbouwimpuls;N.N.;50"]
        >>> _ = Path("payments.csv").write_text("\n".join(lines))
        >>> rows = on.read_payments("payments.csv")
        >>> rows.budgets.select("stream", "area", "year", "amount_eur").rows()
        [('Woningbouwimpuls', 'GM0344', 2024, 900000.0)]
        >>> rows.unmapped.select("line", "area", "amount_eur", "reason_en").rows()
        [(3, 'N.N.', 50000.0, 'the file does not name the recipient')]
    """
    given = dict(columns or {})
    check_given(COLUMNS, given)
    findings = Findings()
    tables = read_source(path, is_header_of_source(COLUMNS, given), findings, sheet)
    parts = [_read_table(table, given, unit_eur, decimal, findings) for table in tables]
    refuse_errors(findings)
    lines = pl.concat([rows for rows, _ in parts])
    lines = with_matches(lines, AreaNames(case, areas), StreamNames(case, streams))
    if year is not None:
        lines = with_reason(lines, "another_year", pl.col("year").ne_missing(year))
    lines = _without_negative_sums(lines)
    return case_rows(
        [table.file for table in tables],
        _lines(lines),
        findings,
        budgets=_budgets(lines.filter(pl.col("reason").is_null())),
        unread_columns=[name for _, unread in parts for name in unread],
    )


def _read_table(
    table: SourceTable,
    given: Mapping[str, str],
    unit_eur: float | None,
    decimal: str | None,
    findings: Findings,
) -> tuple[pl.DataFrame, list[str]]:
    """Return the payments of one file in euros, and the headers that were not read."""
    header_of = find_columns(table, COLUMNS, given, findings)
    amounts = [header_of[name] for name in ("amount_eur",) if name in header_of]
    unit = unit_of(amounts, unit_eur, table, findings) if amounts else None
    columns = {
        column.name: read_column(table, header_of[column.name], column, findings, decimal)
        for column in COLUMNS
        if column.name in header_of
    }
    for name in ("year", "amount_eur"):
        if name in columns:
            require_filled(table, header_of[name], findings)
    origin, height = table.raw.origin, table.raw.frame.height
    unread = [name for name in origin.columns if name and name not in header_of.values()]
    if unit is None or len(columns) < len(COLUMNS):
        return pl.DataFrame(), unread
    rows = pl.DataFrame(
        {
            "file": [table.file] * height,
            "line": [origin.line(row) for row in range(height)],
            "item": columns["scheme"],
            "area_text": columns["recipient"],
            "year": columns["year"],
            "amount_eur": columns["amount_eur"] * unit,
        }
    )
    return rows, unread


def _without_negative_sums(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the payments, those not mapped whose corrections are larger than what was paid."""
    is_mapped = pl.col("reason").is_null()
    paid = pl.col("amount_eur").filter(is_mapped).sum().over("stream", "area", "year")
    return with_reason(rows, "corrections_exceed", is_mapped & (paid < -ROUNDED_EUR))


def _lines(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row per payment."""
    names = ("file", "line", "item", "year", "amount_eur", "reason", "nearest")
    return lines_frame(
        {
            "table": "budgets",
            "column": "amount_eur",
            "area": rows["area_text"],
            **{name: rows[name] for name in names},
        }
    )


def _budgets(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of *budgets*: one per stream, area and year."""
    files = pl.col("file").unique().sort().str.join(", ")
    payments = pl.len().cast(pl.String)
    return rows.group_by("stream", "area", "year", maintain_order=True).agg(
        pl.lit("region").first().alias("level"),
        pl.when(pl.col("amount_eur").sum() > 0).then(pl.col("amount_eur").sum()).otherwise(0.0),
        pl.lit(True).first().alias("awarded"),
        pl.format("Financiële instrumenten, Ministry of Finance (CC0): {}", files).alias("source"),
        pl.lit("published").first().alias("status"),
        pl.format("{} payments", payments).alias("note"),
    )
