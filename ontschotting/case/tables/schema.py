"""The case format: every table, declared once. Everything else reads this."""

from __future__ import annotations

from types import MappingProxyType

from ontschotting.case.tables.declarations.general import CASE, REGIONS, SOURCES
from ontschotting.case.tables.declarations.money import (
    BUDGETS,
    CEILINGS,
    EARMARKS,
    EXCLUSIONS,
    MINIMUM_SHARES,
    STREAMS,
    TRANSFERS,
)
from ontschotting.case.tables.declarations.plans import COSTS, LIMITS, OUTCOMES, PLANS, TARGETS
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
            COSTS,
            CEILINGS,
            MINIMUM_SHARES,
            LIMITS,
            OUTCOMES,
            TARGETS,
            SOURCES,
        )
    }
)
"""Every table of the case format, in the order in which they are read and written."""
