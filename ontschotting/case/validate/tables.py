"""Checks whether typed tables make a case: every table by itself, then the tables together."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ontschotting.case.tables.defaults import fill_defaults
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.levels import level_names
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.case.validate.accounts import check_accounts
from ontschotting.case.validate.any_table import (
    check_areas,
    check_blanks,
    check_duplicates,
    check_levels,
    check_margins,
    check_references,
)
from ontschotting.case.validate.look_alikes import check_look_alikes
from ontschotting.case.validate.minimum_shares import check_minimum_shares
from ontschotting.case.validate.money import check_earmarks, check_exclusions, check_streams
from ontschotting.case.validate.plans import check_outcomes, check_plans
from ontschotting.case.validate.projects import check_whole_plans
from ontschotting.case.validate.sense import check_sense
from ontschotting.case.validate.settings import check_settings
from ontschotting.case.validate.several_outcomes import check_raised_limits, check_yields
from ontschotting.case.validate.transfers import check_transfers


def check_tables(
    tables: Mapping[str, pl.DataFrame], origins: Mapping[str, TableOrigin], findings: Findings
) -> None:
    """Add every finding about the tables.

    A cell that was refused when it was parsed is blank here, and is not refused again.

    Args:
        tables: Every table of the format, typed
        origins: Where each came from
        findings: Those of parsing; the new ones are added
    """
    parsed = tuple(findings.collected)
    levels = level_names(tables["regions"])
    of_table = {name: findings.of_table(origin) for name, origin in origins.items()}
    for name, schema in TABLES.items():
        columns = tables[name].columns
        check_blanks(schema, tables[name], of_table[name], parsed)
        check_duplicates(schema, tables[name], of_table[name])
        check_references(schema, tables, of_table[name])
        check_margins(schema, tables[name], of_table[name])
        if {"level", "area"} <= set(columns):
            check_areas(name, tables, levels, of_table[name])
        elif "level" in columns:
            check_levels(tables[name], levels, of_table[name])
    check_settings(tables["case"], of_table["case"])
    filled = fill_defaults(tables)
    check_streams(filled, of_table["streams"])
    check_plans(tables, of_table["plans"])
    check_whole_plans(tables["plans"], of_table["plans"])
    check_outcomes(tables, of_table)
    check_yields(tables, of_table["yields"])
    check_raised_limits(tables, of_table["limits"])
    check_earmarks(tables, of_table["earmarks"])
    check_exclusions(tables["exclusions"], of_table["exclusions"])
    check_minimum_shares(filled, of_table["minimum_shares"])
    check_transfers(filled, of_table["transfers"])
    check_accounts(tables, of_table["accounts"])
    check_look_alikes(tables, of_table)
    check_sense(filled, of_table)
