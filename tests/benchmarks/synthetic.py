"""Writes synthetic cases of any size, with the rules of grants in realistic proportions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ontschotting.case.tables.schema import TABLES
from ontschotting.case.unchecked import case_of_checked
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from tests.benchmarks import synthetic_parameters as of

if TYPE_CHECKING:
    from ontschotting.case.case import Case

RULES = (
    "annual",
    "period",
    "cofinancing",
    "cap",
    "threshold",
    "carry_over",
    "assurance",
    "stacking",
    "overhead",
    "ceilings",
    "limits",
    "targets",
    "awarded",
    "lead",
    "yearly_maximum",
    "margins",
)
"""The rules that `rules="all"` writes, beside the walls of purpose and area that every synthetic
case has.
"""

FEW_RULES = ("annual",)
"""What `rules="few"` writes: purpose and area walls, and money that is for its own year."""

BUDGETS = ("local", "mixed", "national")
FIRST_YEAR = 2026


def synthetic(
    regions: int = 342,
    streams: int = 47,
    years: int = 10,
    seed: int = 0,
    rules: str | Iterable[str] = "all",
    *,
    plan_types: int = 3,
    budgets: str = "local",
) -> Case:
    """A made-up case: no number in it says anything about the Netherlands.

    The same arguments give the same case.

    How often a rule occurs is read off the register of streams and the case `nederland` (see
    `proportions`).

    Args:
        regions, streams, years: How many; every region has one plan of each plan type
        rules: `all` (see RULES), `few` (purpose and area walls only, each year's money for its own
            year), or names of rules. `annual`: money is for the year of its budget, as a budget law
            has it; `period`: some streams have a longer deadline. Without names: purpose and area
            walls, and money that may be kept for ever
        budgets: `local`: every region has its own budget of every stream and year. `national`: one
            budget per stream and year. `mixed`: local, but a fifth of the streams is given per
            province and a tenth nationally

    Raises:
        QuestionError: For a size below one, or a rule or switch that does not exist.
    """
    wanted = _wanted(rules)
    for name, size in (
        ("regions", regions),
        ("streams", streams),
        ("years", years),
        ("plan_types", plan_types),
    ):
        if size < 1:
            raise QuestionError(f"synthetic | {name} is {size}. Ask for at least one.")
    if budgets not in BUDGETS:
        raise QuestionError(
            f"synthetic | no budgets called '{budgets}'.{did_you_mean(budgets, BUDGETS)} Choose"
            f" from {', '.join(BUDGETS)}."
        )
    return _Writer(regions, streams, years, seed, wanted, plan_types, budgets).case()


def _wanted(rules: str | Iterable[str]) -> frozenset[str]:
    named = (
        {"all": RULES, "few": FEW_RULES}.get(rules, (rules,))
        if isinstance(rules, str)
        else tuple(rules)
    )
    known = RULES
    for name in named:
        if name not in known:
            raise QuestionError(
                f"synthetic | no rule called '{name}'.{did_you_mean(str(name), known)} Rules:"
                f" {', '.join(known)}; or all, or few."
            )
    return frozenset(named)


class _Writer:
    """One case being written.

    Each table draws from a stream of chance of its own, so that one rule more or less leaves the
    rest as it was.
    """

    def __init__(
        self,
        regions: int,
        streams: int,
        years: int,
        seed: int,
        rules: frozenset[str],
        plan_types: int,
        budgets: str,
    ) -> None:
        self.sizes = (regions, streams, years, plan_types)
        self.years, self.seed, self.rules, self.spread = years, seed, rules, budgets
        self.region = _names("S", regions)
        self.province = _names("Synthetic province ", regions, of.REGIONS_PER_PROVINCE)
        self.deal = _names("Synthetic housing deal ", regions, of.REGIONS_PER_DEAL)
        self.stream = _names("stream_", streams)
        self.type = _names("type_", plan_types)
        self.purposes = list(of.PURPOSES)
        chance = self.chance("sizes")
        self.weight = chance.lognormal(0.0, 0.8, regions)
        """How large a region is beside another."""
        self.capacity = np.maximum(
            np.round(
                self.weight[:, None]
                * chance.lognormal(0.0, 0.6, (regions, plan_types))
                * of.UNITS_PER_PLAN,
                1,
            ),
            1.0,
        )
        self.own = np.zeros(streams, bool)
        self.own[-max(1, round(streams * of.SHARE["own"])) :] = streams > 1
        self.cost = self._recipes()

    def chance(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self.seed, *self.sizes, *name.encode()])

    def has(self, rule: str) -> bool:
        return rule in self.rules

    def case(self) -> Case:

        written: dict[str, Callable[[], dict[str, Any] | None]] = {
            "case": self._settings,
            "regions": self._regions,
            "streams": self._streams,
            "budgets": self._budgets,
            "earmarks": self._earmarks,
            "exclusions": self._exclusions,
            "plans": self._plans,
            "costs": self._costs,
            "ceilings": self._ceilings,
            "limits": self._limits,
            "outcomes": self._outcomes,
            "targets": self._targets,
            "sources": self._sources,
        }
        return case_of_checked(
            {name: _typed(name, written[name]() if name in written else None) for name in TABLES}
        )

    def _settings(self) -> dict[str, Any]:
        title = (
            "SYNTHETIC case, made up for measurements: {} regions, {} streams, {} years, {} plan"
            " types".format(*self.sizes)
        )
        rows = {
            "title": title,
            "version": "1",
            "first_year": str(FIRST_YEAR),
            "opening_work": "paid" if self.has("lead") else "none",
        }
        return {"key": list(rows), "value": list(rows.values())}

    def _sources(self) -> dict[str, Any]:
        return {
            "source": ["synthetic"],
            "title": [
                f"Synthetic: drawn by chance with seed {self.seed}; describes no existing place,"
                " stream or budget"
            ],
        }

    def _regions(self) -> dict[str, Any]:
        return {
            "region": self.region,
            "name": "Synthetic " + self.region,
            "province": self.province,
            "housing_deal_region": self.deal,
        }

    def _outcomes(self) -> dict[str, Any]:
        return {
            "outcome": ["homes"],
            "unit": ["home"],
            "weight": [1.0],
            "additional_share": [of.ADDITIONAL_SHARE],
        }

    # The need

    def _recipes(self) -> np.ndarray[Any, Any]:
        """Euros per unit, plan type by purpose; a type leaves some purposes out (0), never all."""
        chance = self.chance("recipes")
        base = np.array([one.eur_per_unit for one in of.PURPOSES.values()])
        cost = np.round(base * chance.uniform(0.7, 1.3, (len(self.type), len(base))))
        kind, purpose = np.indices(cost.shape)
        return np.where(
            (kind > 0) & ((kind + purpose) % len(self.type) == 0) & (purpose > 0), 0.0, cost
        )

    def _costs(self) -> dict[str, Any]:
        kind, purpose = np.nonzero(self.cost)
        cost = self.cost[kind, purpose]
        ahead = np.array([one.years_before_delivery for one in of.PURPOSES.values()])[purpose]
        table = {
            "plan_type": self.type.gather(kind),
            "purpose": pl.Series(self.purposes).gather(purpose),
            "eur_per_unit": cost,
        }
        table["years_before_delivery"] = ahead if self.has("lead") else np.zeros_like(ahead)
        return table | self._margins("eur_per_unit", cost)

    def _margins(self, name: str, value: np.ndarray[Any, Any]) -> dict[str, Any]:
        low, high = of.MARGIN[name]
        return (
            {f"{name}_low": np.round(value * low, 2), f"{name}_high": np.round(value * high, 2)}
            if self.has("margins")
            else {}
        )

    def _plans(self) -> dict[str, Any]:
        region, kind = (index.ravel() for index in np.indices(self.capacity.shape))
        capacity = self.capacity.ravel()
        ahead = (
            max(one.years_before_delivery for one in of.PURPOSES.values())
            if self.has("lead")
            else 0
        )
        table: dict[str, Any] = {
            "plan": self.region.gather(region) + "-" + self.type.gather(kind),
            "region": self.region.gather(region),
            "plan_type": self.type.gather(kind),
            "outcome": ["homes"] * len(capacity),
            "capacity_units": capacity,
            "first_year": np.full(len(capacity), FIRST_YEAR),
            "last_year": np.full(len(capacity), FIRST_YEAR + self.years - 1 + ahead),
        }
        if self.has("yearly_maximum"):
            slow = self.chance("yearly_maximum").random(len(capacity)) < of.SHARE["yearly_maximum"]
            slow[0] = True
            table["max_units_per_year"] = np.where(
                slow, np.round(capacity * 2 / (self.years + 1), 1), np.nan
            )
        return table | self._margins("capacity_units", capacity)

    # The money

    def _pick(self, rule: str) -> np.ndarray[Any, Any]:
        """The streams that a rule stands on.

        Its share of those that are no own money, at least one.
        """
        able = np.flatnonzero(~self.own)
        chosen = np.zeros(len(self.stream), bool)
        chosen[
            self.chance(rule).choice(able, max(1, round(len(able) * of.SHARE[rule])), replace=False)
        ] = self.has(rule)
        return chosen

    def _among(self, rule: str, column: str) -> np.ndarray[Any, Any]:
        """A value of a rule for each stream that it stands on, drawn from those that occur."""
        drawn = self.chance(f"{rule} {column}").choice(of.VALUES[column], len(self.stream))
        return np.where(self._pick(rule), drawn, np.nan)

    def _streams(self) -> dict[str, Any]:
        table: dict[str, Any] = {"stream": self.stream, "name": "Synthetic " + self.stream}
        table["counts_as_cofinancing"] = (
            self.own if self.has("cofinancing") else np.zeros_like(self.own)
        )
        within = self._among("period", "spend_within_years")
        table["spend_within_years"] = np.where(np.isnan(within) & self.has("annual"), 0.0, within)
        table["prefinance_years"] = np.where(self.own & self.has("period"), 1.0, np.nan)
        for column, rule in of.RULE_OF.items():
            table[column] = self._among(rule, column)
        return table

    def _earmarks(self) -> dict[str, Any]:
        """Own money and a few streams pay for everything, most streams for one purpose.

        Every purpose has a stream as long as there are enough.
        """
        chance, count = self.chance("earmarks"), len(self.stream)
        every = self.own | (chance.random(count) < of.SHARE["every_purpose"]) & (
            np.arange(count) >= len(self.purposes)
        )
        second = ~every & (chance.random(count) < of.SHARE["two_purposes"])
        first = np.arange(count) % len(self.purposes)
        other = (first + chance.integers(1, len(self.purposes), count)) % len(self.purposes)
        names = np.array([*self.purposes, "*"])
        stream = np.concatenate([np.arange(count), np.flatnonzero(second)])
        return {
            "stream": self.stream.gather(stream),
            "purpose": names[
                np.concatenate([np.where(every, len(names) - 1, first), other[second]])
            ],
        }

    def _exclusions(self) -> dict[str, Any] | None:
        able = np.flatnonzero(~self.own)
        if not self.has("stacking") or len(able) < 2:
            return None
        chosen = self.chance("stacking").choice(
            able,
            1 + min(len(able) - 1, max(1, round(len(able) * of.SHARE["stacking"]))),
            replace=False,
        )
        return {
            "stream": self.stream.gather(np.full(len(chosen) - 1, chosen[0])),
            "excludes": self.stream.gather(chosen[1:]),
        }

    def _wide(self) -> np.ndarray[Any, Any]:
        """How wide each stream is given: 0 per region, 1 per province, 2 nationally."""
        draw = self.chance("levels").random(len(self.stream))
        mixed = np.where(
            draw < of.SHARE["national"],
            2,
            np.where(draw < of.SHARE["national"] + of.SHARE["province"], 1, 0),
        )
        return {"local": np.zeros_like(mixed), "national": np.full_like(mixed, 2), "mixed": mixed}[
            self.spread
        ]

    def _stream_eur(self) -> np.ndarray[Any, Any]:
        """Euros of each stream over all regions and years.

        A part of what all plans together need, unequally divided.
        """
        need = float((self.capacity @ self.cost).sum()) * of.FUNDED_SHARE
        size = self.chance("stream sizes").lognormal(0.0, 1.0, len(self.stream))
        stream_eur: np.ndarray[Any, Any] = need * size / size.sum()
        return stream_eur

    def _budgets(self) -> dict[str, Any]:
        chance, wide, count = self.chance("budgets"), self._wide(), len(self.region)
        found: list[pl.DataFrame] = []
        province = self.province.unique(maintain_order=True)
        provincial = np.bincount(np.arange(count) // of.REGIONS_PER_PROVINCE, self.weight)
        for width, level, areas, weight in (
            (0, "region", self.region, self.weight),
            (1, "province", province, provincial),
            (2, "national", pl.Series([None], dtype=pl.String), np.ones(1)),
        ):
            streams = np.flatnonzero(wide == width)
            if not len(streams):
                continue
            shape = (len(streams), len(areas), self.years)
            parts = (
                (weight / weight.sum())[None, :, None]
                * chance.lognormal(0.0, 0.5, shape)
                / self.years
            )
            stream, area, year = (index.ravel() for index in np.indices(shape, dtype=np.int32))
            table = {
                "stream": self.stream.gather(streams[stream]),
                "area": areas.gather(area),
                "year": year.astype(np.int64) + FIRST_YEAR,
                "amount_eur": np.round(parts.ravel() * self._stream_eur()[streams[stream]], 2),
            }
            if self.has("awarded"):
                early = (
                    chance.random((len(streams), 1, self.years))
                    < of.awarded_share(np.arange(self.years))
                ).repeat(len(areas), axis=1)
                table["awarded"] = early.ravel()
            found.append(pl.DataFrame(table).with_columns(pl.lit(level).alias("level")))
        return pl.concat(found).to_dict(as_series=True)

    # The bounds that are not rules of one stream

    def _ceilings(self) -> dict[str, Any] | None:
        if not self.has("ceilings"):
            return None
        chosen = np.flatnonzero(self._pick("ceilings"))
        average = self._stream_eur()[chosen] / self.province.n_unique()
        per_year = np.arange(len(chosen)) % 2 == 1
        return {
            "stream": self.stream.gather(chosen),
            "level": ["national" if yearly else "province" for yearly in per_year],
            "year": [FIRST_YEAR if yearly else None for yearly in per_year],
            "max_eur": np.round(
                np.where(per_year, self._stream_eur()[chosen] / self.years, average) * of.CEILING, 2
            ),
        }

    def _limits(self) -> dict[str, Any] | None:
        if not self.has("limits"):
            return None
        years = np.arange(FIRST_YEAR, FIRST_YEAR + self.years)
        return {
            "level": ["national"] * len(years),
            "year": years,
            "outcome": ["homes"] * len(years),
            "max_units": np.full(len(years), self._per_year(of.LIMIT)),
        }

    def _per_year(self, share: float) -> float:
        return round(float(self.capacity.sum()) * share / self.years, 1)

    def _targets(self) -> dict[str, Any] | None:
        if not self.has("targets"):
            return None
        provinces, years = (
            self.province.unique(maintain_order=True),
            np.arange(FIRST_YEAR, FIRST_YEAR + self.years),
        )
        total = (
            np.bincount(
                np.arange(len(self.region)) // of.REGIONS_PER_PROVINCE, self.capacity.sum(axis=1)
            )
            * of.TARGET
            / self.years
        )
        area = pl.concat([pl.Series([None], dtype=pl.String), provinces])
        units = np.concatenate([[self._per_year(of.TARGET)], np.round(total, 1)])
        where, when = (index.ravel() for index in np.indices((len(area), self.years)))
        level = np.where(where == 0, "national", "province")
        return {
            "level": level,
            "area": area.gather(where),
            "year": years[when],
            "outcome": ["homes"] * len(when),
            "units": units[where],
        }


def _names(start: str, count: int, each: int = 1) -> pl.Series:
    """Names with numbers of one length, each standing `each` times."""
    number = pl.Series("number", np.arange(count) // each + 1).cast(pl.String)
    return start + number.str.zfill(len(str(-(-count // each))))


def _typed(name: str, columns: dict[str, Any] | None) -> pl.DataFrame:
    """A table with every declared column, marked synthetic in every row."""
    schema = TABLES[name].dtypes
    if columns is None:
        return pl.DataFrame(schema=schema)
    frame = pl.DataFrame(
        {column: pl.Series(values) for column, values in columns.items()}
    ).with_columns(pl.col(pl.Float64).fill_nan(None))
    marks = (
        {"source": "synthetic", "status": "synthetic"}
        if name != "sources"
        else {"status": "synthetic"}
    )
    blank = [
        pl.lit(None, dtype=dtype).alias(one)
        for one, dtype in schema.items()
        if one not in frame.columns and one not in marks
    ]
    frame = frame.with_columns(*blank, *(pl.lit(value).alias(one) for one, value in marks.items()))
    frame = frame.with_columns(pl.col(one).cast(dtype) for one, dtype in schema.items())
    return frame.select(*schema, *(one for one in frame.columns if one not in schema))
