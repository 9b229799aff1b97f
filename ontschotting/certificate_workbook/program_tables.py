"""The program of one world as an auditor reads it.

In euros and units, maximised, with what every row and column is in words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ontschotting.case.case import Case
from ontschotting.certificate_workbook.words import translate
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.model.build import build_regime_program
from ontschotting.model.program_names import streams_of_pools
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.regime.regime import Regime
from ontschotting.solving.questions import RegimeSolver

MOST_TERMS = 50_000
"""Coefficients of one world that a workbook can hold and still be worked with. The largest
housing-deal region of the Netherlands has some 13,000.
"""

KINDS = (
    "budget",
    "transfer",
    "carry_over",
    "recipe",
    "capacity",
    "limit",
    "cap",
    "ceiling",
    "cofinancing",
    "minimum_share",
)
"""Kinds of rows, by the rule of the model that they are."""


@dataclass(frozen=True, eq=False)
class CertificateTables:
    """One world: maximise Σ weight · value over value ≥ 0, subject to lower ≤ Σ coefficient · value
    ≤ upper per row.

    Attributes:
        rows: `row` (from 1), `kind`, `what`, `lower`, `upper` (null: none), `price`: what one more
            euro (or unit) in the row adds to the greatest value
        columns: `column` (from 1), `kind`, `what`, `weight`, `value`, `most`: a value that no
            allowed allocation needs to exceed
        terms: `row`, `column`, `coefficient`
        value: V(r), certified
    """

    regime: Regime
    rows: pl.DataFrame
    columns: pl.DataFrame
    terms: pl.DataFrame
    value: float
    solver: str


def certificate_tables(
    case: Case, regime: Regime, lang: str, solver: SolverChoice = "highs"
) -> CertificateTables:
    """The certified optimum of a case under a regime, with the program and the prices that prove
    it.

    Columns that are fixed (money that is lifted whole, additions that are shut) become part of the
    bounds; rows without a bound bind nothing and are left out.

    Raises:
        QuestionError: When the program has more than MOST_TERMS coefficients.
        CertificateError: When there is no certified answer.
    """
    regime_program = build_regime_program(case, regime, by_year=True)
    program = regime_program.program
    free = np.flatnonzero(program.upper > program.lower)
    rows = np.flatnonzero(np.isfinite(program.row_lower) | np.isfinite(program.row_upper))
    matrix = program.matrix.tocsr()[rows][:, free].tocoo()
    if matrix.nnz > MOST_TERMS:
        raise QuestionError(
            f"certificate | the program has {matrix.nnz:,} coefficients, and a workbook that can"
            f" still be worked with holds {MOST_TERMS:,}. Ask for one region:"
            " case.only(housing_deal_region=…). For the whole, use ontschotting export (.lp or"
            " .mps) and a solver of your own."
        )
    assert (
        np.all(program.lower[free] == 0)
        and np.all(np.isinf(program.upper[free]))
        and np.all(np.isfinite(program.valid_upper[free]))
    )
    optima = RegimeSolver(regime_program, open_backend(solver))
    best = optima.best
    assert best is not None and optima.value is not None
    # The program counts money in a unit near the typical cost; here everything is in euros.
    money = np.ones(program.columns)
    money[
        pl.concat(
            [regime_program.columns.spending["column"], regime_program.columns.matches["column"]]
        ).to_numpy()
    ] = regime_program.euro_unit
    in_euros = np.zeros(len(rows), dtype=bool)
    in_euros[matrix.row[money[free][matrix.col] != 1.0]] = True
    scale = np.where(in_euros, regime_program.euro_unit, 1.0)
    fixed = np.where(program.upper > program.lower, 0.0, program.lower)
    shift = (program.matrix @ fixed)[rows]
    kinds, names = _row_names(regime_program, rows)
    entries = pl.DataFrame(
        {
            "row": matrix.row + 1,
            "column": matrix.col + 1,
            "coefficient": matrix.data * scale[matrix.row] / money[free][matrix.col],
        },
        schema={"row": pl.Int64, "column": pl.Int64, "coefficient": pl.Float64},
    ).sort("row", "column")
    labels = _column_labels(regime_program, lang)
    columns = pl.DataFrame({"at": free, "column": np.arange(1, len(free) + 1)}).join(
        labels, on="at", how="left", maintain_order="left"
    )
    listed = columns.with_columns(
        pl.Series("weight", regime_program.objectives.value[free]),
        pl.Series("value", best.values[free] * money[free]),
        pl.Series("most", program.valid_upper[free] * money[free]),
    )
    bounds = pl.DataFrame(
        {
            "row": np.arange(1, len(rows) + 1),
            "kind": kinds,
            "name": names,
            "lower": (program.row_lower[rows] - shift) * scale,
            "upper": (program.row_upper[rows] - shift) * scale,
            "price": -best.prices[rows] / scale + 0.0,
        }
    ).with_columns(
        pl.when(pl.col(side).is_finite()).then(side).alias(side) for side in ("lower", "upper")
    )
    described = _row_labels(bounds, entries, listed, regime_program, lang)
    return CertificateTables(
        regime,
        described.select("row", "kind", "what", "lower", "upper", "price"),
        listed.select("column", "kind", "what", "weight", "value", "most"),
        entries,
        optima.value,
        best.certificate.solver,
    )


def _row_names(regime_program: RegimeProgram, rows: np.ndarray) -> tuple[list[str], list[str]]:
    """The kind and the short name of each row."""
    known = dict(regime_program.rows.names.select("row", "name").iter_rows())
    names = [str(known[int(row)]) for row in rows]
    return [next(kind for kind in KINDS if name.startswith(f"{kind}_")) for name in names], names


def _column_labels(regime_program: RegimeProgram, lang: str) -> pl.DataFrame:
    """What each column is.

    `at` (in the program), `kind`, `what`, and the `plan`, `purpose`, `year` and `streams` that rows
    are described by.
    """
    streams = streams_of_pools(regime_program)
    units = regime_program.columns.units.select(
        pl.col("column").alias("at"),
        pl.lit("units").alias("kind"),
        "plan",
        pl.lit(None, pl.String).alias("purpose"),
        pl.col("delivery_year").alias("year"),
        pl.lit(None, pl.String).alias("streams"),
        "variant",
    )
    spending = regime_program.columns.spending.join(
        streams, on="pool", how="left", maintain_order="left"
    ).select(
        pl.col("column").alias("at"),
        pl.lit("spending").alias("kind"),
        "plan",
        "purpose",
        "year",
        "streams",
        "variant",
    )
    matches = regime_program.columns.matches.select(
        pl.col("column").alias("at"),
        pl.lit("match").alias("kind"),
        "plan",
        "purpose",
        pl.lit(None, pl.Int64).alias("year"),
        pl.lit(None, pl.String).alias("streams"),
        "variant",
    )
    frame = pl.concat([units, spending, matches])
    several = set(frame.filter(pl.col("variant") > 0)["plan"].unique().to_list())
    words = [
        translate(f"column_{row['kind']}", lang, **row)
        + (translate("variant", lang, variant=row["variant"] + 1) if row["plan"] in several else "")
        for row in frame.iter_rows(named=True)
    ]
    return frame.with_columns(pl.Series("what", words, dtype=pl.String))


def _row_labels(
    bounds: pl.DataFrame,
    entries: pl.DataFrame,
    columns: pl.DataFrame,
    regime_program: RegimeProgram,
    lang: str,
) -> pl.DataFrame:
    """What each row is: the budgets in it, or what the columns in it have in common."""
    pots = regime_program.labels.slices.join(
        regime_program.labels.budgets.select(
            "budget", "stream", "level", "area", "year", "awarded"
        ),
        on="budget",
    ).sort("pool", "budget")
    told = [
        (
            pot,
            translate("budget", lang, stream=stream, area=area or level, year=year)
            + (translate("awarded", lang) if awarded else ""),
        )
        for pot, stream, level, area, year, awarded in (
            pots.select("pool", "stream", "level", "area", "year", "awarded")
            .unique(maintain_order=True)
            .iter_rows()
        )
    ]
    budgets = (
        pl.DataFrame(told, schema={"pool": pl.Int64, "text": pl.String}, orient="row")
        .group_by("pool", maintain_order=True)
        .agg("text")
    )
    of_pot = {
        pot: (
            "; ".join(texts[:4])
            + (translate("more", lang, count=len(texts) - 4) if len(texts) > 4 else "")
        )
        for pot, texts in budgets.iter_rows()
    }
    moved = dict(regime_program.labels.pools.select("pool", "to_stream").drop_nulls().iter_rows())
    inside = entries.join(
        columns.select("column", "plan", "purpose", "year", "streams"), on="column"
    )
    parts = {
        row["row"]: row
        for row in (
            inside.group_by("row")
            .agg(pl.col("streams", "plan", "purpose", "year").drop_nulls().unique())
            .iter_rows(named=True)
        )
    }
    shares = {
        row["name"]: translate(
            "minimum_share",
            lang,
            **{
                **row,
                "area": row["area"] or row["level"],
                "share": _percent(row["min_share"], lang),
            },
        )
        for row in regime_program.rows.minimum_shares.iter_rows(named=True)
    }
    whats = []
    for row, kind, name in bounds.select("row", "kind", "name").iter_rows():
        if kind in ("budget", "transfer", "carry_over"):
            pot = int(name.rsplit("_", 1)[1])
            whats.append(of_pot.get(pot, name) + (f" → {moved[pot]}" if pot in moved else ""))
            continue
        if kind == "minimum_share":
            whats.append(shares[name])
            continue
        # Who pays is told only where the rule is one of a stream; a recipe may be paid by any.
        asked = [("streams", "streams")] if kind in ("cap", "ceiling", "cofinancing") else []
        asked += [("plan", "plans"), ("purpose", "purposes"), ("year", "years")]
        found = parts.get(row, {})
        shared = [
            (
                str(found[one][0])
                if len(found[one]) == 1
                else translate(several, lang, count=len(found[one]))
            )
            for one, several in asked
            if found.get(one)
        ]
        whats.append(", ".join(shared) or name)
    return bounds.with_columns(pl.Series("what", whats, dtype=pl.String))


def _percent(share: float, lang: str) -> str:
    text = f"{100 * share:.4g}%"
    return text.replace(".", ",") if lang == "nl" else text
