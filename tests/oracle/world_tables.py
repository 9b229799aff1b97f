"""Short words in which worked worlds are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Rows = list[dict[str, Any]]
Lift = dict[str, Any]
M = 1e6
INTEGRAL = ("purpose", "period", "stacking")


def lift(*walls: str, **options: Any) -> list[Lift]:
    """A regime of one lift."""
    return [{"walls": set(walls), **options}]


def stream(name: str, **rules: Any) -> dict[str, Any]:
    return {"stream": name, **rules}


def budget(
    name: str,
    millions: float,
    year: int = 2026,
    level: str = "national",
    area: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    return {
        "stream": name,
        "level": level,
        "area": area,
        "year": year,
        "amount_eur": millions * M,
        **more,
    }


def earmarks(**purposes: str) -> Rows:
    """earmarks(a="land water", b="*")."""
    return [
        {"stream": name, "purpose": purpose}
        for name, listed in purposes.items()
        for purpose in listed.split()
    ]


def plan(
    name: str = "a", capacity: float = 100_000, first: int = 2026, last: int = 2026, **more: Any
) -> dict[str, Any]:
    row = {
        "plan": name,
        "region": "r1",
        "plan_type": "home",
        "outcome": "homes",
        "capacity_units": capacity,
    }
    return {**row, "first_year": first, "last_year": last, **more}


def cost(
    purpose: str, euros: float, before: int | None = None, plan_type: str = "home"
) -> dict[str, Any]:
    return {
        "plan_type": plan_type,
        "purpose": purpose,
        "eur_per_unit": euros,
        "years_before_delivery": before,
    }


REGIONS: Rows = [
    {"region": "r1", "province": "p"},
    {"region": "r2", "province": "p"},
    {"region": "r3", "province": None},
]
LAND_10: Rows = [cost("land", 10_000)]
BOTH_10: Rows = [cost("land", 10_000), cost("mobility", 10_000)]


def case(
    streams: Rows, budgets: Rows, marks: Rows, plans: Rows, costs: Rows, **more: Rows
) -> dict[str, Rows]:
    tables = {
        "regions": REGIONS,
        "streams": streams,
        "budgets": budgets,
        "earmarks": marks,
        "plans": plans,
        "costs": costs,
    }
    return {**tables, **more}


def two_pots(*budgets: dict[str, Any], capacity: float = 100_000, **more: Rows) -> dict[str, Rows]:
    """One region; a home needs 10,000 land and 10,000 mobility.

    Money for land and money for mobility.
    """
    given = list(budgets) or [budget("l", 60), budget("m", 20)]
    return case(
        [stream("l"), stream("m")],
        given,
        earmarks(l="land", m="mobility"),
        [plan(capacity=capacity)],
        BOTH_10,
        **more,
    )


@dataclass(frozen=True)
class WorkedWorld:
    """A case, a regime and the answers that were computed by hand."""

    name: str
    tables: dict[str, Rows]
    regime: list[Lift]
    expected: dict[str, float | None]
    guarantee: str | None = None


def collector(worlds: list[WorkedWorld]) -> Callable[..., None]:
    """A function `world(name, tables, regime, guarantee=None, **expected)` that adds a worked world
    to a list.
    """

    def world(
        name: str,
        tables: dict[str, Rows],
        regime: list[Lift],
        guarantee: str | None = None,
        **expected: float | None,
    ) -> None:
        worlds.append(WorkedWorld(name, tables, regime, expected, guarantee))

    return world
