"""Reads advances per grant: the table of article 52a of the municipal accounting rules (BBV)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
    decimals_of,
    find_columns,
    is_header_of_source,
    read_column,
    unit_of,
    year_of_header,
)
from ontschotting.loaders.source_file import Paths, SourceTable, read_source
from ontschotting.loaders.stream_names import StreamNames
from ontschotting.loaders.whole_sums import reason_of_sums, whole_sum, with_whole_sums
from ontschotting.support.tolerances import ROUNDED_EUR

AMOUNTS = ("opening_eur", "received_eur", "spent_eur", "repaid_eur", "closing_eur")
KEY = ("stream", "area", "year")
TOGETHER = "spent_or_repaid_eur"
"""A column that holds what was spent and what was paid back as one amount."""

_BACK = r"terugbeta(ald|alde|ling(en)?)"
_SPENT = r"(besteed|besteding(en)?|uitgaven|vrijval|vrijgevallen|onttrekking(en)?|aanwending(en)?)"
COLUMNS = (
    SourceColumn(
        "grant",
        TEXT,
        "de regeling",
        "the grant",
        r"(naam )?(regeling(en)?|(specifieke )?uitkering(en)?|omschrijving|grant( name)?)",
        required=True,
    ),
    SourceColumn(
        "area",
        TEXT,
        "de gemeente",
        "the municipality",
        r"gm code|gemeentecode|gemeente(n)?|overheid|area|region",
    ),
    SourceColumn("year", YEAR, "het jaar", "the year", r"(boek|verslag)?jaar|year"),
    SourceColumn(
        "opening_eur",
        NUMBER,
        "de stand op 1 januari",
        "the balance on 1 January",
        r"(saldo|stand|balans)( begin)? 0?1 0?1|beginsaldo|opening|saldo begin|beginstand",
    ),
    SourceColumn(
        "received_eur",
        NUMBER,
        "wat is ontvangen",
        "what was received",
        r"ontvangen( bedragen| voorschotten)?|ontvangst(en)?|toevoeging(en)?|vermeerdering(en)?"
        r"|received",
    ),
    SourceColumn(
        "spent_eur",
        NUMBER,
        "wat is besteed",
        "what was spent",
        rf"{_SPENT}( bedragen)?|spent",
    ),
    SourceColumn(
        "repaid_eur",
        NUMBER,
        "wat is terugbetaald",
        "what was repaid",
        rf"{_BACK}( bedragen)?|repaid",
    ),
    SourceColumn(
        TOGETHER,
        NUMBER,
        "wat is besteed of terugbetaald, als één bedrag",
        "what was spent or repaid, as one amount",
        rf"{_SPENT}( bedragen)?( of| en)? {_BACK}( bedragen)?|vermindering(en)?|spent or repaid",
    ),
    SourceColumn(
        "closing_eur",
        NUMBER,
        "de stand op 31 december",
        "the balance on 31 December",
        r"(saldo|stand|balans)( einde?)? 31 12|eindsaldo|closing|eindstand|nog te besteden",
        required=True,
    ),
    SourceColumn("row_kind", TEXT, "de soort regel", "the kind of row", r"row kind|soort regel"),
)

_TOTAL = r"(?i)^\s*(sub)?tota(al|len|l)\b.*"


@dataclass(frozen=True, eq=False)
class _Advances:
    """The rows of one file.

    Attributes:
        rows: `file`, `line`, `item`, `area_text`, `year`, the amounts in euros, `is_total`, and
            `rounded_eur`: how far an amount may lie from what was booked
        unread: Headers that were not read
    """

    rows: pl.DataFrame
    unread: tuple[str, ...]


def read_advances(
    path: Paths,
    *,
    year: int | None = None,
    area: str | None = None,
    case: Case | None = None,
    areas: Mapping[str, str] | None = None,
    streams: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    unit_eur: float | None = None,
    decimal: str | None = None,
    sheet: str | None = None,
) -> CaseRows:
    r"""Read advances per grant into rows of *accounts*.

    A row per grant: its balance on 1 January, what was received, spent and repaid, and its balance
    on 31 December. Headers in use are recognised; the others you name. Rows of a total are checked
    against the grants above them and not mapped. Where five rounded amounts do not add up to the
    euro, what was spent is worked out from the other four and its note says so.

    Args:
        path: CSV, workbook (.xlsx) or JSON; or several such files
        year: Of the accounts, where no column and no header names it
        area: Code or name of the municipality, where no column names it
        case: The case for which the rows are meant: only its streams and regions are mapped.
            Without it the name of a grant is its stream
        areas: The region of names or codes that the reader does not know
        streams: The stream of names that the reader does not know
        columns: The header of a column that is not recognised, such as `{"grant": "Post"}`
        unit_eur: 1 for euros, 1000 for thousands, where no header says it
        decimal: The decimal sign, `,` or `.`, where numbers can be read in two ways
        sheet: Of a workbook with several

    Raises:
        FileError: With every finding: place, value and what to do.
        QuestionError: There is no such file, or it is of another kind.

    Examples:
        >>> from pathlib import Path
        >>> import ontschotting as on
        >>> lines = ["Regeling;Saldo 1-1-2024;Ontvangen;Besteed;Saldo 31-12-2024"]
        >>> lines += ["Woningbouwimpuls;400;1000;200;1200"]
        >>> _ = Path("advances.csv").write_text("\n".join(lines))
        >>> rows = on.read_advances("advances.csv", area="Gemeente Utrecht", unit_eur=1000)
        >>> rows.accounts.select("stream", "area", "year", "closing_eur").rows()
        [('Woningbouwimpuls', 'GM0344', 2024, 1200000.0)]
    """
    given = dict(columns or {})
    check_given(COLUMNS, given)
    findings = Findings()
    tables = read_source(path, is_header_of_source(COLUMNS, given), findings, sheet)
    parts = [_read_table(table, given, unit_eur, decimal, year, area, findings) for table in tables]
    refuse_errors(findings)
    read = [part for part in parts if part is not None]
    rows = pl.concat([part.rows for part in read])
    rows = with_matches(rows, AreaNames(case, areas), StreamNames(case, streams))
    rows = with_reason(rows, "no_closing_balance", pl.col("closing_eur").is_null())
    rows = with_reason(rows, "a_total", pl.col("is_total"))
    rows = _rounded(rows)
    rows = with_whole_sums(rows, KEY, AMOUNTS)
    return case_rows(
        [table.file for table in tables],
        _lines(rows),
        findings,
        accounts=_accounts(rows.filter(pl.col("reason").is_null())),
        unread_columns=[name for part in read for name in part.unread],
    )


def _read_table(
    table: SourceTable,
    given: Mapping[str, str],
    unit_eur: float | None,
    decimal: str | None,
    year: int | None,
    area: str | None,
    findings: Findings,
) -> _Advances | None:
    """Return the rows of one file, or None with findings."""
    given = _with_two_balances(table, given)
    header_of = find_columns(table, COLUMNS, given, findings)
    amounts = [name for name in (*AMOUNTS, TOGETHER) if name in header_of]
    unit = unit_of([header_of[name] for name in amounts], unit_eur, table, findings)
    file_findings = findings.of_table(table.raw.origin)
    year = _year(header_of, year, table, findings)
    if "area" not in header_of and area is None:
        file_findings.add("source_area_missing", line=1)
    if unit is None or findings.has_errors:
        return None
    columns = {
        column.name: read_column(table, header_of[column.name], column, findings, decimal)
        for column in COLUMNS
        if column.name in header_of
    }
    origin, height = table.raw.origin, table.raw.frame.height
    decimals = max(decimals_of(table.raw.frame[header_of[name]]) for name in amounts)
    rows = pl.DataFrame(
        {
            "file": [table.file] * height,
            "line": [origin.line(row) for row in range(height)],
            "item": columns["grant"],
            "area_text": columns.get("area", pl.Series([area] * height, dtype=pl.String)),
            "year": columns.get("year", pl.Series([year] * height, dtype=pl.Int64)),
            **{
                name: columns[name] * unit if name in columns else pl.Series([None] * height)
                for name in (*AMOUNTS, TOGETHER)
            },
            "kind": columns.get("row_kind", pl.Series([None] * height, dtype=pl.String)),
        },
        schema_overrides=dict.fromkeys((*AMOUNTS, TOGETHER), pl.Float64),
    )
    rounded = unit * 10.0**-decimals / 2 if unit > 1 else ROUNDED_EUR
    rows = rows.with_columns(
        is_total=pl.col("item").str.contains(_TOTAL).fill_null(False)
        | pl.col("kind").is_in(["total", "subtotal", "reserve"]).fill_null(False),
        rounded_eur=pl.lit(rounded),
    )
    _check_grants(rows, header_of, table, findings)
    _check_balances(rows, header_of, table, findings)
    _check_totals(rows, header_of, table, findings)
    unread = [name for name in origin.columns if name and name not in header_of.values()]
    return _Advances(rows, tuple(unread))


def _with_two_balances(table: SourceTable, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the columns that the caller names, and two balances on 31 December told apart.

    Many tables give the balance at the end of the year before and of this year.
    """
    if "opening_eur" in given or "closing_eur" in given:
        return given
    closing = next(column for column in COLUMNS if column.name == "closing_eur")
    names_closing = is_header_of_source([closing], {})
    headers = {
        year_of_header(header): header
        for header in table.raw.frame.columns
        if names_closing(header) and year_of_header(header) is not None
    }
    years = sorted(year for year in headers if year is not None)
    if len(years) != 2 or years[1] - years[0] != 1:
        return given
    return {**given, "opening_eur": headers[years[0]], "closing_eur": headers[years[1]]}


