"""Whether typed tables make a case.

Blanks, duplicates, names that no table knows, and rules that contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from ontschotting.case.tables.columns import FIXED_LEVELS
from ontschotting.case.tables.findings import Findings, TableOrigin
from ontschotting.case.tables.parse_value import RefusedValue, parse_number
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.case.validate.minimum_shares import check_minimum_shares
from ontschotting.case.validate.transfers import check_transfers
from ontschotting.support.suggestions import nearest

Tables = Mapping[str, pl.DataFrame]

BLANK_STANDS_FOR: dict[str, object] = {"awarded": False, "years_before_delivery": 0}
"""Blanks in a key that stand for a value."""


def check_tables(tables: Tables, places: Mapping[str, TableOrigin], findings: Findings) -> None:
    """Add every finding about the tables together.

    Cells that were refused already are blank here and are not refused twice.
    """
    refused = {(finding.table, finding.line, finding.column) for finding in findings.found}
    levels = level_names(tables["regions"])
    for name, table in TABLES.items():
        place = places[name]
        _blanks(table, tables[name], place, findings, refused)
        _duplicates(table, tables[name], place, findings)
        _references(table, tables, place, findings)
        _margins(table, tables[name], place, findings)
        if {"level", "area"} <= set(tables[name].columns):
            _areas(name, tables, levels, place, findings)
        elif "level" in tables[name].columns:
            for row, level in enumerate(tables[name]["level"]):
                if level is not None and level not in levels:
                    findings.add(place, row, "level", level, _unknown_level(level, levels))
    _settings(tables, places["case"], findings)
    _streams(tables, places["streams"], findings)
    _plans(tables, places, findings)
    _outcomes(tables, places, findings)
    _earmarks(tables, places, findings)
    _exclusions(tables, places, findings)
    check_minimum_shares(tables, places["minimum_shares"], findings)
    check_transfers(tables, places["transfers"], findings)


def level_names(regions: pl.DataFrame) -> tuple[str, ...]:
    """The levels: the grouping columns of regions, and plan, region and national."""
    declared = set(TABLES["regions"].by_name)
    return (*(name for name in regions.columns if name not in declared), *FIXED_LEVELS)


def _rows(frame: pl.DataFrame, mask: pl.Expr) -> list[int]:
    return frame.with_row_index("_row").filter(mask)["_row"].to_list()


def _blanks(
    table: TableSchema,
    frame: pl.DataFrame,
    place: TableOrigin,
    findings: Findings,
    refused: set[tuple[str, int | None, str | None]],
) -> None:
    # Without earmarks or budgets every stream is told that it may pay for nothing or has no money;
    # without the other tables a case has nothing to say.
    if (
        table.required
        and frame.is_empty()
        and table.name not in ("earmarks", "budgets")
        and not any(finding.table == table.name for finding in findings.found)
    ):
        findings.add(
            place, None, None, None, f"this table has no rows: {table.en}. Fill in at least one."
        )
    for column in table.columns:
        if not column.required:
            continue
        if (table.name, 1, column.name) in refused:
            continue
        for row in _rows(frame, pl.col(column.name).is_null()):
            if (table.name, place.line(row), column.name) not in refused:
                findings.add(
                    place,
                    row,
                    column.name,
                    None,
                    f"blank, where a value is needed: {column.en}. Fill it in.",
                )


def _duplicates(
    table: TableSchema, frame: pl.DataFrame, place: TableOrigin, findings: Findings
) -> None:
    key = [
        pl.col(name).fill_null(BLANK_STANDS_FOR[name]) if name in BLANK_STANDS_FOR else pl.col(name)
        for name in table.key
    ]
    numbered = frame.select(*key).with_row_index("_row")
    needed = [
        column.name for column in table.columns if column.required and column.name in table.key
    ]
    numbered = numbered.drop_nulls(needed)
    repeated = numbered.with_columns(pl.col("_row").min().over(table.key).alias("_first")).filter(
        pl.col("_row") != pl.col("_first")
    )
    for row, first, *values in repeated.select("_row", "_first", *table.key).iter_rows():
        shown = ", ".join(
            f"{name} {value}"
            for name, value in zip(table.key, values, strict=True)
            if value is not None
        )
        findings.add(
            place,
            row,
            table.key[0],
            values[0],
            f"{shown} stands on line {place.line(first)} already. Join the two rows or remove one.",
        )


def _unknown(
    what: str,
    value: str,
    known: Iterable[str],
    table: str,
    place: TableOrigin,
    codes: Mapping[str, str] | None = None,
) -> str:
    """The message for a code that its table does not know.

    `codes` are those of names in lower case: a name is what people type where its code belongs.
    """
    where = f"{table}.csv" if place.kind == "csv" else table
    code = (codes or {}).get(value.casefold())
    if code is not None:
        return (
            f"no {what} '{value}' in {where}: that is the name of {what} '{code}'. Write the code"
            f" '{code}' here."
        )
    near = nearest(value, known)
    return (
        f"no {what} '{value}' in {where}.{f' Nearest: {near!r}.' if near else ''} Add it there or"
        " correct it here."
    )


def _codes(table: str, tables: Tables) -> dict[str, str]:
    """The code of each name in a table, where no two rows share the name."""
    frame = tables[table]
    if "name" not in frame.columns:
        return {}
    named = (
        frame.select(pl.col("name").str.to_lowercase(), TABLES[table].key[0])
        .drop_nulls()
        .unique(subset="name", keep="none")
    )
    return dict(named.iter_rows())


def _unknown_level(level: str, levels: tuple[str, ...]) -> str:
    """The message for a level that the case does not have."""
    near = nearest(level, levels)
    hint = f" Nearest: '{near}'." if near else ""
    return (
        f"no level '{level}'. Levels: {', '.join(levels)}.{hint} A grouping column of regions is a"
        " level."
    )


def _references(table: TableSchema, tables: Tables, place: TableOrigin, findings: Findings) -> None:
    frame = tables[table.name]
    for column in table.columns:
        if column.refers_to is None or tables[column.refers_to].is_empty():
            continue
        target = TABLES[column.refers_to].key[0]
        known = tables[column.refers_to][target].drop_nulls().unique().to_list()
        for row in _rows(
            frame, pl.col(column.name).is_not_null() & ~pl.col(column.name).is_in(known)
        ):
            value = frame[column.name][row]
            findings.add(
                place,
                row,
                column.name,
                value,
                _unknown(
                    target, value, known, column.refers_to, place, _codes(column.refers_to, tables)
                ),
            )


def _margins(
    table: TableSchema, frame: pl.DataFrame, place: TableOrigin, findings: Findings
) -> None:
    for column in table.columns:
        low, high = f"{column.name}_low", f"{column.name}_high"
        for name, mask, word in (
            (low, pl.col(low) > pl.col(column.name), "above"),
            (high, pl.col(high) < pl.col(column.name), "below"),
        ):
            if name in frame.columns:
                for row in _rows(frame, mask):
                    findings.add(
                        place,
                        row,
                        name,
                        frame[name][row],
                        f"{frame[name][row]:g} lies {word} the value {frame[column.name][row]:g}"
                        " itself. Correct one of the two.",
                    )
        if low in frame.columns and high in frame.columns:
            for row in _rows(frame, pl.col(column.name).is_null() & (pl.col(low) > pl.col(high))):
                findings.add(
                    place,
                    row,
                    low,
                    frame[low][row],
                    f"the low end {frame[low][row]:g} lies above the high end {frame[high][row]:g}."
                    " Correct one of the two.",
                )


def _areas(
    name: str, tables: Tables, levels: tuple[str, ...], place: TableOrigin, findings: Findings
) -> None:
    frame = tables[name]
    known_areas: dict[str, set[str]] = {}
    may_be_blank = name in ("ceilings", "limits")
    for row, (level, area) in enumerate(frame.select("level", "area").iter_rows()):
        if level is None:
            continue
        if level not in levels:
            findings.add(place, row, "level", level, _unknown_level(level, levels))
            continue
        if level == "national":
            if area is not None:
                findings.add(
                    place,
                    row,
                    "area",
                    area,
                    f"an area '{area}' stands on a row whose level is national. Leave it blank, or"
                    " choose another level.",
                )
            continue
        if area is None:
            if not may_be_blank:
                findings.add(
                    place,
                    row,
                    "area",
                    None,
                    f"blank, where an area of level {level} is needed. Fill it in, or make the"
                    " level national.",
                )
            continue
        if level not in known_areas:
            table, column = ("plans", "plan") if level == "plan" else ("regions", level)
            known_areas[level] = set(tables[table][column].drop_nulls().to_list())
        if area not in known_areas[level]:
            table = "plans" if level == "plan" else "regions"
            findings.add(
                place,
                row,
                "area",
                area,
                _unknown(
                    level,
                    area,
                    known_areas[level],
                    table,
                    place,
                    _codes(table, tables) if level in ("region", "plan") else None,
                ),
            )


def _settings(tables: Tables, place: TableOrigin, findings: Findings) -> None:
    allowed = {"opening_work": ("paid", "none"), "vat": ("included", "excluded")}
    for row, (key, value) in enumerate(tables["case"].select("key", "value").iter_rows()):
        if key in allowed and value not in (None, *allowed[key]):
            findings.add(
                place,
                row,
                "value",
                value,
                f"'{value}' is not allowed for {key}. Choose one of: {', '.join(allowed[key])}.",
            )
        if key == "first_year" and value is not None:
            number = parse_number(value)
            if (
                isinstance(number, RefusedValue)
                or number != int(number)
                or not 1900 <= number <= 2200
            ):
                findings.add(
                    place,
                    row,
                    "value",
                    value,
                    f"'{value}' is not a plausible year (1900 to 2200). Write four digits, such as"
                    " 2026.",
                )


def _streams(tables: Tables, place: TableOrigin, findings: Findings) -> None:
    frame = tables["streams"]
    for row in _rows(
        frame, pl.col("counts_as_cofinancing").fill_null(False) & (pl.col("cofinancing_share") > 0)
    ):
        findings.add(
            place,
            row,
            "cofinancing_share",
            frame["cofinancing_share"][row],
            "a stream that itself counts as co-financing cannot ask for co-financing. Leave the"
            " share blank.",
        )
    for row in _rows(frame, pl.col("min_plan_units") > pl.col("max_plan_units")):
        greatest = frame["max_plan_units"][row]
        findings.warn(
            place,
            row,
            "min_plan_units",
            frame["min_plan_units"][row],
            f"the least plan size lies above the greatest, {greatest:g}: no plan fits.",
        )
    for table, what in (
        ("earmarks", "earmark: it may pay for nothing"),
        ("budgets", "budget: it has no money"),
    ):
        have = tables[table]["stream"].drop_nulls().unique().to_list()
        for row in _rows(frame, pl.col("stream").is_not_null() & ~pl.col("stream").is_in(have)):
            findings.warn(
                place,
                row,
                "stream",
                frame["stream"][row],
                f"stream '{frame['stream'][row]}' has no {what}. Add a row to {table} if that is"
                " not meant.",
            )


def _plans(tables: Tables, places: Mapping[str, TableOrigin], findings: Findings) -> None:
    plans, place = tables["plans"], places["plans"]
    for row in _rows(plans, pl.col("first_year") > pl.col("last_year")):
        findings.add(
            place,
            row,
            "first_year",
            plans["first_year"][row],
            f"the first year lies after the last, {plans['last_year'][row]}. Correct one of the"
            " two.",
        )
    kinds = tables["costs"]["plan_type"].drop_nulls().unique().to_list()
    if kinds:
        for row in _rows(
            plans, pl.col("plan_type").is_not_null() & ~pl.col("plan_type").is_in(kinds)
        ):
            value = plans["plan_type"][row]
            near = nearest(value, kinds)
            hint = f" Nearest: '{near}'." if near else ""
            findings.add(
                place,
                row,
                "plan_type",
                value,
                f"no plan_type '{value}' in costs.{hint} Give it a row there (0 euros for a plan"
                " that needs none).",
            )


def _outcomes(tables: Tables, places: Mapping[str, TableOrigin], findings: Findings) -> None:
    named = tables["plans"]["outcome"].drop_nulls().unique().sort().to_list()
    listed = tables["outcomes"]["outcome"].drop_nulls().to_list()
    if len(named) > 1 and not listed:
        findings.add(
            places["outcomes"],
            None,
            None,
            None,
            f"plans count {len(named)} outcomes ({', '.join(named)}), but there is no outcomes"
            " table. Add one: the weights are a choice with an author.",
        )
        return
    known = listed or named
    for name in ("plans", "limits", "targets", "minimum_shares"):
        frame = tables[name]
        for row in _rows(frame, pl.col("outcome").is_not_null() & ~pl.col("outcome").is_in(known)):
            value = frame["outcome"][row]
            findings.add(
                places[name],
                row,
                "outcome",
                value,
                _unknown("outcome", value, known, "outcomes" if listed else "plans", places[name]),
            )


def _earmarks(tables: Tables, places: Mapping[str, TableOrigin], findings: Findings) -> None:
    earmarks, place = tables["earmarks"], places["earmarks"]
    kinds = {
        *tables["costs"]["plan_type"].drop_nulls().to_list(),
        *tables["plans"]["plan_type"].drop_nulls().to_list(),
    }
    purposes = set(tables["costs"]["purpose"].drop_nulls().to_list())
    for row, (purpose, kind) in enumerate(earmarks.select("purpose", "plan_type").iter_rows()):
        if kind is not None and kind not in kinds:
            near = nearest(kind, kinds)
            hint = f" Nearest: '{near}'." if near else ""
            findings.add(
                place,
                row,
                "plan_type",
                kind,
                f"no plan_type '{kind}' in costs or plans.{hint} Add it there or correct it here.",
            )
        if purpose is not None and purpose != "*" and purpose not in purposes:
            near = nearest(purpose, purposes)
            hint = f" Nearest: '{near}'." if near else ""
            findings.warn(
                place,
                row,
                "purpose",
                purpose,
                f"no cost names the purpose '{purpose}': this money can go nowhere.{hint}",
            )


def _exclusions(tables: Tables, places: Mapping[str, TableOrigin], findings: Findings) -> None:
    frame = tables["exclusions"]
    for row in _rows(frame, pl.col("stream") == pl.col("excludes")):
        findings.add(
            places["exclusions"],
            row,
            "excludes",
            frame["excludes"][row],
            f"stream '{frame['stream'][row]}' excludes itself. Name another stream, or remove the"
            " row.",
        )
