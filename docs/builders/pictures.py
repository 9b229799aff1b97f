"""Draws the pictures of the pages: a chart of money, the maps and the back-test.

Run `python -m docs.builders.pictures` when the case `nederland` has changed. It computes the maps,
two minutes or so, and writes their numbers (`docs/maps-areas.csv`, `docs/maps-about.csv`); the
numbers of the back-test are those of `docs/builders/back_test_page.py`. With `--draw` it only draws
again from the numbers, for when the look of the charts has changed. Look at what it drew.
`tests/docs/test_pictures.py` holds the pictures against the case, the numbers and the code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from matplotlib.axes import Axes

import ontschotting as on
from ontschotting.charts.comparison.map import map_chart
from ontschotting.charts.observed.back_test import back_test_chart
from ontschotting.charts.save import save
from ontschotting.datasets.bundled import case_folder
from ontschotting.measures.comparison.by_area import ByArea
from ontschotting.measures.pricing.next_euro import NextEuro
from ontschotting.results.result import chart_options
from ontschotting.results.trace import Trace
from ontschotting.words.labels import outcome_words

DOCS = Path(__file__).parents[1]
NAME, LEVEL, REGIME = "nederland", "housing_deal_region", on.INTEGRAL.with_awarded()
PAST, PAST_YEARS = "nederland-2020-2024", (2022, 2024)
AREAS, ABOUT = "maps-areas.csv", "maps-about.csv"
NOTE = "For the Netherlands as a whole nothing is blocked on these data"
NO_TRACE = Trace("", "", "", "", "", "", 0, 0.0, 0.0)
"""The trace of a map that is drawn again from its numbers: `maps-about.csv` says where these come
from.
"""
DIGITS = {
    "_eur": 0,
    "_per_inhabitant": 4,
    "_homes": 4,
    "freed": 3,
    "value_current": 3,
    "value_lifted": 3,
}
"""Decimals that are written, by the end of a column's name: more would be noise of the solver."""


def compute(folder: Path) -> None:
    """Compute and write the numbers of the maps.

    Each housing-deal region is a case by itself, with its share of wider money and wider limits.
    """
    case = on.load_case(NAME)
    areas, next_euro = on.by_area(case, LEVEL, REGIME), on.next_euro(case, LEVEL)
    joined = (
        areas.frame.join(next_euro.frame.select("area", "best"), on="area")
        .join(planned(case), on="area")
        .sort("area")
    )
    joined.with_columns(
        pl.col(name).round(next(digits for end, digits in DIGITS.items() if name.endswith(end)))
        for name, kind in joined.schema.items()
        if kind == pl.Float64
    ).write_csv(folder / AREAS)
    measures = on.compare(case, REGIME).shown(["freed", "blocked_eur"])
    about = {"case": NAME, "program_fingerprint": case.program_fingerprint}
    pl.DataFrame(about | measures).write_csv(folder / ABOUT)


def planned(case: on.Case) -> pl.DataFrame:
    """Return planned homes per thousand existing homes, per area: the example of docs/maps.md."""
    plans = case.plans.group_by("region").agg(pl.col("capacity_units").sum())
    inside = (
        case.regions.select("region", pl.col(LEVEL).alias("area"))
        .join(on.municipalities(), on="region")
        .join(plans, on="region")
    )
    return inside.group_by("area").agg(
        (1000 * pl.col("capacity_units").sum() / pl.col("homes").sum()).alias(
            "planned_per_thousand_homes"
        )
    )


def maps(folder: Path) -> Iterator[tuple[str, Axes]]:
    """Draw each map from the numbers in a folder, and give it with its name."""
    case, numbers = on.load_case(NAME), pl.read_csv(folder / AREAS)
    yield (
        "map",
        map_chart(
            numbers.select("area", "name", pl.col("planned_per_thousand_homes").alias("value")),
            on.shapes(case, LEVEL),
            what="Planned homes",
            lang="en",
            assumptions=True,
            unit=(
                "Homes in the plans of the case per thousand existing homes, per housing-deal "
                "region"
            ),
            source=f"CBS 85035NED; plans: {NAME}",
        ),
    )
    people = "; ".join(on.municipalities()["source"].drop_nulls().unique().sort())
    areas = ByArea(case, LEVEL, REGIME, numbers, people, NO_TRACE)
    yield "map-blocked", areas.plot(lang="en", note=NOTE)
    yield "map-freed", areas.plot(lang="en", chart="freed", note=NOTE)
    yield (
        "map-next-euro",
        NextEuro(
            case, LEVEL, numbers.select("area", "name", "best"), pl.DataFrame(), NO_TRACE
        ).plot(lang="en"),
    )


def back_tests(folder: Path) -> Iterator[tuple[str, Axes]]:
    """Draw the chart of the back-test in both languages from its table in a folder."""
    case, units = on.load_case(PAST), pl.read_csv(folder / "back-test-units.csv")
    observed = (
        pl.read_csv(case_folder(PAST) / "observed_completions.csv")["source"].unique().to_list()
    )
    publishers = (
        case.sources.filter(pl.col("source").is_in(observed))["publisher"]
        .drop_nulls()
        .unique()
        .sort()
        .to_list()
    )
    for lang in ("nl", "en"):
        look = chart_options(case, lang) | {"source": "; ".join([case.title, *publishers])}
        words = outcome_words(units["outcome"].unique().to_list(), lang)
        yield (
            f"back-test-{lang}",
            back_test_chart(
                units.filter(pl.col("year").is_null()), units=words, years=PAST_YEARS, **look
            ),
        )


def draw(folder: Path, into: Path) -> None:
    """Draw all pictures from the numbers in one folder into another, with alternative texts."""
    save(on.compare(on.load_case("two-villages")).plot(lang="en"), into / "money", for_="word")
    for name, axes in maps(folder):
        save(axes, into / name, for_="word")
    for name, axes in back_tests(folder):
        save(axes, into / name)


if __name__ == "__main__":
    if sys.argv[1:] != ["--draw"]:
        compute(DOCS)
    draw(DOCS, DOCS / "img")
