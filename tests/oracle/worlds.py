"""All worked worlds: cases whose answers were computed by hand."""

from __future__ import annotations

from tests.oracle import (
    worlds_of_goals,
    worlds_of_regimes,
    worlds_of_shares,
    worlds_of_transfers,
    worlds_of_walls,
)
from tests.oracle.world_tables import WorkedWorld

WORLDS: list[WorkedWorld] = [
    *worlds_of_walls.WORLDS,
    *worlds_of_regimes.WORLDS,
    *worlds_of_shares.WORLDS,
    *worlds_of_transfers.WORLDS,
    *worlds_of_goals.WORLDS,
]
