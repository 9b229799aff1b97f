"""Reads Iv3, the figures that municipalities give to Statistics Netherlands, into accounts."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.tables.columns import NUMBER, TEXT
from ontschotting.case.tables.findings import Findings
from ontschotting.case.validate.accounts import ALL_STREAMS
from ontschotting.errors import QuestionError
from ontschotting.loaders.area_names import AreaNames
from ontschotting.loaders.case_rows import (
    CaseRows,
    case_rows,
    lines_frame,
    refuse_errors,
    with_reason,
)
from ontschotting.loaders.source_columns import (
    SourceColumn,
    find_columns,
    is_header_of_source,
    plain_header,
    read_column,
)
from ontschotting.loaders.source_file import Paths, SourceTable, read_source
from ontschotting.loaders.whole_sums import reason_of_sums, whole_sum, with_whole_sums
from ontschotting.words.messages import problem

NO_FIGURE = -99998
"""How Statistics Netherlands writes that there is no figure. Real amounts lie below it too, so only
the very number means it.
"""

THOUSAND = 1000.0
"""Amounts of Iv3 are in thousands of euros."""

PAGE = 10_000
"""The open data give at most so many rows a page."""

STATE_MONEY = "P29b"
"""The balance item of money received in advance from the state and not yet spent."""

ACCOUNTS_REPORT = "X005"
"""The end of the code of a report that is the annual accounts; X000 is the budget."""

_MUNICIPALITY = SourceColumn(
    "area", TEXT, "de gemeente", "the municipality", r"gemeente(n)?", required=True
)
TABLE = (
    _MUNICIPALITY,
    SourceColumn(
        "item",
        TEXT,
        "het taakveld of de balanspost",
        "the task field or balance item",
        r"taakveldbalanspost",
        required=True,
    ),
    SourceColumn("category", TEXT, "de categorie", "the category", r"categorie", required=True),
    SourceColumn("report", TEXT, "het verslag", "the report", r"verslagsoort", required=True),
    SourceColumn("first", NUMBER, "de eerste plaatsing", "the first placing", r"k 1eplaatsing 1"),
    SourceColumn("second", NUMBER, "de tweede plaatsing", "the second placing", r"k 2eplaatsing 2"),
)
"""The table of the open data, "Gemeenten … onbewerkte Iv3-data"."""

SUMS = (
    _MUNICIPALITY,
    SourceColumn("item", TEXT, "het taakveld", "the task field", r"taakveld", required=True),
    SourceColumn("income", NUMBER, "de baten", "the income", r"baten", required=True),
    SourceColumn("expenditure", NUMBER, "de lasten", "the expenditure", r"lasten", required=True),
)
"""The file of single municipalities: income and expenditure per task field."""

_CATEGORIES = {"primo": "opening_eur", "ultimo": "closing_eur"}
_NAMES = ("opening_eur", "closing_eur")


def read_iv3(
    path: Paths,
    *,
    year: int,
    case: Case | None = None,
    areas: Mapping[str, str] | None = None,
    placing: int = 2,
    decimal: str | None = None,
    sheet: str | None = None,
) -> CaseRows:
    r"""Read balances of state money received in advance (Iv3) into rows of *accounts*.

    Mapped is balance item P29b of the annual accounts of the year: on 1 January and 31 December,
    for all earmarked money together (stream `*`). Every other amount of the file stands in
    `unmapped`. Read are the open data of Statistics Netherlands (JSON or CSV), and the semicolon
    file of single municipalities with income and expenditure per task field, which holds no
    balances.

    Args:
        path: A file, or the pages of one table in their order
        year: Of the annual accounts
        case: The case for which the rows are meant: only its regions are mapped. Without it the
            regions are the Dutch municipalities of today
        areas: The region of codes that ended, such as `{"GM0003": "GM1979"}`; their amounts are
            added up
        placing: 1 for the first placing of the figures, 2 for the second, corrected one
        decimal: The decimal sign, `,` or `.`, where numbers can be read in two ways
        sheet: Of a workbook with several

    Raises:
        FileError: With every finding: place, value and what to do.
        QuestionError: There is no such file, or it is of another kind.

    Examples:
        >>> from pathlib import Path
        >>> import ontschotting as on
        >>> lines = ["Gemeenten,TaakveldBalanspost,Categorie,Verslagsoort,k_2ePlaatsing_2"]
        >>> lines += ["GM0344   ,P29b  ,Primo   ,2024X005,250"]
        >>> lines += ["GM0344   ,P29b  ,Ultimo  ,2024X005,311"]
        >>> lines += ["GM0344   ,8.3   ,B4.3.1  ,2024X005,40"]
        >>> _ = Path("45067NED.csv").write_text("\n".join(lines))
        >>> rows = on.read_iv3("45067NED.csv", year=2024)
        >>> rows.accounts.select("stream", "area", "opening_eur", "closing_eur").rows()
        [('*', 'GM0344', 250000.0, 311000.0)]
        >>> rows.unmapped.select("line", "item", "amount_eur", "reason_en").rows()
        [(4, '8.3 B4.3.1', 40000.0, 'no balance of state money received in advance (P29b)')]
    """
    if placing not in (1, 2):
        raise QuestionError(problem("placing_is_1_or_2", placing=placing))
    findings = Findings()
    tables = read_source(path, is_header_of_source((*TABLE, *SUMS), {}), findings, sheet)
    _check_pages(tables, findings)
    parts = [_read_table(table, placing, decimal, findings) for table in tables]
    refuse_errors(findings)
    rows = pl.concat([part.with_columns(table=pl.lit(n)) for n, (part, _) in enumerate(parts)])
    _check_rows(rows, tables, year, findings)
    refuse_errors(findings)
    rows = _with_reasons(rows, year)
    balances = _balances(rows, AreaNames(case, areas))
    return case_rows(
        [table.file for table in tables],
        _lines(rows, balances),
        findings,
        accounts=_accounts(balances, placing, year),
        unread_columns=list(dict.fromkeys(name for _, unread in parts for name in unread)),
    )


def _check_pages(tables: list[SourceTable], findings: Findings) -> None:
    """Add a finding where the last page is full, or says that another one follows."""
    if not tables:
        return
    last = tables[-1]
    rows = last.raw.frame.height
    if last.has_next or (rows and rows % PAGE == 0):
        findings.of_table(last.raw.origin).add("source_page_missing", rows=rows, page=PAGE)


def _read_table(
    table: SourceTable, placing: int, decimal: str | None, findings: Findings
) -> tuple[pl.DataFrame, list[str]]:
    """Return the amounts of one file, and the headers that were not read.

    The amounts have the columns `file`, `line`, `row`, `area_text`, `item`, `category`, `report`,
    `amount_eur`, and `other_eur`, that of the other placing.
    """
    headers = {plain_header(name) for name in table.raw.frame.columns}
    is_sums = "taakveld" in headers
    declared = SUMS if is_sums else TABLE
    header_of = find_columns(table, declared, {}, findings)
    wanted = "second" if placing == 2 else "first"
    file_findings = findings.of_table(table.raw.origin)
    if not is_sums and wanted not in header_of:
        column = next(column for column in TABLE if column.name == wanted)
        shown = ", ".join(table.raw.frame.columns)
        file_findings.add(
            "source_column_missing", meaning=column, headers=shown, name=wanted, line=1
        )
    columns = {
        column.name: read_column(table, header_of[column.name], column, findings, decimal)
        for column in declared
        if column.name in header_of
    }
    origin, height = table.raw.origin, table.raw.frame.height
    unread = [name for name in origin.columns if name and name not in header_of.values()]
    if len(columns) < len(declared) - (0 if is_sums else 1) or findings.has_errors:
        return pl.DataFrame(), unread
    place = pl.DataFrame(
        {
            "file": [table.file] * height,
            "line": [origin.line(row) for row in range(height)],
            "row": list(range(height)),
            "area_text": columns["area"],
            "item": columns["item"],
        }
    )
    if is_sums:
        return _sums(place, columns), unread
    blank = pl.Series([None] * height, dtype=pl.Float64)
    other = columns.get("first" if placing == 2 else "second", blank)
    return place.with_columns(
        category=columns["category"],
        report=columns["report"],
        amount_eur=_in_euros(columns[wanted]),
        other_eur=_in_euros(other),
    ), unread


def _sums(place: pl.DataFrame, columns: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return income and expenditure per task field as amounts: two of a line."""
    return pl.concat(
        place.with_columns(
            category=pl.lit(name),
            report=pl.lit(None, dtype=pl.String),
            amount_eur=_in_euros(columns[name]),
            other_eur=pl.lit(None, dtype=pl.Float64),
        )
        for name in ("income", "expenditure")
    ).sort("row", maintain_order=True)


