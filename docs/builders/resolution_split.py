"""Splits the heaps of homes of a case into projects, by a seed: synthetic throughout.

A heap is all homes of one kind in one municipality. What is split adds up to what it was: the homes
and the need of every heap, and the money of every stream. Only the spread is drawn, from published
projects: their sizes, and their awards per home.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.measures.uncertainty.draws.seeded_draws import uniform

RAW = Path(__file__).parents[2] / "datasets" / "raw"
SEED = 1
LARGE, SMALL = "woningbouwimpuls", "startbouwimpuls"
"""The schemes whose projects have the published sizes: some thousand homes, and some ninety."""
ROUNDS = {
    "wbi_t1": ("1",),
    "wbi_t2": ("2",),
    "wbi_t3": ("3",),
    "wbi_t4": ("4",),
    "wbi_t5": ("5",),
    "wbi_t6": ("6a", "6b"),
    "wbi_t7": ("7",),
}
"""The streams that are a granted round of the Woningbouwimpuls, with their names in the table."""
LEAST_HOMES = {
    "wbi_t1": (500, 500),
    "wbi_t2": (500, 500),
    "wbi_t3": (200, 500),
    "wbi_t4": (200, 500),
    "wbi_t5": (200, 500),
    "wbi_t6": (200, 200),
    "wbi_t7": (200, 200),
}
"""The threshold of a round for municipalities up to and above `INHABITANTS`."""
INHABITANTS = 50_000
MOST_OF_DEFICIT = 0.5
"""The part of a land deficit that the scheme pays at most."""
LAND = "land"

YEARS = 5
"""The years of money in the case, in which grants are accounted for."""

Draw = Callable[[str], float]
"""Gives the random number in [0, 1) of a name."""


@dataclass(frozen=True)
class Setting:
    """One way to look closer than heaps.

    Attributes:
        projects: How many per heap; 0 leaves the heaps, None takes as many as fill it
        sizes: Whose sizes fill a heap
        whole: Whether a project is built as a whole or not at all
        tied: Whether the money of a round lies with the projects that were drawn for it
        thresholds: Whether a round takes projects of its least size only
        uneven: Whether land deficits differ between projects
        fixed_eur: What each stream of the state costs once per project
    """

    projects: int | None
    sizes: str = LARGE
    whole: bool = False
    tied: bool = True
    thresholds: bool = False
    uneven: bool = True
    fixed_eur: float = 0.0


@dataclass(frozen=True)
class Project:
    """A synthetic part of a heap: how many homes, and the land deficit of each."""

    name: str
    heap: str
    region: str
    homes: float
    deficit_eur: float


def inhabitants() -> dict[str, int]:
    """Return the inhabitants of each municipality."""
    with (RAW / "geography" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["gm_code"]: int(row["population_2024_01_01"]) for row in csv.DictReader(file)}


def accounting_eur() -> float:
    """Return what a municipality of 50,000 inhabitants is said to spend a year on accounting.

    The source speaks of all specific grants together. Read as the cost of one it is the most.
    """
    path = RAW / "streams" / "fragmentation_facts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return next(
            float(row["value"])
            for row in csv.DictReader(file)
            if row["fact_id"] == "spuk_admin_cost_50k"
        )


@cache
def published_rows(scheme: str) -> tuple[dict[str, str], ...]:
    """Return the rows on the awards of a scheme."""
    path = RAW / "allocations" / "allocations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if row["stream_id"] == scheme)


def granted(scheme: str, names: tuple[str, ...]) -> tuple[int, float]:
    """Return how many projects some rounds granted together, and their homes."""
    count, homes = 0, 0.0
    for row in published_rows(scheme):
        if row["row_scope"] == "national_total" and row["tranche"] in names:
            found = re.search(r"(\d+) (?:projecten|aanvragen|gemeenten)", row["project"])
            assert found is not None, row["project"]
            count, homes = count + int(found.group(1)), homes + float(row["homes"])
    return count, homes


@cache
def single_projects() -> tuple[tuple[float, float | None], ...]:
    """Return homes and award (None: not published) of each project that is published by itself."""
    return tuple(
        (float(row["homes"]), float(row["amount_eur"]) if row["amount_eur"] else None)
        for row in published_rows(LARGE)
        if row["row_scope"] == "municipality" and row["homes"] and "projecten" not in row["project"]
    )


@cache
def published_sizes(scheme: str) -> tuple[float, ...]:
    """Return sizes to draw from: the spread of single projects around the average of a scheme.

    Single projects are published of the Woningbouwimpuls only, and rather the large ones.
    """
    names = tuple(name for names in ROUNDS.values() for name in names if name != "7")
    count, homes = granted(scheme, names if scheme == LARGE else ("1",))
    sizes = [homes for homes, _ in single_projects()]
    average = sum(sizes) / len(sizes)
    return tuple(homes / count * size / average for size in sizes)


@cache
def published_deficits() -> tuple[float, ...]:
    """Return land deficits per home to draw from, as parts of their average.

    What is published is the award per home, at most half of the deficit.
    """
    known = [(homes, eur) for homes, eur in single_projects() if eur is not None]
    average = sum(eur for _, eur in known) / sum(homes for homes, _ in known)
    return tuple(eur / homes / average for homes, eur in known)


def heap_projects(
    heap: str, region: str, homes: float, deficit_eur: float, setting: Setting, draw: Draw
) -> list[Project]:
    """Split one heap; homes and total deficit stay those of the heap."""

    def chosen(values: tuple[float, ...], name: str) -> float:
        return values[int(draw(f"{heap} {name}") * len(values))]

    def size(number: int) -> float:
        return chosen(published_sizes(setting.sizes), f"size {number}")

    count = setting.projects or 0
    if setting.projects is None:
        count, filled = 0, 0.0
        while filled < homes:
            count, filled = count + 1, filled + size(count)
        # The number of drawn sizes that comes nearest to the heap.
        count -= int(count > 1 and filled - homes > homes - (filled - size(count - 1)))
    sizes = [size(number) for number in range(count)]
    parts = [
        chosen(published_deficits(), f"deficit {number}") if setting.uneven else 1.0
        for number in range(count)
    ]
    scale = sum(sizes)
    average = sum(each * part for each, part in zip(sizes, parts, strict=True)) / scale
    return [
        Project(
            f"{heap}-{number + 1}",
            heap,
            region,
            homes * each / scale,
            deficit_eur * part / average,
        )
        for number, (each, part) in enumerate(zip(sizes, parts, strict=True))
    ]


def tied_awards(
    projects: list[Project],
    amounts: dict[str, float],
    counts: dict[str, int],
    least_homes: Callable[[str, Project], float],
    draw: Draw,
) -> dict[str, dict[str, float]]:
    """Put the money of each round on as many projects as it granted.

    A project is drawn with a chance that grows with what the scheme may still pay on it, at most
    half of its deficit. Where the projects that were drawn cannot take the money, more are drawn.

    Args:
        projects: The projects with a land deficit
        amounts: The money of each round
        counts: How many projects each round granted
        least_homes: The threshold of a round for a project
        draw: The random numbers

    Returns:
        Per round the money of each project
    """
    room = {each.name: MOST_OF_DEFICIT * each.homes * each.deficit_eur for each in projects}
    awards: dict[str, dict[str, float]] = {}
    for stream, amount in amounts.items():
        names = [each.name for each in projects if each.homes >= least_homes(stream, each)]
        # Successive draws without replacement, in proportion to the room (Efraimidis, Spirakis).
        names = sorted(
            (name for name in names if room[name] > 0),
            key=lambda name: -math.log(1 - draw(f"{stream} {name}")) / room[name],
        )
        taken = names[: counts[stream]]
        while sum(room[name] for name in taken) < amount and len(taken) < len(names):
            taken.append(names[len(taken)])
        total = sum(room[name] for name in taken)
        if total < amount:
            raise ValueError(f"{stream} | the projects that it may pay cannot take its money.")
        awards[stream] = {name: amount * room[name] / total for name in taken}
        for name, eur in awards[stream].items():
            room[name] -= eur
    return awards


def split(case: on.Case, setting: Setting, number: int, inhabitants: dict[str, int]) -> on.Case:
    """Return a case with projects instead of heaps.

    Args:
        case: A part of `nederland`
        setting: How to split
        number: The number of the draw; with `SEED` it gives the same projects again
        inhabitants: Of each region

    Raises:
        ValueError: The projects that a round may pay cannot take its money.
    """
    if setting.projects == 0:
        return case

    def draw(name: str) -> float:
        return uniform(SEED, number, name)

    land = dict(case.costs.filter(purpose=LAND).select("plan_type", "eur_per_unit").iter_rows())
    heaps = case.plans.select("plan", "region", "plan_type", "capacity_units")
    every: list[Project] = []
    for heap, region, kind, homes in heaps.iter_rows():
        deficit = land.get(kind, 0.0)
        # Divisible homes that cost the same give the same answer however they are split.
        is_split = deficit > 0 or setting.whole or setting.fixed_eur > 0
        how = setting if is_split else replace(setting, projects=1)
        every += heap_projects(heap, region, homes, deficit, how, draw)
    tables = _plans_and_costs(case, every, setting)
    if setting.tied:
        tables["budgets"] = _tied_budgets(case, every, setting, inhabitants, draw)
    if setting.fixed_eur:
        fixed = pl.when(~pl.col("counts_as_cofinancing").fill_null(False)).then(setting.fixed_eur)
        tables["streams"] = case.streams.with_columns(fixed.alias("fixed_eur_per_plan"))
    return case.with_tables(**tables)


def _plans_and_costs(
    case: on.Case, projects: list[Project], setting: Setting
) -> dict[str, pl.DataFrame]:
    """Return the plans and costs of projects; one with a land deficit has a recipe of its own."""
    parts = pl.DataFrame(
        {
            "plan": [each.heap for each in projects],
            "name_of_project": [each.name for each in projects],
            "homes": [each.homes for each in projects],
            "deficit_eur": [each.deficit_eur for each in projects],
        }
    )
    is_own = pl.col("deficit_eur") > 0
    rows = parts.join(case.plans, on="plan", how="left", maintain_order="left")
    own_type = pl.when(is_own).then("name_of_project").otherwise("plan_type")
    plans = rows.with_columns(
        plan="name_of_project",
        plan_type=own_type,
        capacity_units="homes",
        whole=pl.lit(setting.whole),
        status=pl.lit("synthetic"),
    ).select(case.plans.columns)
    own = rows.filter(is_own).join(case.costs, on="plan_type", how="left", maintain_order="left")
    is_land = pl.col("purpose") == LAND
    own = own.with_columns(
        plan_type="name_of_project",
        eur_per_unit=pl.when(is_land).then("deficit_eur").otherwise("eur_per_unit"),
        status=pl.lit("synthetic"),
    )
    kept = case.costs.filter(~pl.col("plan_type").is_in(rows.filter(is_own)["plan_type"].implode()))
    costs = pl.concat([kept, own.select(case.costs.columns)])
    ends = ("capacity_units_low", "capacity_units_high", "eur_per_unit_low", "eur_per_unit_high")
    return {"plans": plans.drop(ends, strict=False), "costs": costs.drop(ends, strict=False)}


def _tied_budgets(
    case: on.Case,
    projects: list[Project],
    setting: Setting,
    inhabitants: dict[str, int],
    draw: Draw,
) -> pl.DataFrame:
    """Return the budgets with the money of each round on its projects."""
    is_round = pl.col("stream").is_in(list(ROUNDS)) & pl.col("awarded")
    rounds = case.budgets.filter(is_round)
    amounts = dict(rounds.group_by("stream").agg(pl.col("amount_eur").sum()).sort("stream").rows())
    year = rounds["year"].unique().item()

    def least_homes(stream: str, project: Project) -> float:
        if not setting.thresholds:
            return 0.0
        return LEAST_HOMES[stream][inhabitants[project.region] > INHABITANTS]

    awards = tied_awards(
        [each for each in projects if each.deficit_eur > 0],
        amounts,
        {stream: recipients(stream, amount) for stream, amount in amounts.items()},
        least_homes,
        draw,
    )
    rows = pl.DataFrame(
        [
            {"stream": stream, "area": name, "amount_eur": eur}
            for stream, parts in awards.items()
            for name, eur in parts.items()
        ]
    ).with_columns(
        level=pl.lit("plan"),
        year=pl.lit(year, dtype=pl.Int64),
        awarded=pl.lit(True),
        status=pl.lit("synthetic"),
    )
    kept = case.budgets.filter(~is_round).drop("amount_eur_low", "amount_eur_high", strict=False)
    return pl.concat([kept, rows], how="diagonal")


@cache
def netherlands() -> on.Case:
    """Return the whole case."""
    return on.load_case("nederland")


@cache
def national_amounts() -> dict[str, float]:
    """Return the money of each round in the whole case."""
    budgets = netherlands().budgets
    return dict(budgets.group_by("stream").agg(pl.col("amount_eur").sum()).iter_rows())


def recipients(stream: str, amount: float) -> int:
    """Return how many projects a round granted here: its projects in proportion to its money."""
    count, _ = granted(LARGE, ROUNDS[stream])
    return max(1, round(count * amount / national_amounts()[stream]))
