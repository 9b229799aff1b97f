"""The plain program of a case: one variable per euro path, every row written out, nothing merged.

All other ways to write it start here.

It is the program of the model for the current regime and its best value, and nothing of the library
is used but the typed tables. Euros are counted in units of the dearest cost row, as anybody would
who has seen a solver struggle. `tests/benchmarks/test_benchmarks.py` holds it against the naive
program of `tests/oracle`, which is written for readers and too slow for this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from tests.oracle.facts import maximal_without_line

if TYPE_CHECKING:
    from ontschotting.case.case import Case

AT_MOST, EQUAL = "<=", "=="
X_KEY = ["budget", "stream", "plan", "variant", "purpose", "before", "delivery_year"]


@dataclass(frozen=True)
class Rows:
    """One family of rows: Σ coefficient · variable (sign) bound.

    Attributes:
        terms: `row` (from 0), `variable`, `coefficient`, sorted by row
        bound: The right-hand side of each row
    """

    name: str
    terms: pl.DataFrame
    sign: str
    bound: np.ndarray[Any, Any]


@dataclass
class Plain:
    """Maximise Σ value · variable over variables ≥ 0 subject to the families of rows.

    Attributes:
        euro: The euros in one unit of spending
        own: The variables that spend money that counts as co-financing
        units: The variables that are units: `plan`, `variable`
    """

    value: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros(0))
    euro: float = 1.0
    own: np.ndarray[Any, Any] = field(default_factory=lambda: np.zeros(0, dtype=int))
    units: pl.DataFrame = field(default_factory=pl.DataFrame)
    families: list[Rows] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return len(self.value)

    @property
    def rows(self) -> int:
        return sum(len(family.bound) for family in self.families)

    def add(
        self,
        name: str,
        parts: list[pl.DataFrame],
        key: list[str],
        sign: str = AT_MOST,
        bounds: pl.DataFrame | None = None,
    ) -> None:
        """Add a family. parts: `variable`, `coefficient` and the key.

        Bounds: the key and `bound`, for rows whose bound is not 0.
        """
        terms = pl.concat(
            [
                part.select(
                    *key, pl.col("variable").cast(pl.Int64), pl.col("coefficient").cast(pl.Float64)
                )
                for part in parts
            ]
        )
        names = terms.select(key).unique().sort(key).with_row_index("row")
        bound = np.zeros(names.height)
        if bounds is not None:
            bound = names.join(
                bounds.select(*key, "bound"), on=key, how="left", maintain_order="left"
            )["bound"].to_numpy()
            assert np.isfinite(bound).all(), name
        terms = (
            terms.join(names, on=key)
            .select(pl.col("row").cast(pl.Int64), "variable", "coefficient")
            .sort("row", "variable")
        )
        if names.height:
            self.families.append(Rows(name, terms, sign, bound))


def plain_program(case: Case) -> Plain:
    """The plain program of a case under the current regime."""
    euro = max(float(case.costs["eur_per_unit"].max()), 1.0)  # type: ignore[arg-type]
    budgets = case.budgets.with_row_index("budget").with_columns(pl.col("amount_eur") / euro)
    rules = case.streams.with_columns(
        pl.col("counts_as_cofinancing").fill_null(False),
        pl.col("cofinancing_share").fill_null(0.0),
        pl.col("overhead_share").fill_null(0.0),
    )
    plans = _plans(case)
    needs = _needs(case, plans, euro)
    paths, variants = _with_variants(case, plans, _paths(case, budgets, rules, plans, needs))
    x = (
        paths.sort(X_KEY)
        .with_row_index("variable")
        .join(rules.select("stream", "counts_as_cofinancing", "overhead_share"), on="stream")
    )
    x = x.with_columns(
        (1 - pl.col("overhead_share")).alias("net"),
        (pl.col("delivery_year") - pl.col("before")).alias("year"),
    ).sort("variable")
    u = (
        plans.select(
            "plan",
            "outcome",
            "region",
            "weight",
            pl.int_ranges(pl.col("first_year"), pl.col("last_year") + 1).alias("delivery_year"),
        )
        .explode("delivery_year")
        .join(variants, on="plan")
        .sort("plan", "variant", "delivery_year")
        .with_row_index("variable", offset=x.height)
    )
    shares = rules.filter(pl.col("cofinancing_share") > 0).select("stream", "cofinancing_share")
    here = x.select("stream", "plan", "variant").unique()
    m = (
        here.join(shares, on="stream")
        .join(plans.select("plan", "plan_type"), on="plan")
        .join(_openings(case), on=["stream", "plan_type"])
        .sort("plan", "variant", "purpose", "stream")
        .with_row_index("variable", offset=x.height + u.height)
    )
    plain = Plain(
        np.concatenate([np.zeros(x.height), u["weight"].to_numpy(), np.zeros(m.height)]),
        euro,
        x.filter("counts_as_cofinancing")["variable"].to_numpy(),
        u.select("plan", "variable"),
    )
    one = pl.lit(1.0).alias("coefficient")

    # 1. the recipe is paid
    need = ["plan", "variant", "delivery_year", "purpose", "before"]
    units = u.join(needs, on=["plan", "delivery_year"]).with_columns(
        (-pl.col("cost")).alias("coefficient")
    )
    plain.add("recipe", [x.with_columns(pl.col("net").alias("coefficient")), units], need, EQUAL)
    # 2. budgets
    plain.add(
        "budget",
        [x.with_columns(one)],
        ["budget"],
        bounds=budgets.with_columns(pl.col("amount_eur").alias("bound")),
    )
    carried = budgets.join(rules.select("stream", "carry_over_share"), on="stream").drop_nulls(
        "carry_over_share"
    )
    later = x.join(carried.select("budget", pl.col("year").alias("given")), on="budget").filter(
        pl.col("year") > pl.col("given")
    )
    plain.add(
        "carry_over",
        [later.with_columns(one)],
        ["budget"],
        bounds=carried.with_columns(
            (pl.col("carry_over_share") * pl.col("amount_eur")).alias("bound")
        ),
    )
    # 3. capacity
    plain.add(
        "capacity",
        [u.with_columns(one)],
        ["plan"],
        bounds=plans.with_columns(pl.col("capacity_units").alias("bound")),
    )
    slow = plans.drop_nulls("max_units_per_year").with_columns(
        pl.col("max_units_per_year").alias("bound")
    )
    yearly = u.join(slow.select("plan", "bound"), on="plan").with_columns(one)
    plain.add(
        "yearly",
        [yearly],
        ["plan", "delivery_year"],
        bounds=yearly.select("plan", "delivery_year", "bound").unique(),
    )
    # 4. caps and ceilings
    caps = rules.drop_nulls("cap_eur_per_unit").select(
        "stream", (pl.col("cap_eur_per_unit") / euro).alias("cap")
    )
    capped = x.join(caps, on="stream").with_columns(one)
    capped_units = (
        here.join(caps, on="stream")
        .join(u, on=["plan", "variant"])
        .with_columns((-pl.col("cap")).alias("coefficient"))
    )
    plain.add("cap", [capped, capped_units], ["stream", "plan", "variant"])
    _bounded(
        plain,
        "ceiling",
        case,
        case.ceilings.with_columns((pl.col("max_eur") / euro).alias("bound")),
        x,
        "stream",
        plans,
    )
    # 5. co-financing
    brought = x.join(shares, on="stream").with_columns(
        (pl.col("cofinancing_share") * pl.col("net")).alias("coefficient")
    )
    plain.add(
        "cofinancing",
        [brought, m.with_columns((pl.col("cofinancing_share") - 1).alias("coefficient"))],
        ["stream", "plan", "variant"],
    )
    asked = m.select("plan", "variant", "purpose").unique()
    own = (
        x.filter("counts_as_cofinancing")
        .join(asked, on=["plan", "variant", "purpose"])
        .with_columns((-pl.col("net")).alias("coefficient"))
    )
    plain.add("matched", [m.with_columns(one), own], ["plan", "variant", "purpose"])
    # 6. limits
    limits = case.limits.with_columns(pl.col("max_units").alias("bound"))
    _bounded(
        plain,
        "limit",
        case,
        limits,
        u.with_columns(pl.col("delivery_year").alias("year")),
        "outcome",
        plans,
    )
    return plain


def _plans(case: Case) -> pl.DataFrame:
    start = (
        case.costs.filter(pl.col("eur_per_unit") > 0)
        .group_by("plan_type")
        .agg(pl.col("years_before_delivery").fill_null(0).max().alias("start"))
    )
    return (
        case.plans.join(case.outcomes.select("outcome", "weight"), on="outcome", how="left")
        .with_columns(pl.col("weight").fill_null(1.0))
        .join(start, on="plan_type", how="left")
        .join(case.regions.drop("name", "source", "status", "note"), on="region")
    )


def _needs(case: Case, plans: pl.DataFrame, euro: float) -> pl.DataFrame:
    """`plan`, `plan_type`, `delivery_year`, `purpose`, `before`, `year`, `lag`, `cost`.

    The recipe rows that money must fill.
    """
    recipe = case.costs.filter(pl.col("eur_per_unit") > 0).select(
        "plan_type",
        "purpose",
        pl.col("years_before_delivery").fill_null(0).alias("before"),
        (pl.col("eur_per_unit") / euro).alias("cost"),
    )
    needs = (
        plans.select(
            "plan",
            "plan_type",
            "start",
            pl.int_ranges(pl.col("first_year"), pl.col("last_year") + 1).alias("delivery_year"),
        )
        .explode("delivery_year")
        .join(recipe, on="plan_type")
        .with_columns(
            (pl.col("delivery_year") - pl.col("before")).alias("year"),
            (pl.col("start") - pl.col("before")).alias("lag"),
        )
    )
    paid = needs.filter(pl.col("year") >= case.first_year) if case.opening_work == "paid" else needs
    return paid.select("plan", "delivery_year", "purpose", "before", "year", "lag", "cost")


def _openings(case: Case) -> pl.DataFrame:
    """`stream`, `plan_type`, `purpose`: what the purpose wall leaves open, of what recipes ask."""
    asked = case.costs.filter(pl.col("eur_per_unit") > 0).select("plan_type", "purpose").unique()
    marks = case.earmarks.select(
        "stream", pl.col("purpose").alias("named"), pl.col("plan_type").alias("for_type")
    )
    fits = (pl.col("named").is_in(["*"]) | (pl.col("named") == pl.col("purpose"))) & (
        pl.col("for_type").is_null() | (pl.col("for_type") == pl.col("plan_type"))
    )
    return (
        marks.join(asked, how="cross")
        .filter(fits)
        .select("stream", "plan_type", "purpose")
        .unique()
    )


def _inside(case: Case, plans: pl.DataFrame) -> pl.DataFrame:
    """`level`, `area`, `plan`: every plan in every area; the nation is written as a blank."""
    kept = [
        plans.select(pl.lit(level).alias("level"), pl.col(level).alias("area"), "plan").drop_nulls(
            "area"
        )
        for level in case.levels
        if level != "national"
    ]
    return pl.concat(
        [
            *kept,
            plans.select(
                pl.lit("national").alias("level"),
                pl.lit(None, dtype=pl.String).alias("area"),
                "plan",
            ),
        ]
    )


def _paths(
    case: Case, budgets: pl.DataFrame, rules: pl.DataFrame, plans: pl.DataFrame, needs: pl.DataFrame
) -> pl.DataFrame:
    """Every path of a euro that area, purpose, period, threshold and assurance leave open.

    `budget`, `stream` and the recipe row.
    """
    first, last = (
        (0, 0) if needs.is_empty() else (int(needs["year"].min()), int(needs["year"].max()))
    )  # type: ignore[arg-type]
    looked_at = rules.select(
        "stream",
        "prefinance_years",
        "spend_within_years",
        "min_plan_units",
        "max_plan_units",
        "assured_years",
    )
    given = budgets.select("budget", "stream", "level", "area", pl.col("year").alias("given")).join(
        looked_at, on="stream"
    )
    start = pl.max_horizontal(
        pl.col("given") - pl.col("prefinance_years").fill_null(0), pl.lit(first)
    )
    end = pl.min_horizontal(
        (pl.col("given") + pl.col("spend_within_years")).fill_null(last), pl.lit(last)
    )
    size = pl.col("capacity_units")
    reached = (
        given.with_columns(start.alias("from"), end.alias("to"))
        .filter(pl.col("from") <= pl.col("to"))
        .join(_inside(case, plans), on=["level", "area"], nulls_equal=True)
        .join(plans.select("plan", "plan_type", "capacity_units"), on="plan")
        .filter(
            (size >= pl.col("min_plan_units").fill_null(-np.inf))
            & (size <= pl.col("max_plan_units").fill_null(np.inf))
        )
        .join(_openings(case), on=["stream", "plan_type"])
        .select(
            "budget",
            "stream",
            "plan",
            "purpose",
            "assured_years",
            pl.int_ranges(pl.col("from"), pl.col("to") + 1).alias("year"),
        )
        .explode("year")
    )
    paths = reached.join(needs.drop("cost"), on=["plan", "purpose", "year"])
    return paths.filter(pl.col("lag") <= pl.col("assured_years").fill_null(10**6)).select(
        "budget", "stream", "plan", "purpose", "before", "delivery_year"
    )


def _with_variants(
    case: Case, plans: pl.DataFrame, paths: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The paths in each variant in which their stream stands, and `plan`, `variant`."""
    lines = {frozenset(pair) for pair in case.exclusions.select("stream", "excludes").iter_rows()}
    rivals = sorted({name for line in lines for name in line})
    found = paths.filter(pl.col("stream").is_in(rivals)).select("plan", "stream").unique()
    present = {
        plan: frozenset(streams)
        for plan, streams in found.group_by("plan").agg("stream").iter_rows()
    }
    members, variants = [], []
    sets: dict[frozenset[str], Any] = {}
    for plan in plans["plan"]:
        streams = present.get(plan, frozenset())
        if streams not in sets:
            nodes: Any = streams
            sets[streams] = maximal_without_line(nodes, lines)  # type: ignore[arg-type]
        for number, variant in enumerate(sets[streams]):
            variants.append((plan, number))
            members += [(plan, number, stream) for stream in sorted(variant)]
    numbered = pl.DataFrame(variants, schema={"plan": pl.String, "variant": pl.Int64}, orient="row")
    inside = pl.DataFrame(
        members, schema={"plan": pl.String, "variant": pl.Int64, "stream": pl.String}, orient="row"
    )
    free = paths.filter(~pl.col("stream").is_in(rivals)).join(numbered, on="plan")
    bound = paths.filter(pl.col("stream").is_in(rivals)).join(inside, on=["plan", "stream"])
    return pl.concat([free.select(X_KEY), bound.select(X_KEY)]), numbered


def _bounded(
    plain: Plain,
    name: str,
    case: Case,
    table: pl.DataFrame,
    variables: pl.DataFrame,
    what: str,
    plans: pl.DataFrame,
) -> None:
    """Rows of ceilings and limits.

    What is summed in an area (blank: each area of the level apart) and a year (blank: all
    together).
    """
    if table.is_empty():
        return
    asked = table.with_row_index("number").select(
        "number",
        what,
        "level",
        pl.col("area").alias("named"),
        pl.col("year").alias("asked_year"),
        "bound",
    )
    inside = asked.join(_inside(case, plans), on="level").filter(
        pl.col("named").is_null() | (pl.col("named") == pl.col("area"))
    )
    terms = (
        variables.join(
            inside.select("number", what, "area", "plan", "asked_year", "bound"), on=["plan", what]
        )
        .filter(pl.col("asked_year").is_null() | (pl.col("asked_year") == pl.col("year")))
        .with_columns(pl.lit(1.0).alias("coefficient"), pl.col("area").fill_null(""))
    )
    plain.add(
        name, [terms], ["number", "area"], bounds=terms.select("number", "area", "bound").unique()
    )
