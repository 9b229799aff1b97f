"""Rows for a case out of a file that is no case, and what could not be mapped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.schema import TABLES
from ontschotting.errors import WARNING, FileError, Finding
from ontschotting.loaders.area_names import AreaNames
from ontschotting.loaders.stream_names import StreamNames
from ontschotting.support.tolerances import ROUNDED_EUR
from ontschotting.words.catalogue import texts

ACCOUNT_COLUMNS = (
    "stream",
    "level",
    "area",
    "year",
    "opening_eur",
    "received_eur",
    "spent_eur",
    "repaid_eur",
    "closing_eur",
    "source",
    "status",
    "note",
)
BUDGET_COLUMNS = (
    "stream",
    "level",
    "area",
    "year",
    "amount_eur",
    "awarded",
    "source",
    "status",
    "note",
)
LINES = {
    "table": pl.String,
    "column": pl.String,
    "file": pl.String,
    "line": pl.Int64,
    "item": pl.String,
    "area": pl.String,
    "year": pl.Int64,
    "amount_eur": pl.Float64,
    "reason": pl.String,
    "nearest": pl.String,
}
"""A row per amount of a file. `table` and `column` say for which it is meant; they are blank where
no table of a case holds such an amount. `reason` says why it was not mapped, and is blank where it
was.
"""


@dataclass(frozen=True, eq=False, repr=False)
class CaseRows:
    r"""Rows for a case, read from a file that is no case, and what could not be mapped.

    Nothing is dropped: each amount of the file stands in a row of `accounts` or `budgets`, or in
    `unmapped` with its place and the reason. Rows of accounts enter no program; budgets do.

    Attributes:
        files: The names of the files
        accounts: Rows for the table *accounts*
        budgets: Rows for the table *budgets*
        unmapped: A row per amount that was not mapped: `table` and `column` for which it was meant
            (blank where a case has no such table), `file`, `line` (of a JSON file the record),
            `item`, `area`, `year`, `amount_eur`, `reason` (a code), `reason_nl`, `reason_en`
        totals: Per table and column: `mapped_eur` + `unmapped_eur` = `total_eur`, the sum of the
            file
        unread_columns: Headers of the file that were not read
        findings: What may be wrong with the file

    Examples:
        >>> from pathlib import Path
        >>> import ontschotting as on
        >>> lines = ["Regeling;Saldo 31-12-2024 (in euro)", "WBI;1200", "Totaal;1200"]
        >>> _ = Path("advances.csv").write_text("\n".join(lines))
        >>> rows = on.read_advances("advances.csv", area="GM0344")
        >>> rows
        <CaseRows from advances.csv: accounts 1, budgets 0, not mapped 1>
        >>> rows.unmapped.select("line", "item", "amount_eur", "reason").rows()
        [(3, 'Totaal', 1200.0, 'a_total')]
        >>> rows.totals.select("column", "mapped_eur", "unmapped_eur", "total_eur").rows()
        [('closing_eur', 1200.0, 1200.0, 2400.0)]
    """

    files: tuple[str, ...]
    accounts: pl.DataFrame
    budgets: pl.DataFrame
    unmapped: pl.DataFrame
    totals: pl.DataFrame
    unread_columns: tuple[str, ...]
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        return (
            f"<CaseRows from {', '.join(self.files)}: accounts {self.accounts.height}, budgets"
            f" {self.budgets.height}, not mapped {self.unmapped.height}>"
        )


def case_rows(
    files: Sequence[str],
    lines: pl.DataFrame,
    findings: Findings,
    *,
    accounts: pl.DataFrame | None = None,
    budgets: pl.DataFrame | None = None,
    unread_columns: Sequence[str] = (),
) -> CaseRows:
    """Return the rows and what was not mapped, once the euros add up.

    Args:
        files: The names of the files
        lines: A row per amount of the files, with the columns LINES
        findings: Warnings of the files
        accounts: Some of the columns of *accounts*
        budgets: Some of the columns of *budgets*
        unread_columns: Headers that were not read
    """
    frames = {
        "accounts": _complete("accounts", accounts),
        "budgets": _complete("budgets", budgets),
    }
    unmapped = _with_reasons(lines.filter(pl.col("reason").is_not_null()))
    totals = _totals(lines, unmapped, frames)
    warnings = [finding for finding in findings.sorted(()) if finding.severity == WARNING]
    return CaseRows(
        tuple(files),
        frames["accounts"],
        frames["budgets"],
        unmapped,
        totals,
        tuple(unread_columns),
        tuple(warnings),
    )


def refuse_errors(findings: Findings) -> None:
    """Raise FileError with every finding, where one of them is an error."""
    if findings.has_errors:
        raise FileError(findings.sorted(()))


def lines_frame(columns: dict[str, object]) -> pl.DataFrame:
    """Return the amounts of a file with the columns LINES; what is left out is blank.

    Args:
        columns: Columns of one length by name, or one value for all rows
    """
    frame = pl.DataFrame({name: column for name, column in columns.items() if _is_column(column)})
    return frame.with_columns(
        pl.lit(columns.get(name)).alias(name) for name in LINES if name not in frame.columns
    ).select(pl.col(name).cast(dtype) for name, dtype in LINES.items())


def _is_column(value: object) -> bool:
    return isinstance(value, pl.Series | list)


def _complete(table: str, rows: pl.DataFrame | None) -> pl.DataFrame:
    """Return the rows of a table with its columns, typed and in their order."""
    dtypes = TABLES[table].dtypes
    names = ACCOUNT_COLUMNS if table == "accounts" else BUDGET_COLUMNS
    if rows is None:
        return pl.DataFrame(schema={name: dtypes[name] for name in names})
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(dtypes[name]).alias(name)
        for name in names
    ).sort("stream", "level", "area", "year")


def with_matches(rows: pl.DataFrame, areas: AreaNames, streams: StreamNames) -> pl.DataFrame:
    """Return rows of a file with their region and stream, or the reason why they have none.

    Args:
        rows: `area_text` and `item`, as they stand in the file
        areas: The regions that are known
        streams: The streams that are known

    Returns:
        The rows with `area`, `stream`, `reason` and `nearest`
    """
    texts_of_rows = rows.select("area_text", "item").iter_rows()
    matches = [(areas.find(area_text), streams.find(item)) for area_text, item in texts_of_rows]
    columns = {
        "area": [area.code for area, _ in matches],
        "stream": [stream.code for _, stream in matches],
        "reason": [area.reason or stream.reason for area, stream in matches],
        "nearest": [area.nearest or stream.nearest for area, stream in matches],
    }
    return rows.hstack(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def with_reason(rows: pl.DataFrame, reason: str, is_refused: pl.Expr) -> pl.DataFrame:
    """Return rows of a file of which some are not mapped for one more reason, before any other.

    Args:
        rows: As `with_matches` returns them
        reason: The name of a text in `words/texts/loaders.po`
        is_refused: Which rows
    """
    return rows.with_columns(
        reason=pl.when(is_refused).then(pl.lit(reason)).otherwise("reason"),
        nearest=pl.when(~is_refused).then("nearest"),
    )


def _with_reasons(lines: pl.DataFrame) -> pl.DataFrame:
    """Return what was not mapped with its reason in both languages."""
    reasons = lines.select("reason", "nearest").unique()
    reason_in = {
        lang: [
            texts("loaders.reason", lang)[reason]
            + ("" if near is None else texts("loaders", lang)["nearest"].format(nearest=near))
            for reason, near in reasons.iter_rows()
        ]
        for lang in ("nl", "en")
    }
    reasons = reasons.with_columns(
        pl.Series("reason_nl", reason_in["nl"], dtype=pl.String),
        pl.Series("reason_en", reason_in["en"], dtype=pl.String),
    )
    joined = lines.join(
        reasons, on=["reason", "nearest"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.drop("nearest")


def _totals(
    lines: pl.DataFrame, unmapped: pl.DataFrame, frames: dict[str, pl.DataFrame]
) -> pl.DataFrame:
    """Return what was mapped and what was not, per column of a table; check that it is all.

    Raises:
        AssertionError: Euros were lost or found. That is a fault of this library.
    """
    rows = []
    groups = lines.group_by("table", "column", maintain_order=True)
    for (table, column), group in groups:
        total = math.fsum(group["amount_eur"].drop_nulls())
        is_group = pl.col("table").eq_missing(table) & pl.col("column").eq_missing(column)
        left = math.fsum(unmapped.filter(is_group)["amount_eur"].drop_nulls())
        mapped = 0.0
        if table is not None and column is not None:
            mapped = math.fsum(frames[str(table)][str(column)].drop_nulls())
        if abs(mapped + left - total) > ROUNDED_EUR:
            raise AssertionError(
                f"{table}.{column}: {mapped:,.2f} mapped and {left:,.2f} not mapped are not the"
                f" {total:,.2f} of the file. Please report this fault of the library."
            )
        rows.append((table, column, mapped, left, total))
    schema = {
        "table": pl.String,
        "column": pl.String,
        "mapped_eur": pl.Float64,
        "unmapped_eur": pl.Float64,
        "total_eur": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
