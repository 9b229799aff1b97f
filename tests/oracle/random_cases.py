"""Makes small random cases and regimes that use every rule, in families aimed at where a program
like this breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from tests.oracle.draws import Draws
from tests.oracle.families import (
    BOTH,
    CROSSING_FAMILIES,
    FAMILIES,
    GENERAL,
    GOAL_FAMILIES,
    PROJECT_FAMILIES,
    SHARE_FAMILIES,
    WALLS,
    WITH_TRANSFERS,
    Family,
)
from tests.oracle.random_projects import add_projects
from tests.oracle.random_regimes import random_regime

Rows = list[dict[str, Any]]
KNOWN = {
    **FAMILIES,
    **SHARE_FAMILIES,
    **WITH_TRANSFERS,
    **BOTH,
    **CROSSING_FAMILIES,
    **GOAL_FAMILIES,
    **PROJECT_FAMILIES,
}
"""Every family by its name."""
FIRST_YEAR = 2026
GOALS = ("homes", "places", "nature", "room")
"""The outcomes of cases with several goals; one may raise the limits of those before it."""
STREAM_COLUMNS = (
    "counts_as_cofinancing",
    "cofinancing_share",
    "cap_eur_per_unit",
    "min_plan_units",
    "max_plan_units",
    "spend_within_years",
    "prefinance_years",
    "carry_over_share",
    "assured_years",
    "overhead_share",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "case": ("key", "value"),
    "regions": ("region", "deal", "province"),
    "streams": ("stream", *STREAM_COLUMNS),
    "budgets": ("stream", "level", "area", "year", "amount_eur", "awarded"),
    "earmarks": ("stream", "purpose", "plan_type"),
    "exclusions": ("stream", "excludes"),
    "transfers": ("stream", "to_stream", "share"),
    "plans": (
        "plan",
        "region",
        "plan_type",
        "outcome",
        "capacity_units",
        "first_year",
        "last_year",
        "max_units_per_year",
    ),
    "costs": ("plan_type", "purpose", "eur_per_unit", "years_before_delivery"),
    "ceilings": ("stream", "level", "area", "year", "max_eur"),
    "limits": ("level", "area", "year", "outcome", "max_units"),
    "yields": ("plan_type", "outcome", "per_unit"),
    "outcomes": ("outcome", "weight"),
    "targets": ("level", "area", "year", "outcome", "units"),
    "minimum_shares": ("stream", "level", "outcome", "min_share"),
}
BOOLEANS = {"counts_as_cofinancing", "awarded", "whole"}
WHOLE = {
    "year",
    "first_year",
    "last_year",
    "spend_within_years",
    "prefinance_years",
    "assured_years",
    "years_before_delivery",
}
NUMBERS = {
    "cofinancing_share",
    "cap_eur_per_unit",
    "min_plan_units",
    "max_plan_units",
    "carry_over_share",
    "overhead_share",
    "amount_eur",
    "capacity_units",
    "max_units_per_year",
    "eur_per_unit",
    "max_eur",
    "max_units",
    "weight",
    "units",
    "min_share",
    "share",
    "per_unit",
    "additional_share",
    "fixed_eur_per_plan",
    "min_award_eur",
    "chance",
}


@dataclass(frozen=True)
class Scenario:
    """One question to answer on two roads."""

    name: str
    tables: dict[str, Rows]
    regime: list[dict[str, Any]]
    guarantee: str | None


def scenarios(
    count: int, seed: int, families: tuple[str, ...] = tuple(FAMILIES)
) -> Iterator[Scenario]:
    """`count` scenarios, the families in turn; number n is the same whatever the count."""
    for number in range(count):
        name = families[number % len(families)]
        rng = np.random.default_rng([seed, number])
        family = KNOWN[name]
        tables = random_case(rng, family)
        regime = random_regime(rng, tables, family)
        guarantee = None
        if rng.random() < family.guarantee and not any(lift.get("cut") for lift in regime):
            guarantee = str(
                rng.choice(["region", "deal", "province", "plan", "national", "outcomes"])
            )
        yield Scenario(f"{name}-{seed}-{number}", tables, regime, guarantee)


class _Maker(Draws):
    """Draws the tables one after the other; each method reads what was drawn before."""

    def __init__(self, rng: np.random.Generator, family: Family) -> None:
        super().__init__(rng)
        self.family = family
        self.tables: dict[str, Rows] = {name: [] for name in COLUMNS}
        self.years = [FIRST_YEAR + n for n in range(self.between(*family.years))]

    def area_on(self, level: str) -> str | None:
        """A random area of a level, mostly one with a plan in it; None when the level has none."""
        plan = self.pick(self.tables["plans"])
        if level == "plan":
            return str(plan["plan"])
        names = sorted({row[level] for row in self.tables["regions"] if row[level] is not None})
        around = next(
            row[level] for row in self.tables["regions"] if row["region"] == plan["region"]
        )
        if around is not None and self.chance(0.8):
            return str(around)
        return self.pick(names) if names else None

    def place(self, blank: bool = False) -> tuple[str, str | None]:
        """A random level and an area of it; with `blank`, sometimes each area of the level."""
        level = self.pick(["plan", "region", "region", "deal", "province", "national", "national"])
        if level == "national" or (blank and self.chance(0.4)):
            return level, None
        area = self.area_on(level)
        return ("national", None) if area is None else (level, area)

    def make(self) -> dict[str, Rows]:
        self.regions()
        self.costs()
        self.plans()
        self.streams()
        self.budgets()
        self.earmarks()
        self.between_streams()
        self.outside_money()
        keys = {"opening_work": "paid" if self.chance(self.family.opening_paid) else "none"}
        if self.chance(0.3):
            keys["first_year"] = str(FIRST_YEAR + self.between(0, 1))
        self.tables["case"] = [{"key": key, "value": value} for key, value in keys.items()]
        if self.family.yields or self.family.raised:
            self.goals()
        if self.family.minimum_share:
            self.minimum_shares()
        if self.family.transfer:
            self.transfers()
        if self.family.whole or self.family.fixed_cost or self.family.least_award:
            add_projects(self, self.tables, self.family)
        return self.tables

    def regions(self) -> None:
        for number in range(self.between(1, 4)):
            areas = {
                level: (
                    None if self.chance(self.family.blank_area) else f"{level}{self.between(1, 2)}"
                )
                for level in ("deal", "province")
            }
            self.tables["regions"].append({"region": f"r{number + 1}", **areas})

    def costs(self) -> None:
        purposes = ["land", "water", "grid"][: self.pick([1, 2, 2, 3, 3])]
        for plan_type in ["home", "care"][: self.between(1, 2)]:
            keys = set()
            for purpose in self.some(purposes, 0.8):
                keys.add(
                    (purpose, self.between(1, 2) if self.chance(self.family.early_cost) else 0)
                )
                if self.chance(0.2):
                    keys.add((purpose, self.between(0, 2)))
            for purpose, before in sorted(keys):
                low, high = self.family.cost_exponents
                cost = 0.0 if self.chance(self.family.zero_cost) else self.nice(10**low, 10**high)
                blank = before == 0 and self.chance(0.5)
                row = {"plan_type": plan_type, "purpose": purpose, "eur_per_unit": cost}
                self.tables["costs"].append(
                    {**row, "years_before_delivery": None if blank else before}
                )

    def plans(self) -> None:
        types = sorted({row["plan_type"] for row in self.tables["costs"]})
        outcomes = ["homes", "places"][: self.between(1, 2)]
        for number in range(self.between(1, 4)):
            first = self.between(self.years[0], self.years[-1])
            self.tables["plans"].append(
                {
                    "plan": f"a{number + 1}",
                    "region": self.pick(self.tables["regions"])["region"],
                    "plan_type": self.pick(types),
                    "outcome": self.pick(outcomes),
                    "capacity_units": 0.0 if self.chance(0.03) else self.nice(50, 3000),
                    "first_year": first,
                    "last_year": self.between(first, self.years[-1] + 1),
                    "max_units_per_year": (
                        self.nice(30, 1000) if self.chance(self.family.yearly_maximum) else None
                    ),
                }
            )
        used = sorted({row["outcome"] for row in self.tables["plans"]})
        if len(used) > 1 or self.chance(0.4):
            weights = {
                name: self.pick([None, 1.0, 0.5, 3.0, 0.0 if self.chance(0.2) else 2.0])
                for name in used
            }
            self.tables["outcomes"] = [
                {"outcome": name, "weight": weight} for name, weight in weights.items()
            ]

    def rules(self, own: bool, dearest: float) -> dict[str, Any]:
        family, chance, sizes = (
            self.family,
            self.chance,
            [row["capacity_units"] for row in self.tables["plans"]],
        )
        share = [0.05, 0.1, 0.25, 0.4]
        return {
            "counts_as_cofinancing": True if own else self.pick([None, False]),
            "cofinancing_share": (
                None
                if own or not chance(family.cofinancing)
                else self.pick([0.0, 0.1, 0.25, 0.3, 0.5, 0.75])
            ),
            "cap_eur_per_unit": (
                self.nice(dearest / 20, dearest * 1.5) if chance(family.cap) else None
            ),
            "min_plan_units": self.pick(sizes) if chance(family.threshold) else None,
            "max_plan_units": self.pick(sizes) if chance(family.threshold) else None,
            "spend_within_years": self.pick([0, 0, 1, 2]) if chance(family.spend_within) else None,
            "prefinance_years": self.between(0, 2) if chance(family.prefinance) else None,
            "carry_over_share": (
                self.pick([0.0, 0.2, 0.5, 0.75, 1.0]) if chance(family.carry_over) else None
            ),
            "assured_years": self.pick([0, 0, 1, 2]) if chance(family.assured) else None,
            "overhead_share": self.pick([0.0, *share]) if chance(family.overhead) else None,
        }

    def streams(self) -> None:
        dearest = max([row["eur_per_unit"] for row in self.tables["costs"]] + [1000.0])
        self.copied: dict[str, str] = {}
        for number in range(self.between(*self.family.streams)):
            name = f"s{number + 1}"
            earlier = list(self.tables["streams"])
            if earlier and self.chance(self.family.copies):
                model = self.pick(earlier)
                self.copied[name] = model["stream"]
                self.tables["streams"].append({**model, "stream": name})
            else:
                self.tables["streams"].append({"stream": name, **self.rules(False, dearest)})
        for number in range(self.between(*self.family.own)):
            self.tables["streams"].append(
                {"stream": f"own{number + 1}", **self.rules(True, dearest)}
            )

    def budgets(self) -> None:
        recipe: dict[str, float] = {}
        for row in self.tables["costs"]:
            recipe[row["plan_type"]] = recipe.get(row["plan_type"], 0.0) + row["eur_per_unit"]
        need = sum(
            plan["capacity_units"] * recipe[plan["plan_type"]] for plan in self.tables["plans"]
        )
        usual = max(need, 1e5) / (2 * len(self.tables["streams"]))
        for stream in self.tables["streams"]:
            name, found = stream["stream"], {}
            model = self.copied.get(name)
            if model is not None:
                for row in self.tables["budgets"]:
                    if row["stream"] == model:
                        found[row["level"], row["area"], row["year"], row["awarded"]] = True
            else:
                for _ in range(self.between(1, 4)):
                    year = self.years[0] if self.chance(0.4) else self.pick(self.years)
                    found[(*self.place(), year, self.chance(self.family.awarded))] = True
            for level, area, year, awarded in found:
                amount = (
                    0.0
                    if self.chance(self.family.zero_budget)
                    else self.nice(usual / 10, usual * 2)
                )
                row = {
                    "stream": name,
                    "level": level,
                    "area": area,
                    "year": year,
                    "amount_eur": amount,
                }
                self.tables["budgets"].append({**row, "awarded": awarded or None})

    def earmarks(self) -> None:
        purposes = sorted({row["purpose"] for row in self.tables["costs"]})
        types = sorted({row["plan_type"] for row in self.tables["costs"]})
        found: dict[tuple[str, str, str | None], None] = {}
        for stream in self.tables["streams"]:
            name = stream["stream"]
            if name in self.copied:
                for _, purpose, plan_type in [key for key in found if key[0] == self.copied[name]]:
                    found[name, purpose, plan_type] = None
                continue
            for purpose in ["*"] if self.chance(0.2) else self.some(purposes, 0.35):
                found[name, purpose, self.pick(types) if self.chance(0.2) else None] = None
        for purpose in purposes:
            if self.chance(0.95) and not any(
                key[1] in (purpose, "*") and key[2] is None for key in found
            ):
                found[self.pick(self.tables["streams"])["stream"], purpose, None] = None
        self.tables["earmarks"] = [{"stream": s, "purpose": p, "plan_type": t} for s, p, t in found]

    def between_streams(self) -> None:
        names = [row["stream"] for row in self.tables["streams"]]
        pairs: dict[tuple[str, str], None] = {}
        for one in names:
            for other in names:
                if one != other and self.chance(
                    self.family.exclusion / max(1, len(names) - 1) * 1.5
                ):
                    pairs[one, other] = None
                    if self.chance(0.25):
                        pairs[other, one] = None
        self.tables["exclusions"] = [{"stream": one, "excludes": other} for one, other in pairs]
        ceilings: dict[tuple[Any, ...], float] = {}
        for name in names:
            total = sum(
                row["amount_eur"] for row in self.tables["budgets"] if row["stream"] == name
            )
            while self.chance(self.family.ceiling):
                key = (name, *self.place(blank=True), self.pick([None, *self.years]))
                ceilings[key] = (
                    0.0 if self.chance(0.05) else self.nice(max(total, 1e4) / 10, max(total, 1e4))
                )
        for (name, level, area, year), most in ceilings.items():
            self.tables["ceilings"].append(
                {"stream": name, "level": level, "area": area, "year": year, "max_eur": most}
            )

    def transfers(self) -> None:
        names = [
            row["stream"] for row in self.tables["streams"] if not row["counts_as_cofinancing"]
        ]
        for one in names:
            for other in names:
                if one != other and self.chance(self.family.transfer):
                    share = self.pick([0.0, 0.05, 0.15, 0.25, 0.5, 0.8, 1.0])
                    self.tables["transfers"].append(
                        {"stream": one, "to_stream": other, "share": share}
                    )

    def outside_money(self) -> None:
        plans = self.tables["plans"]
        room = sum(plan["capacity_units"] for plan in plans) + 10
        limits: dict[tuple[Any, ...], float] = {}
        while self.chance(self.family.limit):
            key = (
                *self.place(blank=True),
                self.pick([None, *self.years]),
                self.pick(plans)["outcome"],
            )
            limits[key] = self.nice(room / 20, room * 0.8)
        targets: dict[tuple[Any, ...], float] = {}
        while self.chance(self.family.target):
            plan = self.pick(plans)
            around = next(row for row in self.tables["regions"] if row["region"] == plan["region"])
            places = [("plan", plan["plan"]), ("region", plan["region"]), ("national", None)]
            places += [
                (level, around[level])
                for level in ("deal", "province")
                if around[level] is not None
            ]
            year = self.between(plan["first_year"], plan["last_year"]) if self.chance(0.3) else None
            key = (
                *self.pick(places),
                year,
                plan["outcome"] if self.chance(0.95) else self.pick(plans)["outcome"],
            )
            targets[key] = self.nice(plan["capacity_units"] / 10 + 1, plan["capacity_units"] + 2)
        for table, column, found in (
            ("limits", "max_units", limits),
            ("targets", "units", targets),
        ):
            for (level, area, year, outcome), units in found.items():
                self.tables[table].append(
                    {"level": level, "area": area, "year": year, "outcome": outcome, column: units}
                )

    def goals(self) -> None:
        """Several outcomes, of which plan types yield some and some raise the limits of others.

        Room is mostly worth nothing by itself: a plan that money can buy, to raise a limit.
        """
        plans = self.tables["plans"]
        for plan in plans:
            if self.chance(0.6):
                plan["outcome"] = self.pick(GOALS)
        own: dict[str, set[str]] = {}
        for plan in plans:
            own.setdefault(plan["plan_type"], set()).add(plan["outcome"])
        self.tables["yields"] = [
            {
                "plan_type": plan_type,
                "outcome": outcome,
                "per_unit": self.pick([0.0, 0.05, 0.3, 0.5, 1.0, 1.0, 2.5]),
            }
            for plan_type, outcomes in sorted(own.items())
            for outcome in GOALS
            if outcome not in outcomes and self.chance(self.family.yields)
        ]
        known = {plan["outcome"] for plan in plans} | {
            row["outcome"] for row in self.tables["yields"]
        }
        for table in ("limits", "targets"):
            for row in self.tables[table]:
                if row["outcome"] not in known or self.chance(0.4):
                    row["outcome"] = self.pick(sorted(known))
        limits = {_place_of(row): row for row in self.tables["limits"]}
        self.tables["targets"] = list(
            {_place_of(row): row for row in self.tables["targets"]}.values()
        )
        room = sum(plan["capacity_units"] for plan in plans) + 10
        # An outcome is raised by one that comes later in the list, so that there is no circle.
        for row in limits.values():
            later = GOALS[GOALS.index(row["outcome"]) + 1 :]
            if later and self.chance(self.family.raised):
                row["raised_by"] = self.pick(later)
        while self.chance(self.family.raised):
            number = self.between(0, len(GOALS) - 2)
            level, area = self.place(blank=True)
            row = {
                "level": level,
                "area": area,
                "year": self.pick([None, *self.years]),
                "outcome": GOALS[number],
                "max_units": 0.0 if self.chance(0.4) else self.nice(room / 50, room / 2),
                "raised_by": self.pick(list(GOALS[number + 1 :])),
            }
            limits[_place_of(row)] = row
        self.tables["limits"] = list(limits.values())
        self.tables["outcomes"] = [
            {
                "outcome": outcome,
                "weight": (
                    0.0
                    if outcome == "room" and self.chance(0.7)
                    else self.pick([None, 1.0, 0.5, 3.0, 0.0])
                ),
                "additional_share": self.pick([None, 0.4, 1.0]),
            }
            for outcome in GOALS
        ]

    def minimum_shares(self) -> None:
        """Rows for streams that are no own money, mostly for an outcome that a plan counts, so that
        two plans of one area differ in it.
        """
        used = sorted({row["outcome"] for row in self.tables["plans"]})
        if self.family.yields:
            used = sorted({*used, *(row["outcome"] for row in self.tables["yields"])})
        if len(used) == 1 and not self.family.yields and len(self.tables["plans"]) > 1:
            used = ["homes", "places"]
            for number, row in enumerate(self.tables["plans"]):
                row["outcome"] = used[number % 2]
            self.tables["outcomes"] = [
                {"outcome": name, "weight": self.pick([None, 1.0, 0.5, 2.0])} for name in used
            ]
            for table in ("limits", "targets"):
                for row in self.tables[table]:
                    row["outcome"] = self.pick(used)
                unique = {
                    tuple(row[key] for key in ("level", "area", "year", "outcome")): row
                    for row in self.tables[table]
                }
                self.tables[table] = list(unique.values())
        rows: dict[tuple[str, str, str], float] = {}
        for stream in self.tables["streams"]:
            while not stream["counts_as_cofinancing"] and self.chance(self.family.minimum_share):
                level = self.pick(
                    ["region", "region", "deal", "province", "national", "national", "plan"]
                )
                rows[stream["stream"], level, self.pick(used)] = self.pick(
                    [0.0, 0.1, 0.25, 0.5, 0.5, 0.5, 0.75, 1.0]
                )
        self.tables["minimum_shares"] = [
            {"stream": s, "level": level, "outcome": o, "min_share": share}
            for (s, level, o), share in rows.items()
        ]


def _place_of(row: dict[str, Any]) -> tuple[Any, ...]:
    """The key of a limit or target."""
    return tuple(row[key] for key in ("level", "area", "year", "outcome"))


def random_case(rng: np.random.Generator, family: Family = GENERAL) -> dict[str, Rows]:
    """The tables of a small case; blanks are None."""
    return _Maker(rng, family).make()


def to_frames(tables: dict[str, Rows]) -> dict[str, pl.DataFrame]:
    """Polars frames for ``ontschotting.Case(**frames)``; optional tables without rows stay away."""
    frames = {}
    for name, rows in tables.items():
        if rows:
            columns = dict.fromkeys((*COLUMNS[name], *(column for row in rows for column in row)))
            schema = {column: _type_of(column) for column in columns}
            frames[name] = pl.DataFrame(
                [{c: row.get(c) for c in columns} for row in rows], schema=schema
            )
    return frames


def _type_of(column: str) -> pl.DataType:
    if column in BOOLEANS:
        return pl.Boolean()
    if column in WHOLE:
        return pl.Int64()
    return pl.Float64() if column in NUMBERS else pl.String()


def to_regime(regime: list[dict[str, Any]]) -> Any:
    """The same regime as the library writes it: a sum of ``ontschotting.lift(...)``."""
    import ontschotting as on

    total = on.CURRENT
    for lift in regime:
        options = {
            name: lift[name]
            for name in ("streams", "purposes", "free_share", "cut", "awarded")
            if name in lift
        }
        walls = [wall for wall in WALLS if wall in lift["walls"] and wall != "area"]
        total = total + on.lift(*walls, area=lift.get("area"), **options)
    return total
