"""Opens the cases that ship with the library, and the published figures beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.files.read import read_case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem


def folder_of_cases() -> Path:
    """Return the folder of the bundled cases: beside the package, or inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_datasets", package.parent / "datasets"):
        if folder.is_dir():
            return folder
    raise QuestionError(problem("no_bundled_cases"))


def case_folder(name: str) -> Path:
    """Return the folder of a bundled case, by its name."""
    known = case_names()
    if name not in known:
        raise QuestionError(
            problem(
                "unknown_bundled_case",
                name=name,
                hint=did_you_mean(name, known),
                known=", ".join(known),
            )
        )
    return folder_of_cases() / name


def case_names() -> list[str]:
    """Return the names of the bundled cases."""
    return sorted(path.parent.name for path in folder_of_cases().glob("*/regions.csv"))


def load_case(name: str) -> Case:
    """Return a bundled case by its name; `cases()` lists them.

    Args:
        name: One of those that `cases()` lists

    Raises:
        QuestionError: No bundled case has this name.

    Examples:
        >>> import ontschotting as on
        >>> on.load_case("two-villages")
        <Case 'Twee dorpen': 1 region, 2 streams, 2 budgets (80 million euros), 1 plan>
    """
    return read_case(case_folder(name))


def bundled_name(case: Case) -> str | None:
    """Return the name under which a case ships with the library, or None for another case.

    A bundled case that was changed is another case.
    """
    origin = case.origin
    is_bundled = origin is not None and origin.parent == folder_of_cases()
    return origin.name if origin is not None and is_bundled else None


def cases() -> pl.DataFrame:
    """Return the bundled cases, a row each: `name`, `title`, `regions`, `streams`, `budget_eur`.

    Examples:
        >>> import ontschotting as on
        >>> "two-villages" in on.cases()["name"]
        True
    """
    return _cases_in(folder_of_cases()).clone()


@cache
def _cases_in(folder: Path) -> pl.DataFrame:
    """Return the cases in a folder, which are read once: all of them take seconds."""
    bundled = {path.parent.name: read_case(path.parent) for path in folder.glob("*/regions.csv")}
    rows = [
        (
            name,
            case.title,
            case.regions.height,
            case.streams.height,
            float(case.budgets["amount_eur"].sum()),
        )
        for name, case in sorted(bundled.items())
    ]
    schema = ["name", "title", "regions", "streams", "budget_eur"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def fragmentation_facts() -> pl.DataFrame:
    """Return published figures on the fragmentation of Dutch public money.

    They are context for `fragmentation`: the whole list as it was collected, from other years and
    for more money than any case holds.

    Returns:
        `fact_id`, `description`, `value` (blank for a statement in words), `unit`, `year`,
        `source_url`, `source_note`, `confidence`
    """
    facts = pl.read_csv(
        folder_of_cases() / "raw" / "streams" / "fragmentation_facts.csv", infer_schema=False
    )
    return facts.cast({"value": pl.Float64, "year": pl.Int64})


def municipalities() -> pl.DataFrame:
    """Return published figures on the municipalities of 2023-2026.

    They are for rates, and no part of any case. Source: Statistics Netherlands (CBS), read from
    copies; see datasets/raw/geography/SOURCES.md.

    Returns:
        `region`, `name`, `province`, `inhabitants` (1 January 2024), `homes` (1 January 2026),
        `source`

    Examples:
        >>> import ontschotting as on
        >>> on.municipalities().filter(region="GM0363").select("name", "inhabitants").rows()
        [('Amsterdam', 931298)]
    """
    table = pl.read_csv(
        folder_of_cases() / "raw" / "geography" / "municipalities.csv", infer_schema=False
    )
    return table.select(
        pl.col("gm_code").alias("region"),
        "name",
        "province",
        pl.col("population_2024_01_01").cast(pl.Int64).alias("inhabitants"),
        pl.col("dwelling_stock_2026_01_01").cast(pl.Int64).alias("homes"),
        pl.lit("CBS (85984NED, 85035NED)").alias("source"),
    )
