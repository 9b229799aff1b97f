"""The case format: every table, declared once. Everything else reads this."""

from __future__ import annotations

from types import MappingProxyType

from ontschotting.case.tables.declarations.general import CASE, PURPOSES, REGIONS, SOURCES
from ontschotting.case.tables.declarations.money import (
    ACCOUNTS,
    BUDGETS,
    CEILINGS,
    EARMARKS,
    EXCLUSIONS,
    MINIMUM_SHARES,
    STREAMS,
    TRANSFERS,
)
from ontschotting.case.tables.declarations.plans import (
    COSTS,
    LIMITS,
    OUTCOMES,
    PLANS,
    TARGETS,
    YIELDS,
)
from ontschotting.case.tables.table_schema import TableSchema

TABLES: MappingProxyType[str, TableSchema] = MappingProxyType(
    {
        table.name: table
        for table in (
            CASE,
            REGIONS,
            STREAMS,
            BUDGETS,
            EARMARKS,
            EXCLUSIONS,
            TRANSFERS,
            PLANS,
            YIELDS,
            COSTS,
            CEILINGS,
            MINIMUM_SHARES,
            LIMITS,
            OUTCOMES,
            TARGETS,
            ACCOUNTS,
            PURPOSES,
            SOURCES,
        )
    }
)
"""Every table of the case format, in the order in which they are read and written."""