def _year(
    header_of: Mapping[str, str], year: int | None, table: SourceTable, findings: Findings
) -> int | None:
    """Return the year of the accounts: what the caller says, or what the header says."""
    if "year" in header_of or "closing_eur" not in header_of:
        return year
    header = header_of["closing_eur"]
    stated = year_of_header(header)
    file_findings = findings.of_table(table.raw.origin)
    if year is None and stated is None:
        file_findings.add("source_year_missing", line=1, column=header)
    elif year is not None and stated is not None and year != stated:
        file_findings.add(
            "source_year_contradicted", year=year, header=header, line=1, column=header
        )
    return year if year is not None else stated


def _check_grants(
    rows: pl.DataFrame, header_of: Mapping[str, str], table: SourceTable, findings: Findings
) -> None:
    """Add a finding for each grant without a name, or twice for one place and year."""
    file_findings, header = findings.of_table(table.raw.origin), header_of["grant"]
    is_blank = pl.col("item").is_null() & ~pl.col("is_total")
    for row in rows.select(is_blank.alias("is_blank"))["is_blank"].arg_true():
        file_findings.add("source_blank", name=header, row=row, column=header)
    is_twice = ~pl.struct("item", "area_text", "year").is_first_distinct() & ~pl.col("is_total")
    for row in rows.select(is_twice.alias("is_twice"))["is_twice"].arg_true():
        file_findings.add("source_row_twice", row=row, column=header, value=rows["item"][row])


