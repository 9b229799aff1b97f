"""Fetches population, homes and completions per municipality from CBS, as frames and files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ontschotting.datasets.bundled import folder_of_cases, municipalities
from ontschotting.errors import QuestionError
from ontschotting.loaders.cbs_tables import TABLES, read_table
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.messages import problem


@dataclass(frozen=True, eq=False, repr=False)
class Refreshed:
    """Figures of CBS as they were fetched; they are in no case (docs/how-to/refresh.md).

    Attributes:
        frame: A row per municipality, measure and year: `region`, `name`, `measure` (`inhabitants`,
            `homes`, `completions`), `year`, `value`, `cbs_status` (final or provisional, in the
            words of CBS), `table`, `table_modified` (the vintage), `retrieved` (the day), `source`,
            `status`

    Examples:
        >>> import polars as pl
        >>> row = {"region": "GM0363", "name": "Amsterdam", "measure": "inhabitants"}
        >>> row |= {"year": 2025, "value": 935000, "source": "CBS"}
        >>> row |= {"table": "03759ned", "retrieved": "2026-01-05"}
        >>> refreshed = Refreshed(pl.DataFrame([row]))
        >>> refreshed
        <Refreshed from CBS: inhabitants 2025-2025; 1 municipalities>
    """

    frame: pl.DataFrame

    @property
    def attribution(self) -> list[str]:
        """The attribution that the licence asks for, per table.

        Examples:
            >>> refreshed.attribution
            ['CBS']
        """
        return self.frame["source"].unique().sort().to_list()

    def municipalities(self) -> pl.DataFrame:
        """Return the newest year of each measure side by side, for rates.

        Returns:
            `region`, `name`, `inhabitants`, `homes`, `completions`, the year of each, and `source`

        Examples:
            >>> refreshed.municipalities().select("name", "inhabitants", "inhabitants_year").rows()
            [('Amsterdam', 935000, 2025)]
        """
        newest = self.frame.filter(pl.col("year") == pl.col("year").max().over("measure"))
        table = newest.select("region", "name").unique("region", keep="first", maintain_order=True)
        for (measure,), rows in newest.partition_by(
            "measure", as_dict=True, maintain_order=True
        ).items():
            columns = rows.select(
                "region", pl.col("value").alias(measure), pl.col("year").alias(f"{measure}_year")
            )
            table = table.join(columns, on="region", how="left")
        source = "; ".join(newest["source"].unique().sort().to_list())
        return table.with_columns(source=pl.lit(source)).sort("region")

    def beside_bundled(self) -> pl.DataFrame:
        """Return the newest year beside the figure that ships with the library.

        The two may be of another day or division. A blank on one side is a municipality that only
        the other side has.

        Returns:
            `region`, `name`, `measure`, `bundled`, `refreshed`, `difference`

        Examples:
            >>> beside = refreshed.beside_bundled().filter(region="GM0363")
            >>> beside.select("bundled", "refreshed", "difference").rows()
            [(931298, 935000, 3702)]
        """
        newest = self.municipalities()
        measures = [name for name in ("inhabitants", "homes") if name in newest.columns]
        if not measures:
            raise QuestionError(problem("measure_not_bundled"))
        tables = []
        for measure in measures:
            bundled = municipalities().select(
                "region", pl.col("name").alias("old_name"), pl.col(measure).alias("bundled")
            )
            refreshed = newest.filter(pl.col(measure).is_not_null()).select(
                "region", "name", pl.col(measure).alias("refreshed")
            )
            joined = refreshed.join(bundled, on="region", how="full", coalesce=True)
            tables.append(
                joined.select(
                    "region",
                    pl.coalesce("name", "old_name").alias("name"),
                    pl.lit(measure).alias("measure"),
                    "bundled",
                    "refreshed",
                    (pl.col("refreshed") - pl.col("bundled")).alias("difference"),
                )
            )
        return pl.concat(tables).sort("measure", "region")

    def write(self, folder: str | Path) -> list[Path]:
        """Write a new CSV file per table, `cbs-<table>-<day>.csv`, and return their paths.

        Args:
            folder: Where the files go; it is made where there is none

        Raises:
            QuestionError: A file exists already, or the folder lies among the bundled cases.

        Examples:
            >>> [path.name for path in refreshed.write(".")]
            ['cbs-03759ned-2026-01-05.csv']
        """
        target = Path(folder)
        if folder_of_cases().resolve() in (target.resolve(), *target.resolve().parents):
            raise QuestionError(problem("folder_of_bundled_cases", folder=folder))
        files = {
            target / f"cbs-{table}-{rows['retrieved'][0]}.csv": rows
            for (table,), rows in self.frame.partition_by(
                "table", as_dict=True, maintain_order=True
            ).items()
        }
        existing = [path.name for path in files if path.exists()]
        if existing:
            raise QuestionError(
                problem("figure_keeps_its_day", existing=", ".join(existing), folder=folder)
            )
        for path, rows in files.items():
            with atomic_path(path) as temporary:
                rows.write_csv(temporary)
        return list(files)

    def __repr__(self) -> str:
        parts = [
            f"{measure} {min(years)}-{max(years)}"
            for (measure,), years in (
                (key, rows["year"].to_list())
                for key, rows in self.frame.partition_by("measure", as_dict=True).items()
            )
        ]
        return (
            f"<Refreshed from CBS: {', '.join(sorted(parts))}; {self.frame['region'].n_unique()}"
            " municipalities>"
        )


def refresh(
    measures: Iterable[str] = tuple(TABLES), *, since: int = 2020, folder: str | Path | None = None
) -> Refreshed:
    """Fetch figures per municipality from the open data of CBS.

    Inhabitants come from table 03759ned, homes from 85035NED and completions from 86098NED. No case
    changes: the figures are for rates, for a check of vintages, and as new raw material. It needs
    `pip install "ontschotting[refresh]"` and a connection.

    Args:
        measures: Any of `inhabitants`, `homes`, `completions`
        since: The first year
        folder: Where to write the files as well (see `Refreshed.write`)

    Raises:
        QuestionError: A measure is not known.
        RefreshError: There is no connection, CBS ended or changed a table, or the municipalities do
            not add up to the nation.

    Examples:
        >>> import ontschotting as on
        >>> on.refresh(["houses"])
        Traceback (most recent call last):
            ...
        ontschotting.errors.QuestionError: refresh | no measure called 'houses'. ...
    """
    requested = [measures] if isinstance(measures, str) else list(measures)
    for measure in requested:
        if measure not in TABLES:
            raise QuestionError(
                problem(
                    "unknown_measure_to_refresh",
                    measure=measure,
                    tables=", ".join(TABLES),
                    hint=did_you_mean(str(measure), TABLES),
                )
            )
    if not requested:
        raise QuestionError(problem("no_measure_to_refresh", tables=", ".join(TABLES)))
    today = datetime.date.today().isoformat()
    frames = [read_table(measure, since, today) for measure in dict.fromkeys(requested)]
    refreshed = Refreshed(pl.concat(frames))
    if folder is not None:
        refreshed.write(folder)
    return refreshed
