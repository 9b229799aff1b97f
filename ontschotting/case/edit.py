"""Changes the tables of a case: cells of a row, rows of one's own, a scheme that ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

import polars as pl

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.row_edits import raw_tables_with
from ontschotting.case.tables.columns import NUMBER, SHARE, TEXT, Column
from ontschotting.case.tables.defaults import KEY_DEFAULTS, key_column
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.from_frames import from_frames
from ontschotting.case.tables.parse_table import parse_table
from ontschotting.case.tables.parse_value import RefusedValue, parse_native
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean


def set_cells(
    case: CaseTables, table: str, key: Sequence[Any], values: Mapping[str, Any]
) -> pl.DataFrame:
    """Return a table with some cells of one row changed; see `Case.set`.

    Args:
        case: The case
        table: Name of the table
        key: The values of its key columns in their order; blanks at the end may be left out
        values: Columns and their new value
    """
    if table not in TABLES:
        raise QuestionError(f"case | no table is called '{table}'.{did_you_mean(table, TABLES)}")
    schema, frame = TABLES[table], case.tables[table]
    is_row = _has_key(schema, key)
    if frame.select(is_row.alias("is_row"))["is_row"].sum() != 1:
        raise QuestionError(_no_such_row(schema, frame, key))
    for name, value in values.items():
        column = schema.find_column(name)
        if column is None and table == "regions" and name in frame.columns:
            column = Column(name, TEXT, "", "")
        if column is None:
            raise QuestionError(
                f"set | no column is called '{name}' in"
                f" {table}.{did_you_mean(name, schema.by_name)}"
            )
        checked = (
            None if value is None else checked_value(value, column, f"set | {table}, column {name}")
        )
        old = pl.col(name) if name in frame.columns else pl.lit(None, dtype=column.dtype)
        new = pl.lit(checked, dtype=column.dtype)
        frame = frame.with_columns(pl.when(is_row).then(new).otherwise(old).alias(name))
    return frame


def _has_key(schema: TableSchema, key: Sequence[Any]) -> pl.Expr:
    """Return the condition that a row of a table has this key."""
    if len(key) > len(schema.key):
        raise QuestionError(
            f"set | {schema.name} has the key {', '.join(schema.key)}: {len(schema.key)} values,"
            f" not {len(key)}."
        )
    condition = pl.lit(True)
    blanks = [None] * (len(schema.key) - len(key))
    for name, value in zip(schema.key, [*key, *blanks], strict=True):
        column = schema.by_name[name]
        wanted = (
            KEY_DEFAULTS.get(name)
            if value is None
            else checked_value(value, column, f"set | {schema.name}, column {name}")
        )
        condition &= key_column(name).eq_missing(pl.lit(wanted, dtype=column.dtype))
    return condition


def _no_such_row(schema: TableSchema, frame: pl.DataFrame, key: Sequence[Any]) -> str:
    """Say which row was meant, which key columns were not given, and which rows come near."""
    given = ", ".join(
        f"{name} {value}" for name, value in zip(schema.key, key, strict=False) if value is not None
    )
    missing = schema.key[len(key) :]
    lacking = f" {', '.join(missing)} not given, so blank." if missing else ""
    names = frame[schema.key[0]].drop_nulls().unique().to_list()
    if not key or key[0] is None:
        example = f" Example: case.set('{schema.name}', {', '.join(schema.key)}, …)."
    elif str(key[0]) not in map(str, names):
        example = did_you_mean(str(key[0]), names)
    else:
        like = frame.filter(pl.col(schema.key[0]).cast(pl.String) == str(key[0]))
        rows = like.select(key_column(name) for name in schema.key).head(3).iter_rows()
        shown = "; ".join(", ".join("blank" if v is None else str(v) for v in row) for row in rows)
        more = f"; {like.height - 3} more" if like.height > 3 else ""
        example = f" Rows with {schema.key[0]} {key[0]}: {shown}{more}."
    return (
        f"set | no row of {schema.name} has the key {given or '(blank)'}.{lacking} Key columns, in"
        f" their order: {', '.join(schema.key)}.{example}"
    )


def scale(
    case: CaseTables, table: str, column: str, factor: float, where: Mapping[str, Any]
) -> pl.DataFrame:
    """Return a table with the numbers of a column multiplied; see `Case.scale`.

    Args:
        case: The case
        table: Name of the table
        column: Of numbers or shares
        factor: What they are multiplied by
        where: Columns and their value, or a list of values; nothing means every row
    """
    if table not in TABLES:
        raise QuestionError(
            f"scale | no table is called '{table}'.{did_you_mean(table, TABLES)} Tables:"
            f" {', '.join(TABLES)}."
        )
    schema, frame = TABLES[table], case.tables[table]
    known = [each.name for each in schema.columns if each.kind in (NUMBER, SHARE)]
    if column not in known:
        raise QuestionError(
            f"scale | '{column}' is no column of numbers in {table}.{did_you_mean(column, known)}"
            f" Columns: {', '.join(known)}."
        )
    if isinstance(factor, bool) or not isinstance(factor, int | float) or not 0 <= factor < inf:
        raise QuestionError(f"scale | {factor!r} is no factor. Give a number of 0 or more.")
    wanted = {
        name: _wanted_values(case, table, name, values, "scale") for name, values in where.items()
    }
    matches = _matches(frame, wanted)
    if frame.filter(matches).is_empty():
        said = ", ".join(f"{name} {', '.join(map(str, wanted[name]))}" for name in wanted)
        raise QuestionError(f"scale | no row of {table} has {said or 'any value'}.")
    # The margins move along: they say how uncertain the value is.
    names = [name for name in (column, f"{column}_low", f"{column}_high") if name in frame.columns]
    return frame.with_columns(
        pl.when(matches).then(pl.col(name) * factor).otherwise(pl.col(name)).alias(name)
        for name in names
    )


def _matches(frame: pl.DataFrame, wanted: Mapping[str, list[Any]]) -> pl.Expr:
    """Return the condition that a row has one of the wanted values in each column."""
    return pl.all_horizontal(
        pl.lit(True),
        *(
            key_column(name).is_in(pl.Series(values, dtype=frame.schema[name]), nulls_equal=True)
            for name, values in wanted.items()
        ),
    )


def replace_rows(
    case: CaseTables, table: str, rows: Any, where: Mapping[str, Any]
) -> tuple[list[RawTable], Findings]:
    """Return the raw tables of a case with other rows in one of them; see `Case.replace_rows`.

    Args:
        case: The case
        table: Name of the table
        rows: A frame of any library, or None
        where: Columns and their value, or a list of values
    """
    if table not in TABLES:
        raise QuestionError(
            f"replace_rows | no table is called '{table}'.{did_you_mean(table, TABLES)} Tables:"
            f" {', '.join(TABLES)}."
        )
    if not where:
        key = TABLES[table].key[0]
        raise QuestionError(
            f"replace_rows | say which rows of {table} these are, for example {key}='…'; with_table"
            " replaces the whole table."
        )
    frame, findings = case.tables[table], Findings()
    wanted = {
        name: _wanted_values(case, table, name, values, "replace_rows")
        for name, values in where.items()
    }
    new_rows = _parse_new_rows(frame, table, rows, wanted, findings)
    _check_within(new_rows, wanted, table)
    _check_any_match(frame, new_rows, wanted, table)
    matches = _matches(frame, wanted)
    # The new rows come first, so that a refusal names the lines of the frame that was passed.
    replaced = pl.concat([new_rows, frame.filter(~matches)], how="diagonal")
    return raw_tables_with(case, table, replaced), findings


def _wanted_values(
    case: CaseTables, table: str, name: str, values: Any, question: str
) -> list[Any]:
    """Return the values of `where` in a column as the type of the column."""
    frame = case.tables[table]
    column = TABLES[table].find_column(name) or Column(name, TEXT, "", "")
    if name not in frame.columns:
        raise QuestionError(
            f"{question} | no column is called '{name}' in"
            f" {table}.{did_you_mean(name, frame.columns)} Columns: {', '.join(frame.columns)}."
        )
    is_list = isinstance(values, list | tuple | set | frozenset | pl.Series)
    wanted = [
        KEY_DEFAULTS.get(name)
        if value is None
        else checked_value(value, column, f"{question} | {table}, column {name}")
        for value in (values if is_list else [values])
    ]
    if not wanted:
        raise QuestionError(f"{question} | {name} is an empty list. Name at least one value.")
    return wanted


def _parse_new_rows(
    frame: pl.DataFrame,
    table: str,
    rows: Any,
    wanted: Mapping[str, list[Any]],
    findings: Findings,
) -> pl.DataFrame:
    """Return the rows that were passed, typed, with the columns of `where` filled in."""
    raw_tables = from_frames({table: rows})
    if not raw_tables:
        return frame.clear()
    passed = raw_tables[0].frame
    for name, values in wanted.items():
        if name not in passed.columns and len(values) == 1:
            passed = passed.with_columns(pl.lit(values[0], dtype=frame.schema[name]).alias(name))
    typed = parse_table(RawTable.from_frame(table, passed), TABLES[table], findings)
    return typed.with_columns(
        pl.lit(None, dtype=frame.schema[name]).alias(name)
        for name in wanted
        if name not in typed.columns
    )


def _check_within(rows: pl.DataFrame, wanted: Mapping[str, list[Any]], table: str) -> None:
    """Refuse rows outside `where`: they would be added although nothing says so."""
    wrong = [
        f"replace_rows | {table} | line {row + 2}, column {name}:"
        f" {'blank' if value is None else repr(value)}, while these rows stand for"
        f" {name} {', '.join(map(repr, values))}."
        for name, values in wanted.items()
        for row, value in enumerate(rows.select(key_column(name)).to_series().to_list())
        if value not in values
    ]
    if wrong:
        raise QuestionError("\n".join([*wrong, "Correct those rows, or name more in the call."]))


def _check_any_match(
    frame: pl.DataFrame, new_rows: pl.DataFrame, wanted: Mapping[str, list[Any]], table: str
) -> None:
    """Refuse a value of `where` that stands neither in the table nor in the new rows."""
    for name, values in wanted.items():
        present = {
            value
            for rows in (frame, new_rows)
            for value in rows.select(key_column(name)).to_series().to_list()
        }
        missing = [value for value in values if value not in present]
        if missing:
            known = [str(value) for value in frame[name].drop_nulls().unique().to_list()]
            raise QuestionError(
                f"replace_rows | no row of {table} has the {name} '{missing[0]}', in the case nor"
                f" in these rows.{did_you_mean(str(missing[0]), known)}"
            )


def cancel(case: CaseTables, stream: str, from_year: int) -> dict[str, pl.DataFrame]:
    """Return the budgets without those of a scheme from a year on; see `Case.cancel`.

    Args:
        case: The case
        stream: The scheme
        from_year: The first year without it
    """
    known = case.streams["stream"].to_list()
    if stream not in known:
        raise QuestionError(f"case | no stream '{stream}' in streams.{did_you_mean(stream, known)}")
    sources = (
        case.transfers.filter((pl.col("to_stream") == stream) & (pl.col("share") > 0))["stream"]
        .sort()
        .to_list()
    )
    if sources:
        raise QuestionError(
            f"cancel | money of {', '.join(sources)} may move to '{stream}' (transfers), and no"
            " year says whether that ends too. Take those rows out first, so that nothing ever"
            f" moves there: case.replace_rows('transfers', None, to_stream='{stream}')."
        )
    return {
        "budgets": case.budgets.filter((pl.col("stream") != stream) | (pl.col("year") < from_year))
    }


def keep_first_year(
    case: CaseTables, tables: Mapping[str, pl.DataFrame], question: str
) -> dict[str, pl.DataFrame]:
    """Return the tables of a part of a case with its first year as it was.

    `opening_work` depends on the first year, and the budget that set it may be gone.

    Args:
        case: The whole case
        tables: The tables that differ in the part, *budgets* among them
        question: The method, with which an error message begins
    """
    if "plans" in tables and tables["plans"].is_empty():
        raise QuestionError(f"{question} | nothing is left in plans. Ask for a part that has some.")
    part = dict(tables)
    if "first_year" not in case.settings and part["budgets"]["year"].min() != case.first_year:
        row = pl.DataFrame({"key": ["first_year"], "value": [str(case.first_year)]})
        settings = case.tables["case"].filter(pl.col("key") != "first_year")
        part["case"] = pl.concat([settings, row], how="diagonal")
    return part


def checked_value(value: Any, column: Column, where: str) -> Any:
    """Return a value as the type of its column.

    Args:
        value: Not blank
        column: Its column
        where: With what an error message begins

    Raises:
        QuestionError: The column does not admit the value.
    """
    parsed = parse_native(value, column)
    if isinstance(parsed, RefusedValue):
        raise QuestionError(f"{where}: {parsed.reason}")
    return parsed