def _check_balances(
    rows: pl.DataFrame, header_of: Mapping[str, str], table: SourceTable, findings: Findings
) -> None:
    """Add a finding for each row whose amounts do not add up within their rounding."""
    file_findings = findings.of_table(table.raw.origin)
    parts = AMOUNTS if TOGETHER not in header_of else ("opening_eur", "received_eur", TOGETHER)
    names = [name for name in dict.fromkeys((*parts, "closing_eur")) if name != "closing_eur"]
    if not {"opening_eur", "received_eur"} <= set(header_of):
        return
    present = [name for name in names if name in header_of]
    if len(present) < 3:
        return
    for row, values in enumerate(rows.iter_rows(named=True)):
        amounts = [values[name] for name in present]
        if None in amounts or values["closing_eur"] is None:
            continue
        spending = sum(values[name] for name in present[2:])
        total = values["opening_eur"] + values["received_eur"] - spending
        difference = total - values["closing_eur"]
        if abs(difference) > (len(present) + 1) * values["rounded_eur"] + ROUNDED_EUR:
            file_findings.add(
                "source_not_adding_up",
                total=total,
                closing=values["closing_eur"],
                difference=difference,
                row=row,
                column=header_of["closing_eur"],
                value=f"{values['closing_eur']:.15g}",
            )


