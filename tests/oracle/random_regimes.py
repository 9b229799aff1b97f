"""Makes random regimes: sums of lifts of any walls, streams, purposes, free shares and cuts."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.oracle.families import GENERAL, WALLS, Family

Rows = list[dict[str, Any]]

PRESETS: tuple[dict[str, Any], ...] = (
    {"walls": {"purpose", "period", "stacking"}},
    {"walls": {"purpose", "period", "stacking", "area"}, "area": "province"},
    {"walls": set(WALLS) - {"area"}},
    {"walls": set(WALLS), "area": "national"},
)


def random_regime(
    rng: np.random.Generator, tables: dict[str, Rows], family: Family = GENERAL
) -> list[dict[str, Any]]:
    """A sum of one to three lifts.

    A stream is in at most one with a free share below 1 or a cut.
    """
    regime = [_random_lift(rng, tables, family)]
    while len(regime) < 3 and rng.random() < family.second_lift / len(regime):
        regime.append(_random_lift(rng, tables, family))
    taken: set[str] = set()
    for lift in regime:
        if lift["free_share"] == 1 and lift["cut"] == 0:
            continue
        inside = set(streams_in(tables, lift))
        if inside & taken:
            lift.update(free_share=1.0, cut=0.0)
        else:
            taken |= inside
    return regime


def random_chain(
    rng: np.random.Generator, tables: dict[str, Rows], family: Family = GENERAL, length: int = 6
) -> list[list[dict[str, Any]]]:
    """Regimes of which each lifts more than the one before, none with a cut; the first is today."""
    regime = [{**lift, "cut": 0.0} for lift in random_regime(rng, tables, family)]
    chain = [regime[:count] for count in range(len(regime) + 1)]
    while len(chain) < length:
        chain.append(_more(rng, tables, chain[-1]))
    every_wall = {"walls": set(WALLS), "area": "national", "streams": None, "awarded": True}
    return [*chain, [*chain[-1], every_wall]]


def _more(
    rng: np.random.Generator, tables: dict[str, Rows], regime: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """One lift of the regime that takes down more."""
    number = int(rng.integers(len(regime)))
    lift = dict(regime[number])
    way = int(rng.integers(6))
    if way == 0 and lift["free_share"] < 1:
        lift["free_share"] = min(1.0, lift["free_share"] + float(rng.choice([0.01, 0.2, 1.0])))
    elif way == 1 and lift["streams"] is not None and lift["free_share"] == 1:
        lift["streams"] = sorted({*lift["streams"], *streams_in(tables, {"streams": None})})
    elif way == 2:
        lift["awarded"] = True
    elif way == 3:
        lift["purposes"] = None
    elif way == 4 and lift.get("area"):
        lift["area"] = "national"
    else:
        wall = str(rng.choice(WALLS))
        if wall == "purpose" and wall not in lift["walls"]:
            lift["purposes"] = None
        lift["walls"] = {*lift["walls"], wall}
        if wall == "area":
            lift["area"] = "national"
    return [*regime[:number], lift, *regime[number + 1 :]]


def streams_in(tables: dict[str, Rows], lift: dict[str, Any]) -> list[str]:
    """The streams that a lift speaks of: by default all that do not count as co-financing."""
    if lift["streams"] is not None:
        return list(lift["streams"])
    return [row["stream"] for row in tables["streams"] if not row["counts_as_cofinancing"]]


def _random_lift(
    rng: np.random.Generator, tables: dict[str, Rows], family: Family
) -> dict[str, Any]:
    def chance(probability: float) -> bool:
        return bool(rng.random() < probability)

    lift: dict[str, Any] = {
        "walls": set(),
        "area": None,
        "streams": None,
        "purposes": None,
        "free_share": 1.0,
        "cut": 0.0,
    }
    lift["awarded"] = chance(family.lift_awarded)
    if chance(family.preset):
        lift.update(PRESETS[int(rng.integers(len(PRESETS)))])
        lift["walls"] = set(lift["walls"])
    else:
        density = rng.choice([0.15, 0.4, 0.8])
        lift["walls"] = {w for w in WALLS if chance(0.7 if w in family.aimed_walls else density)}
        if family.one_wall or not lift["walls"]:
            lift["walls"] = {str(rng.choice(WALLS))}
        if "area" in lift["walls"]:
            lift["area"] = str(rng.choice(["region", "deal", "province", "national"]))
        lifted_own = chance(family.lift_own)
        if lifted_own or chance(0.4):
            names = [
                row["stream"]
                for row in tables["streams"]
                if lifted_own or not row["counts_as_cofinancing"]
            ]
            named = [name for name in names if chance(0.6)]
            lift["streams"] = named or names[-1:]
        if "purpose" in lift["walls"] and chance(0.3):
            purposes = sorted({row["purpose"] for row in tables["costs"]})
            lift["purposes"] = [purpose for purpose in purposes if chance(0.6)] or purposes[:1]
    if chance(family.free_share):
        lift["free_share"] = float(rng.choice([0.0, 0.1, 0.25, 0.5, 0.8]))
    if chance(family.cut):
        lift["cut"] = float(rng.choice([0.05, 0.2, 0.5, 1.0]))
    return lift
