"""The declaration of the tables: whole, in two languages, with keys and links that exist."""

from __future__ import annotations

import pytest

from ontschotting.case.tables.columns import Column
from ontschotting.case.tables.schema import TABLES

KEYS = {
    "case": ("key",),
    "regions": ("region",),
    "streams": ("stream",),
    "budgets": ("stream", "level", "area", "year", "awarded"),
    "earmarks": ("stream", "purpose", "plan_type"),
    "exclusions": ("stream", "excludes"),
    "transfers": ("stream", "to_stream"),
    "plans": ("plan",),
    "yields": ("plan_type", "outcome"),
    "costs": ("plan_type", "purpose", "years_before_delivery"),
    "ceilings": ("stream", "level", "area", "year"),
    "minimum_shares": ("stream", "level", "outcome"),
    "limits": ("level", "area", "year", "outcome"),
    "outcomes": ("outcome",),
    "targets": ("level", "area", "year", "outcome"),
    "accounts": ("stream", "level", "area", "year"),
    "purposes": ("purpose",),
    "sources": ("source",),
}


def test_keys_are_those_of_the_format() -> None:
    assert {name: table.key for name, table in TABLES.items()} == KEYS
    assert {name for name, table in TABLES.items() if table.required} == {
        "regions",
        "streams",
        "budgets",
        "earmarks",
        "plans",
        "costs",
    }


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table in TABLES.values() for column in table.columns],
    ids=lambda one: one.name,
)
def test_every_column_is_explained_in_two_languages_and_its_links_exist(
    table: object, column: Column
) -> None:
    assert column.nl and column.en
    assert column.refers_to is None or column.refers_to in TABLES
    assert column.effect_on_value in (None, "more", "less")
    if column.name.endswith("_eur") or column.name.startswith("eur_"):
        assert column.unit == "euro"
        # accounts are observed: an amount may be below zero, as it was booked
        assert column.low == (None if column in TABLES["accounts"].columns else 0)


def test_margins_stand_beside_numbers_outside_the_key() -> None:
    assert TABLES["costs"].find_column("eur_per_unit_low") is not None
    assert TABLES["streams"].find_column("cofinancing_share_high") is not None
    for table, name in (
        ("budgets", "year_low"),
        ("budgets", "stream_low"),
        ("costs", "years_before_delivery_high"),
        ("budgets", "awarded_low"),
    ):
        assert TABLES[table].find_column(name) is None


def test_which_way_favours_the_value() -> None:
    way = {
        column.name: column.effect_on_value for table in TABLES.values() for column in table.columns
    }
    for name in (
        "amount_eur",
        "cap_eur_per_unit",
        "spend_within_years",
        "prefinance_years",
        "carry_over_share",
        "assured_years",
        "capacity_units",
        "max_eur",
        "max_units",
        "max_plan_units",
        "share",
        "per_unit",
    ):
        assert way[name] == "more", name
    for name in (
        "eur_per_unit",
        "cofinancing_share",
        "overhead_share",
        "min_plan_units",
        "min_share",
        "fixed_eur_per_plan",
        "min_award_eur",
    ):
        assert way[name] == "less", name
    for name in ("weight", "additional_share", "units", "chance", "closing_eur"):
        assert way[name] is None, name


def test_a_typed_table_always_has_source_status_and_note() -> None:
    for table in TABLES.values():
        assert {"source", "status", "note"} <= set(table.dtypes)
