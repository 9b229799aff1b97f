"""Writes docs/staff-scenario.csv: the homes of `nederland` if staff set the pace of building.

Run `python -m docs.builders.staff_scenario [folder]`, after the case is built; it takes minutes.
A scenario and no finding: no source says that staff sets the pace. Officials who can be paid raise
the limit on homes (`raised_by`), as a plan like any other; any money that may pay for all purposes
may pay them, own money too. What one more home a year takes is known badly, so it has three values:

    low      the shortage that Brink names, over all homes of the target
    central  the same shortage, over the homes that were missing
    high     the fewest officials that Sweco names, over the homes that were missing
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import polars as pl

import ontschotting as on
from datasets.builders.material import read_raw
from ontschotting.case.case import Case
from ontschotting.words.numbers import amount, number, rounded_count

DOCS = Path(__file__).parents[1]
REGIME = on.INTEGRAL.with_awarded()
FILE = "staff-scenario.csv"
TARGET, BUILT = 100_000, 70_000
"""Homes a year in the sentence of Sweco: from 70,000 to 100,000 takes at least 6,500 officials."""
BRINK = "tekort gemeenteambtenaren woningbouw (Brink), hoog"
OBSTACLE = "gemeenten die eigen personeelsgebrek als voornaamste obstakel zien"
SWECO = "extra gemeenteambtenaren nodig voor 100.000 woningen/jaar (Sweco), laag"


def _named() -> dict[str, float]:
    """Return what was read on bottlenecks, by what it is."""
    return {row["metric"]: float(row["value"]) for row in read_raw("allocations/bottlenecks")}


def officials_per_home() -> dict[str, float]:
    """Return the officials that one more home a year takes: low, central and high."""
    named = _named()
    missing = TARGET - BUILT
    return {
        "low": named[BRINK] / TARGET,
        "central": named[BRINK] / missing,
        "high": named[SWECO] / missing,
    }


def official_eur() -> float:
    """Return what an official costs a year, as the minister counts."""
    rows = {row["id"]: row for row in read_raw("projects/fragmentation_more")}
    return float(rows["frg_fte_price"]["value"])


def with_staff(case: Case, eur_per_home: float) -> Case:
    """Return the case in which each home that officials prepare on top raises the limit by one.

    Per municipality at most as many as it has homes planned; officials are paid when land is.

    Args:
        case: The Netherlands
        eur_per_home: What it costs to prepare one
    """
    assumed = {"source": "choices", "status": "assumption"}
    plans = case.plans.group_by("region", maintain_order=True).agg(
        pl.col("capacity_units").sum(),
        pl.col("first_year").min(),
        pl.col("last_year").max(),
    )
    lead = case.costs.filter(purpose="land")["years_before_delivery"].item()
    added = {
        "plans": plans.select(
            pl.format("{}-staff", "region").alias("plan"),
            "region",
            pl.lit("staff").alias("plan_type"),
            pl.lit("prepared_homes").alias("outcome"),
            "capacity_units",
            "first_year",
            "last_year",
            **{name: pl.lit(value) for name, value in assumed.items()},
        ),
        "costs": pl.DataFrame(
            {
                "plan_type": ["staff"],
                "purpose": ["staff"],
                "eur_per_unit": [eur_per_home],
                "years_before_delivery": [lead],
                **assumed,
            }
        ),
        "outcomes": pl.DataFrame(
            {"outcome": ["prepared_homes"], "unit": ["woning"], "weight": [0.0], **assumed}
        ),
    }
    tables = {
        name: pl.concat([case.tables[name], rows], how="diagonal_relaxed")
        for name, rows in added.items()
    }
    limits = case.limits.with_columns(pl.lit("prepared_homes").alias("raised_by"))
    return case.with_tables(**tables, limits=limits)


def staff_facts(lang: str, folder: Path = DOCS) -> dict[str, object]:
    """Return what the page on the Netherlands says of the scenario, in words.

    Homes are those of the first row: a test holds that they are the same in every row.

    Args:
        lang: `nl` or `en`
        folder: Where the table lies
    """
    rows = pl.read_csv(folder / FILE)
    first, price = rows.row(0, named=True), official_eur()
    costs = rows["eur_per_home"] * rows["prepared_current"]

    def euros(value: object) -> str:
        return amount(float(str(value)), lang, "eur")

    return {
        "officials_low": number(rows["officials_per_home"].min(), lang, 2),
        "officials_high": number(rows["officials_per_home"].max(), lang, 2),
        "official_eur": euros(price),
        "staff_eur_low": euros(rows["eur_per_home"].min()),
        "staff_eur_high": euros(rows["eur_per_home"].max()),
        "staff_current": rounded_count(first["current"], lang),
        "staff_lifted": rounded_count(first["lifted"], lang),
        "staff_freed": rounded_count(first["freed"], lang),
        "staff_cost_low": euros(costs.min()),
        "staff_cost_high": euros(costs.max()),
        "staff_own_low": euros(rows["own_tied_eur"].min()),
        "staff_own_high": euros(rows["own_tied_eur"].max()),
        **{name: euros(value) for name, value in _staff_money().items()},
        "staff_obstacle": amount(_named()[OBSTACLE] / 100, lang, "share"),
    }


def _staff_money() -> dict[str, float]:
    """Return what the state paid in a year or round for officials: climate, and homes."""
    rows = {
        (row["stream_id"], row["tranche"]): float(row["amount_eur"])
        for row in read_raw("allocations/allocations")
        if row["row_scope"] == "national_total" and row["amount_eur"]
    }
    return {"climate_staff": rows["cdoke", "2023"], "housing_staff": rows["flexpool", "2022"]}


def build(folder: Path) -> None:
    """Write the table, a row per value of what one more home takes."""
    case, price = on.load_case("nederland"), official_eur()
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            (
                "data",
                "officials_per_home",
                "eur_per_home",
                "current",
                "lifted",
                "freed",
                "prepared_current",
                "own_tied_eur",
            )
        )
        for end, officials in officials_per_home().items():
            found = on.compare(with_staff(case, officials * price), REGIME)
            homes, lifted = found.current.outcomes["homes"], found.lifted.outcomes["homes"]
            writer.writerow(
                (
                    end,
                    round(officials, 6),
                    round(officials * price, 2),
                    round(homes, 3),
                    round(lifted, 3),
                    round(lifted - homes, 3),
                    round(found.current.outcomes["prepared_homes"], 3),
                    round(found.own_tied_eur or 0.0),
                )
            )
            file.flush()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
