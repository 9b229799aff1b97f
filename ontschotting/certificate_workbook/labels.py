"""Say in words what the rows and columns of a program are."""

from __future__ import annotations

from typing import Any

import polars as pl

from ontschotting.certificate_workbook.words import translate
from ontschotting.model.program_names import streams_of_pools
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.words.numbers import precise_share

_MOST_BUDGETS = 4
"""Budgets that the words of a row name; of more than this it gives their number."""

_STREAM_RULES = ("cap", "ceiling", "cofinancing")
"""Kinds of rows that are a rule of one stream; a recipe may be paid by any stream."""


def column_labels(regime_program: RegimeProgram, lang: str) -> pl.DataFrame:
    """Return what each column of a program is.

    Args:
        regime_program: The program
        lang: `nl` or `en`

    Returns:
        `index` (in the program), `kind`, `what`, and the `plan`, `purpose`, `year` and `streams` by
        which rows are described.
    """
    columns = regime_program.columns
    no_text, no_year = pl.lit(None, pl.String), pl.lit(None, pl.Int64)
    index, variant = pl.col("column").alias("index"), pl.col("variant")
    units = columns.units.select(
        index,
        pl.lit("units").alias("kind"),
        "plan",
        no_text.alias("purpose"),
        pl.col("delivery_year").alias("year"),
        no_text.alias("streams"),
        variant,
    )
    spending = columns.spending.join(
        streams_of_pools(regime_program), on="pool", how="left", maintain_order="left"
    ).select(index, pl.lit("spending").alias("kind"), "plan", "purpose", "year", "streams", variant)
    matches = columns.matches.select(
        index,
        pl.lit("match").alias("kind"),
        "plan",
        "purpose",
        no_year.alias("year"),
        no_text.alias("streams"),
        variant,
    )
    labels = pl.concat([units, spending, matches])
    plans_with_variants = set(labels.filter(pl.col("variant") > 0)["plan"].to_list())

    def words(row: dict[str, Any]) -> str:
        text = translate(f"column_{row['kind']}", lang, **row)
        if row["plan"] not in plans_with_variants:
            return text
        return text + translate("variant", lang, variant=row["variant"] + 1)

    what = [words(row) for row in labels.iter_rows(named=True)]
    return labels.with_columns(pl.Series("what", what, dtype=pl.String))


def row_labels(
    rows: pl.DataFrame,
    terms: pl.DataFrame,
    columns: pl.DataFrame,
    regime_program: RegimeProgram,
    lang: str,
) -> pl.DataFrame:
    """Return the rows with `what` each of them is.

    A row of money is described by its budgets, a minimum share by its rule, and any other row by
    what the columns in it have in common.

    Args:
        rows: `row`, `kind`, `name` and other columns, which stay
        terms: `row`, `column`
        columns: The columns, with their labels
        regime_program: The program
        lang: `nl` or `en`
    """
    budgets = _budgets_of_rows(regime_program, lang)
    shares = _minimum_shares(regime_program, lang)
    contents = _contents_of_rows(terms, columns)

    def words(row: int, kind: str, name: str) -> str:
        if kind in ("budget", "transfer", "carry_over"):
            return budgets.get(int(name.rsplit("_", 1)[1]), name)
        if kind == "minimum_share":
            return shares[name]
        return _common_words(contents.get(row, {}), kind, lang) or name

    what = [words(*row) for row in rows.select("row", "kind", "name").iter_rows()]
    return rows.with_columns(pl.Series("what", what, dtype=pl.String))


def _budgets_of_rows(regime_program: RegimeProgram, lang: str) -> dict[int, str]:
    """Return by pool the budgets in it, and the stream to which they may move."""
    labels = regime_program.labels
    budgets = (
        labels.budgets_of_pools("stream", "level", "area", "year", "awarded")
        .sort("pool", "budget")
        .select("pool", "stream", "level", "area", "year", "awarded")
        .unique(maintain_order=True)
    )
    names_by_pool: dict[int, list[str]] = {}
    for pool, stream, level, area, year, awarded in budgets.iter_rows():
        name = translate("budget", lang, stream=stream, area=area or level, year=year)
        if awarded:
            name += translate("awarded", lang)
        names_by_pool.setdefault(pool, []).append(name)
    to_stream = dict(labels.pools.select("pool", "to_stream").drop_nulls().iter_rows())
    words = {}
    for pool, names in names_by_pool.items():
        words[pool] = "; ".join(names[:_MOST_BUDGETS])
        if len(names) > _MOST_BUDGETS:
            words[pool] += translate("more", lang, count=len(names) - _MOST_BUDGETS)
        if pool in to_stream:
            words[pool] += f" → {to_stream[pool]}"
    return words


def _minimum_shares(regime_program: RegimeProgram, lang: str) -> dict[str, str]:
    """Return by the name of its row which minimum share it is."""
    return {
        row["name"]: translate(
            "minimum_share",
            lang,
            stream=row["stream"],
            area=row["area"] or row["level"],
            outcome=row["outcome"],
            share=precise_share(row["min_share"], lang),
        )
        for row in regime_program.rows.minimum_shares.iter_rows(named=True)
    }


def _contents_of_rows(terms: pl.DataFrame, columns: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """Return by row the streams, plans, purposes and years of the columns in it."""
    contents = (
        terms.join(columns.select("column", "plan", "purpose", "year", "streams"), on="column")
        .group_by("row")
        .agg(pl.col("streams", "plan", "purpose", "year").drop_nulls().unique())
    )
    return {content["row"]: content for content in contents.iter_rows(named=True)}


def _common_words(content: dict[str, Any], kind: str, lang: str) -> str:
    """Write what the columns in a row have in common: its name, or how many there are."""
    texts = {"streams": "streams"} if kind in _STREAM_RULES else {}
    texts |= {"plan": "plans", "purpose": "purposes", "year": "years"}
    return ", ".join(
        str(content[column][0])
        if len(content[column]) == 1
        else translate(text, lang, count=len(content[column]))
        for column, text in texts.items()
        if content.get(column)
    )