def _check_totals(
    rows: pl.DataFrame, header_of: Mapping[str, str], table: SourceTable, findings: Findings
) -> None:
    """Add a finding for each total of a place and year that is not the sum of its grants."""
    file_findings = findings.of_table(table.raw.origin)
    grants = rows.filter(~pl.col("is_total"))
    for row, values in enumerate(rows.iter_rows(named=True)):
        is_total = re.match(r"(?i)\s*totaa?l\b", values["item"] or "") is not None
        if not is_total or values["closing_eur"] is None:
            continue
        of_total = grants.filter(
            pl.col("area_text").eq_missing(values["area_text"]),
            pl.col("year").eq_missing(values["year"]),
        )
        total = of_total["closing_eur"].sum()
        room = (of_total.height + 1) * values["rounded_eur"] + ROUNDED_EUR
        if abs(total - values["closing_eur"]) > room:
            file_findings.add(
                "source_total_differs",
                total=values["closing_eur"],
                grants=total,
                difference=values["closing_eur"] - total,
                row=row,
                column=header_of["closing_eur"],
                value=f"{values['closing_eur']:.15g}",
            )


def _rounded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with what was spent worked out where rounding keeps them from adding up.

    `rounding_eur` is what the file says less what is worked out.
    """
    rest = (pl.col("opening_eur") + pl.col("received_eur") - pl.col("repaid_eur")) - pl.col(
        "closing_eur"
    )
    difference = pl.col("spent_eur") - rest
    is_rounded = pl.col("reason").is_null() & (difference.abs() > ROUNDED_EUR)
    return rows.with_columns(
        rounding_eur=pl.when(is_rounded).then(difference), in_file_eur=pl.col("spent_eur")
    ).with_columns(
        spent_eur=pl.when(pl.col("rounding_eur").is_not_null())
        .then(rest)
        .otherwise(pl.col("spent_eur"))
    )


def _lines(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row per amount of the files, in the order of the files."""
    frames = []
    for name in (*AMOUNTS, TOGETHER):
        filled = rows.filter(pl.col(name).is_not_null())
        if name == TOGETHER:
            reason = pl.coalesce("reason", pl.lit("spent_and_repaid_together"))
        else:
            reason = reason_of_sums(name)
        frames.append(_amounts(filled, name, pl.col(name), reason))
    rounding = rows.filter(pl.col("rounding_eur").is_not_null() & pl.col("reason").is_null())
    frames.append(_amounts(rounding, "spent_eur", pl.col("rounding_eur"), pl.lit("rounding")))
    return pl.concat(frames).sort("file", "line", maintain_order=True)


def _amounts(rows: pl.DataFrame, name: str, amount: pl.Expr, reason: pl.Expr) -> pl.DataFrame:
    """Return the amounts of one column as lines."""
    is_column = name != TOGETHER
    chosen = rows.with_columns(amount.alias("amount_eur"), reason.alias("reason"))
    return lines_frame(
        {
            "table": "accounts" if is_column else None,
            "column": name if is_column else None,
            "area": chosen["area_text"],
            **{
                each: chosen[each]
                for each in ("file", "line", "item", "year", "amount_eur", "reason", "nearest")
            },
        }
    )


def _accounts(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of *accounts*: one per stream, area and year."""
    is_derived = pl.col("rounding_eur").is_not_null()
    note = pl.format(
        "{}; spent worked out from the other four amounts, as they are rounded: the file says {}",
        "item",
        pl.col("in_file_eur").round(2).cast(pl.String),
    )
    noted = rows.with_columns(
        note=pl.when(is_derived).then(note).otherwise(pl.col("item")), is_derived=is_derived
    )
    return noted.group_by(KEY, maintain_order=True).agg(
        pl.lit("region").first().alias("level"),
        *(whole_sum(name) for name in AMOUNTS),
        pl.format(
            "Advances per grant (BBV art. 52a): {}", pl.col("file").unique().sort().str.join(", ")
        ).alias("source"),
        pl.when(pl.col("is_derived").any())
        .then(pl.lit("derived"))
        .otherwise(pl.lit("published"))
        .alias("status"),
        pl.col("note").str.join("; "),
    )
