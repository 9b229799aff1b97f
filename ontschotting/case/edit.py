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
from ontschotting.case.tables.known_table import refuse_unknown_table
from ontschotting.case.tables.parse_table import parse_table
from ontschotting.case.tables.parse_value import RefusedValue, parse_native
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.errors import Problem, QuestionError
from ontschotting.support.suggestions import did_you_mean, did_you_mean_code
from ontschotting.words.messages import problem


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
    refuse_unknown_table("case", table)
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
                problem(
                    "unknown_column_of_table",
                    question="set",
                    name=name,
                    table=table,
                    hint=did_you_mean(name, schema.by_name),
                    columns=", ".join(schema.by_name),
                )
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
            problem(
                "key_too_long",
                table=schema.name,
                key=", ".join(schema.key),
                columns=len(schema.key),
                given=len(key),
            )
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


def _no_such_row(schema: TableSchema, frame: pl.DataFrame, key: Sequence[Any]) -> Problem:
    """Say which row was meant, which key columns were not given, and which rows come near."""
    given = ", ".join(
        f"{name} {value}" for name, value in zip(schema.key, key, strict=False) if value is not None
    )
    missing = schema.key[len(key) :]
    lacking = problem("key_not_given", columns=", ".join(missing)) if missing else ""
    names = frame[schema.key[0]].drop_nulls().unique().to_list()
    if not key or key[0] is None:
        example: Problem | str = problem(
            "example_of_set", table=schema.name, key=", ".join(schema.key)
        )
    elif str(key[0]) not in map(str, names):
        full_names = frame.select("name", schema.key[0]) if "name" in frame.columns else None
        codes = {} if full_names is None else dict(full_names.drop_nulls().iter_rows())
        example = did_you_mean_code(str(key[0]), names, codes)
    else:
        like = frame.filter(pl.col(schema.key[0]).cast(pl.String) == str(key[0]))
        rows = like.select(key_column(name) for name in schema.key).head(3).rows()
        blank = problem("blank")
        in_english, in_dutch = (
            "; ".join(", ".join(word if v is None else str(v) for v in row) for row in rows)
            for word in (blank.en, blank.nl)
        )
        more = problem("and_more", number=like.height - 3) if like.height > 3 else ""
        example = problem(
            "rows_with_that_key",
            column=schema.key[0],
            value=key[0],
            rows=Problem("rows", in_english, in_dutch),
            more=more,
        )
    return problem(
        "no_row_with_key",
        table=schema.name,
        key=given or problem("blank_key"),
        lacking=lacking,
        columns=", ".join(schema.key),
        example=example,
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
    refuse_unknown_table("scale", table)
    schema, frame = TABLES[table], case.tables[table]
    known = [each.name for each in schema.columns if each.kind in (NUMBER, SHARE)]
    if column not in known:
        raise QuestionError(
            problem(
                "no_column_of_numbers",
                column=column,
                table=table,
                hint=did_you_mean(column, known),
                known=", ".join(known),
            )
        )
    if isinstance(factor, bool) or not isinstance(factor, int | float) or not 0 <= factor < inf:
        raise QuestionError(problem("no_factor", factor=factor))
    wanted = {
        name: _wanted_values(case, table, name, values, "scale") for name, values in where.items()
    }
    matches = _matches(frame, wanted)
    if frame.filter(matches).is_empty():
        said = ", ".join(f"{name} {', '.join(map(str, wanted[name]))}" for name in wanted)
        raise QuestionError(
            problem("no_row_to_scale", table=table, values=said or problem("any_value"))
        )
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
    refuse_unknown_table("replace_rows", table)
    if not where:
        key = TABLES[table].key[0]
        raise QuestionError(problem("rows_not_named", table=table, key=key))
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
            problem(
                "unknown_column_of_table",
                question=question,
                name=name,
                table=table,
                hint=did_you_mean(name, frame.columns),
                columns=", ".join(frame.columns),
            )
        )
    is_list = isinstance(values, list | tuple | set | frozenset | pl.Series)
    wanted = [
        KEY_DEFAULTS.get(name)
        if value is None
        else checked_value(value, column, f"{question} | {table}, column {name}")
        for value in (values if is_list else [values])
    ]
    if not wanted:
        raise QuestionError(problem("empty_list", question=question, name=name))
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
        problem(
            "row_outside_where",
            table=table,
            line=row + 2,
            name=name,
            value=problem("blank") if value is None else repr(value),
            values=", ".join(map(repr, values)),
        )
        for name, values in wanted.items()
        for row, value in enumerate(rows.select(key_column(name)).to_series().to_list())
        if value not in values
    ]
    if wrong:
        raise QuestionError(*wrong, problem("correct_those_rows"))


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
                problem(
                    "no_row_with_value",
                    table=table,
                    name=name,
                    value=missing[0],
                    hint=did_you_mean(str(missing[0]), known),
                )
            )


def cancel(case: CaseTables, stream: str, from_year: int) -> dict[str, pl.DataFrame]:
    """Return the budgets without those of a scheme from a year on; see `Case.cancel`.

    Args:
        case: The case
        stream: The scheme
        from_year: The first year without it
    """
    year = checked_year(from_year)
    known = case.streams["stream"].to_list()
    if stream not in known:
        raise QuestionError(
            problem("unknown_stream_to_cancel", stream=stream, hint=did_you_mean(stream, known))
        )
    sources = (
        case.transfers.filter((pl.col("to_stream") == stream) & (pl.col("share") > 0))["stream"]
        .sort()
        .to_list()
    )
    if sources:
        raise QuestionError(
            problem("money_may_move_there", sources=", ".join(sources), stream=stream)
        )
    return {"budgets": case.budgets.filter((pl.col("stream") != stream) | (pl.col("year") < year))}


def checked_year(from_year: int) -> int:
    """Return the year from which a scheme ends; None or 27 would end all of its money.

    Args:
        from_year: As it was given

    Raises:
        QuestionError: It is no plausible year.
    """
    column = TABLES["budgets"].by_name["year"]
    return int(checked_value(from_year, column, "cancel | from_year"))


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
        raise QuestionError(problem("no_plans_left", question=question))
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
        raise QuestionError(problem("value_not_admitted", where=where, reason=parsed.message))
    return parsed