def _in_euros(thousands: pl.Series) -> pl.Series:
    """Return amounts in euros; blank where there is no figure."""
    return thousands.set(thousands == NO_FIGURE, None) * THOUSAND


def _check_rows(
    rows: pl.DataFrame, tables: list[SourceTable], year: int, findings: Findings
) -> None:
    """Add a finding for each amount that stands twice, and where the accounts are missing."""
    is_twice = ~pl.struct("area_text", "item", "category", "report").is_first_distinct()
    for number, row, item in rows.filter(is_twice).select("table", "row", "item").iter_rows():
        file_findings = findings.of_table(tables[number].raw.origin)
        file_findings.add("source_row_twice", row=row, value=item)
    reports = rows["report"].drop_nulls().unique().sort().to_list()
    wanted = f"{year}{ACCOUNTS_REPORT}"
    if reports and wanted not in reports:
        findings.of_table(tables[0].raw.origin).add(
            "source_report_missing", report=wanted, year=year, reports=", ".join(reports)
        )


def _with_reasons(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return the amounts with the column of *accounts* that each is for, or why there is none."""
    is_state_money = pl.col("item") == STATE_MONEY
    column = pl.col("category").str.to_lowercase().replace_strict(_CATEGORIES, default=None)
    reason = (
        pl.when(pl.col("amount_eur").is_null() & pl.col("other_eur").is_not_null())
        .then(pl.lit("figure_in_other_placing"))
        .when(pl.col("amount_eur").is_null())
        .then(pl.lit("no_figure"))
        .when(pl.col("report").is_null())
        .then(pl.lit("task_field"))
        .when(pl.col("report") != f"{year}{ACCOUNTS_REPORT}")
        .then(pl.lit("another_report"))
        .when(~is_state_money | column.is_null())
        .then(pl.lit("no_state_balance"))
    )
    return rows.with_columns(reason=reason, column=column)


def _balances(rows: pl.DataFrame, areas: AreaNames) -> pl.DataFrame:
    """Return the balances, a row per municipality of the file: `opening_eur` and `closing_eur`."""
    balances = (
        rows.filter(pl.col("reason").is_null())
        .group_by("area_text", maintain_order=True)
        .agg(
            pl.col("file").first(),
            *(
                pl.col("amount_eur").filter(pl.col("column") == name).first().alias(name)
                for name in _NAMES
            ),
        )
    )
    matches = [areas.find(text) for text in balances["area_text"]]
    found = balances.with_columns(
        pl.Series("area", [match.code for match in matches], dtype=pl.String),
        pl.Series("reason", [match.reason for match in matches], dtype=pl.String),
        pl.Series("nearest", [match.nearest for match in matches], dtype=pl.String),
    )
    lacks_balance = pl.col("reason").is_null() & pl.col("closing_eur").is_null()
    found = with_reason(found, "no_closing_balance", lacks_balance)
    return with_whole_sums(found, ("area",), _NAMES)


def _lines(rows: pl.DataFrame, balances: pl.DataFrame) -> pl.DataFrame:
    """Return a row per amount of the files."""
    reasons = pl.concat(
        balances.select(
            "area_text",
            pl.lit(name).alias("column"),
            reason_of_sums(name).alias("reason_of_area"),
            "nearest",
        )
        for name in _NAMES
    )
    year = pl.col("report").str.slice(0, 4).cast(pl.Int64, strict=False)
    is_balance = pl.col("reason").is_null()
    joined = rows.join(reasons, on=["area_text", "column"], how="left", maintain_order="left")
    found = joined.with_columns(
        table=pl.when(is_balance).then(pl.lit("accounts")),
        column=pl.when(is_balance).then(pl.col("column")),
        reason=pl.coalesce("reason", "reason_of_area"),
        nearest=pl.when(is_balance).then(pl.col("nearest")),
        item=pl.concat_str("item", "category", separator=" "),
        year=year,
    )
    names = ("table", "column", "file", "line", "item", "year", "amount_eur", "reason", "nearest")
    return lines_frame({"area": found["area_text"], **{name: found[name] for name in names}})


def _accounts(balances: pl.DataFrame, placing: int, year: int) -> pl.DataFrame:
    """Return the rows of *accounts*: one per area, for all earmarked money together."""
    parts = pl.col("area_text").sort().str.join(" + ")
    return (
        balances.filter(pl.col("reason").is_null())
        .group_by("area", maintain_order=True)
        .agg(
            *(whole_sum(name) for name in _NAMES),
            pl.col("file").unique().sort().str.join(", ").alias("files"),
            pl.when(pl.len() > 1).then(parts).alias("parts"),
        )
        .select(
            pl.lit(ALL_STREAMS).alias("stream"),
            pl.lit("region").alias("level"),
            "area",
            pl.lit(year).alias("year"),
            *_NAMES,
            pl.format(
                f"Iv3 {year}, {STATE_MONEY}, placing {placing}, CBS (CC BY 4.0): {{}}", "files"
            ).alias("source"),
            pl.when(pl.col("parts").is_null())
            .then(pl.lit("published"))
            .otherwise(pl.lit("derived"))
            .alias("status"),
            pl.format("sum of {}", "parts").alias("note"),
        )
    )
