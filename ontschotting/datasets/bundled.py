"""The cases that ship with the library.

Found beside the package in a checkout, inside it in an installed wheel.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.files.read import read_case
from ontschotting.errors import QuestionError
from ontschotting.support.suggestions import did_you_mean


def folder_of_cases() -> Path:
    """The folder with the bundled cases."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_datasets", package.parent / "datasets"):
        if folder.is_dir():
            return folder
    raise QuestionError(
        "cases | the bundled cases are missing from this installation. Install the library again."
    )


def case_folder(name: str) -> Path:
    """The folder of a bundled case."""
    known = _names()
    if name not in known:
        raise QuestionError(
            f"cases | no bundled case is called '{name}'.{did_you_mean(name, known)} Cases:"
            f" {', '.join(known)}."
        )
    return folder_of_cases() / name


def _names() -> list[str]:
    return sorted(path.parent.name for path in folder_of_cases().glob("*/regions.csv"))


def load_case(name: str) -> Case:
    """A bundled case by name; `cases()` lists them.

    Raises:
        QuestionError: For a name that is not there.
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
    """The bundled cases: `name`, `title`, `regions`, `streams`, `budget_eur`."""
    rows = []
    for name in _names():
        case = load_case(name)
        rows.append(
            (
                name,
                case.title,
                case.regions.height,
                case.streams.height,
                float(case.budgets["amount_eur"].sum()),
            )
        )
    return pl.DataFrame(
        rows, schema=["name", "title", "regions", "streams", "budget_eur"], orient="row"
    )


def fragmentation_facts() -> pl.DataFrame:
    """Published figures on the fragmentation of Dutch public money.

    `fact_id`, `description`, `value` (blank for a statement in words), `unit`, `year`,
    `source_url`, `source_note`, `confidence`. They are context for `fragmentation`: the whole list
    as it was collected, from other years and for more money than any case holds.
    """
    facts = pl.read_csv(
        folder_of_cases() / "raw" / "streams" / "fragmentation_facts.csv", infer_schema=False
    )
    return facts.cast({"value": pl.Float64, "year": pl.Int64})


def municipalities() -> pl.DataFrame:
    """Published figures on the municipalities of 2023-2026.

    `region`, `name`, `province`, `inhabitants` (1 January 2024), `homes` (1 January 2026),
    `source`.

    Statistics Netherlands (CBS), read from copies; see datasets/raw/geography/SOURCES.md. They are
    for rates, and no part of any case.
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
