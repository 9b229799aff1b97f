"""Shapes and maps.

Every region has a shape, levels are the regions without inner borders, and a map shows what its
frame says, in grey too.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

import ontschotting as on
from ontschotting.charts.comparison.map import map_chart
from ontschotting.charts.comparison.map_classes import NOTHING, SCALE, UNKNOWN
from ontschotting.charts.save import as_svg

ROOT = Path(__file__).parents[3]
Corners = list[tuple[float, float]]


def square(x: float, y: float, size: float = 1.0, hole: bool = False) -> Corners:
    # clockwise: inside to the right
    ring = [(x, y), (x, y + size), (x + size, y + size), (x + size, y)]
    return ring[::-1] if hole else ring


def frame_of(areas: dict[str, list[Corners]]) -> pl.DataFrame:
    rows = [
        (area, number, lon, lat, "Made up")
        for area, rings in areas.items()
        for number, ring in enumerate(rings)
        for lon, lat in [*ring, ring[0]]
    ]
    return pl.DataFrame(rows, schema=["area", "ring", "lon", "lat", "source"], orient="row")


SMALL = frame_of(
    {
        "A": [square(0, 0, 3), square(1, 1, hole=True)],
        "B": [square(1, 1)],
        "C": [square(3, 0)],
        "D": [square(3, 1)],
    }
)
"""A surrounds B; C and D lie beside it."""


def surface(shapes: pl.DataFrame) -> dict[str, float]:
    surfaces: dict[str, float] = {}
    for (area, _), ring in shapes.partition_by(
        "area", "ring", as_dict=True, maintain_order=True
    ).items():
        x, y = ring["lon"].to_numpy(), ring["lat"].to_numpy()
        surfaces[str(area)] = (
            surfaces.get(str(area), 0.0) + float(np.sum(x[1:] * y[:-1] - x[:-1] * y[1:])) / 2
        )
    return surfaces


def legend(ax: Axes) -> list[str]:
    key = ax.get_legend()
    assert key is not None
    return [text.get_text() for text in key.get_texts()]


def drawn(ax: Axes) -> dict[tuple[float, ...], int]:
    """How many areas have which colour."""
    return {
        tuple(round(part, 4) for part in collection.get_facecolor()[0][:3]): len(
            collection.get_paths()
        )
        for collection in ax.collections
        if isinstance(collection, PathCollection)
    }


def colour(name: str) -> tuple[float, ...]:
    return tuple(round(part, 4) for part in to_rgb(name))


@pytest.fixture(scope="module")
def country() -> pl.DataFrame:
    return on.shapes("nederland")


def test_every_region_and_every_area_above_it_has_a_shape(country: pl.DataFrame) -> None:
    case = on.load_case("nederland")
    assert set(country["area"]) == set(case.regions["region"])
    for level in ("province", "housing_deal_region", "novex_area"):
        shapes = on.shapes(case, level)
        assert set(shapes["area"]) == set(case.regions[level].drop_nulls())
        assert min(surface(shapes).values()) > 0
    raw = json.loads(
        (ROOT / "datasets/raw/geography/municipalities.geojson").read_text(encoding="utf-8")
    )
    names = {
        feature["properties"]["gm_code"]: feature["properties"]["name"]
        for feature in raw["features"]
    }
    # the vintage of the shapes is that of the regions
    assert names == dict(case.regions.select("region", "name").iter_rows())


def test_simplifying_moves_no_surface_to_speak_of(country: pl.DataFrame) -> None:
    raw = json.loads(
        (ROOT / "datasets/raw/geography/municipalities.geojson").read_text(encoding="utf-8")
    )
    before: dict[str, list[Corners]] = {}
    for feature in raw["features"]:
        parts = feature["geometry"]["coordinates"]
        rings = [
            ring
            for part in (parts if feature["geometry"]["type"] == "MultiPolygon" else [parts])
            for ring in part
        ]
        before[feature["properties"]["gm_code"]] = [
            [(x, y) for x, y in ring[:-1]] for ring in rings
        ]
    after = surface(country)
    for area, size in surface(frame_of(before)).items():
        assert after[area] == pytest.approx(abs(size), rel=0.05), area
    assert (ROOT / "datasets/nederland/shapes.topojson").stat().st_size < 150_000


def test_a_level_is_its_regions_without_the_borders_between_them(country: pl.DataFrame) -> None:
    case = on.load_case("nederland")
    sizes = surface(country)
    for level in ("province", "housing_deal_region"):
        shapes = on.shapes(case, level)
        members = dict(case.regions.group_by(level).agg("region").iter_rows())
        for area, size in surface(shapes).items():
            assert size == pytest.approx(sum(sizes[region] for region in members[area]), rel=1e-9)
        assert shapes.height < 0.6 * country.height
    rings = (
        on.shapes(case, "province")
        .group_by("area", "ring")
        .agg(
            pl.col("lon").first() == pl.col("lon").last(),
            pl.col("lat").first() == pl.col("lat").last(),
        )
    )
    assert rings["lon"].all() and rings["lat"].all()


def test_a_part_of_the_country_has_its_own_shapes() -> None:
    part = on.load_case("nederland").only(province="Zeeland")
    assert set(on.shapes(part)["area"]) == set(part.regions["region"])
    assert set(on.shapes(part, "province")["area"]) == {"Zeeland"}


def test_wrong_questions_say_what_to_do() -> None:
    with pytest.raises(
        on.QuestionError,
        match=(
            r"no level 'provincie'.*Did you mean 'province'.*Levels: province, housing_deal_region,"
            r" novex_area, region"
        ),
    ):
        on.shapes("nederland", "provincie")
    with pytest.raises(
        on.QuestionError, match=r"1 of 1 regions of 'Twee dorpen', such as 'A'.*frame of your own"
    ):
        on.shapes("two-villages")
    with pytest.raises(on.QuestionError, match=r"1 areas have no shape, such as 'E'"):
        map_chart(pl.DataFrame({"area": ["A", "E"], "value": [1.0, 2.0]}), SMALL)
    with pytest.raises(on.QuestionError, match=r"5 breaks were given; a map has 1 to 4"):
        map_chart(pl.DataFrame({"area": ["A"], "value": [1.0]}), SMALL, breaks=[1, 2, 3, 4, 5])
    with pytest.raises(on.QuestionError, match=r"the area 'A' has more than one value"):
        map_chart(pl.DataFrame({"area": ["A", "A"], "value": [1.0, 2.0]}), SMALL)


def test_blocked_money_of_a_comparison_on_a_made_up_geography() -> None:
    two = on.load_case("two-villages")
    regions = pl.DataFrame({"region": ["A", "B", "C"], "name": ["Aa", "Bee", "Cee"]})
    budgets = pl.DataFrame(
        {
            "stream": ["land", "mobility"] * 2,
            "level": "region",
            "area": ["A", "A", "B", "B"],
            "year": 2026,
            "amount_eur": [60e6, 20e6, 10e6, 10e6],
        }
    )
    plans = pl.DataFrame(
        {
            "plan": ["A1", "B1"],
            "region": ["A", "B"],
            "plan_type": "homes",
            "outcome": "homes",
            "capacity_units": 1e4,
            "first_year": 2026,
            "last_year": 2026,
        }
    )
    case = on.Case(
        case=two.case,
        regions=regions,
        streams=two.streams,
        budgets=budgets,
        earmarks=two.earmarks,
        plans=plans,
        costs=two.costs,
    )
    regions = on.compare(case).by("region")
    frame = regions.select(
        pl.col("group").alias("area"), (pl.col("blocked_eur_least") / 1000).alias("value")
    )
    ax = map_chart(
        frame,
        SMALL,
        what="Tegengehouden geld",
        unit="Euro per inwoner, ten minste",
        source="Twee dorpen",
        from_optima=True,
    )
    # of the 40 million in A half is blocked in every optimum; what rounding leaves in B is no money
    assert legend(ax) == ["0", "20.000", "geen gegevens"]
    assert drawn(ax) == {colour(NOTHING): 2, colour(SCALE[2]): 1, colour(UNKNOWN): 1}
    sentences = " ".join(text.get_text().replace("\n", " ") for text in ax.figure.texts)
    assert (
        "het hoogst in A (20.000), het laagst in 2 gebieden (0)" in sentences
        and "Euro per inwoner, ten minste" in sentences
    )
    assert (
        "Grenzen: Made up." in sentences
        and "optima, geen voorspelling" in sentences
        and "aannames" not in sentences
    )


def test_classes_hold_what_their_labels_say() -> None:
    rng = np.random.default_rng(5)
    for size in (3, 8, 40):
        areas = [f"R{number}" for number in range(size)]
        shapes = frame_of({area: [square(position, 0)] for position, area in enumerate(areas)})
        for values in (
            rng.exponential(30.0, size),
            rng.normal(0.0, 0.002, size),
            rng.integers(0, 3, size).astype(float),
            1e6 + rng.integers(0, 9, size),
        ):
            ax = map_chart(pl.DataFrame({"area": areas, "value": values}), shapes, lang="en")
            counts = list(drawn(ax).values())
            labels = legend(ax)
            assert sum(counts) == size and len(labels) == len(counts) <= 6
            for label, count in zip(labels, counts, strict=True):
                ends = [
                    float(end.replace(",", "").replace("−", "-"))
                    for end in re.findall(r"−?[\d,]+\.?\d*", label)
                ]
                if label.startswith("less"):
                    inside = (values < ends[0]) & ((values != 0) | ("0" not in labels))
                elif label.endswith("or more"):
                    inside = values >= ends[0]
                elif " to " in label:
                    inside = (values >= ends[0]) & (values < ends[1])
                else:
                    inside = np.isclose(values, ends[0])
                assert inside.sum() == count > 0, (label, sorted(values))


def test_more_is_darker_in_grey_and_no_data_has_a_grey_of_its_own() -> None:
    grey = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in map(to_rgb, ("white", *SCALE))]
    assert all(lighter - darker > 0.07 for lighter, darker in itertools.pairwise(grey))
    ax = map_chart(
        pl.DataFrame({"area": ["A", "B", "C"], "value": [5.0, 0.0, None]}), SMALL, lang="en"
    )
    assert legend(ax) == ["0", "5", "no data"]
    unknown = [
        collection
        for collection in ax.collections
        if isinstance(collection, PathCollection)
        and to_hex(collection.get_facecolor()[0]) == UNKNOWN
    ]
    assert len(unknown) == 1 and len(unknown[0].get_paths()) == 2  # C is blank, D is absent
    infinite = map_chart(
        pl.DataFrame({"area": ["A", "B"], "value": [float("inf"), float("nan")]}), SMALL, lang="en"
    )
    assert legend(infinite) == ["no data"] and "no data" in str(infinite.get_label())


def test_a_hole_stays_open() -> None:
    ax = map_chart(
        pl.DataFrame({"area": ["A"], "value": [1.0]}), SMALL.filter(pl.col("area") == "A")
    )
    canvas = ax.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())

    def at(lon: float, lat: float) -> tuple[int, ...]:
        x, y = ax.transData.transform((lon, lat))
        return tuple(int(part) for part in pixels[pixels.shape[0] - 1 - int(y), int(x), :3])

    assert at(1.5, 1.5) == (255, 255, 255) and at(0.5, 0.5) == tuple(
        round(255 * part) for part in to_rgb(SCALE[2])
    )


def test_kinds_and_names_and_fixed_breaks() -> None:
    kinds = pl.DataFrame({"area": ["A", "B", "C"], "value": ["grond", "grond", "$water$"]})
    ax = map_chart(kinds, SMALL, what="Het eerst tekort", lang="nl")
    assert legend(ax) == ["grond", r"\$water\$", "geen gegevens"]
    assert "Het eerst tekort: het vaakst grond, in 2 van 3 gebieden" in str(ax.get_label())
    many = map_chart(
        pl.DataFrame({"area": [f"R{n}" for n in range(7)], "value": [f"k{n}" for n in range(7)]}),
        frame_of({f"R{n}": [square(n, 0)] for n in range(7)}),
    )
    assert legend(many) == ["k0", "k1", "k2", "k3", "anders"] and list(drawn(many).values()) == [
        1,
        1,
        1,
        1,
        3,
    ]
    named = pl.DataFrame(
        {"area": ["A", "B", "C"], "name": ["Aa", "Bee", "Cee"], "value": [137.08, 0.734, 137.08]}
    )
    ax = map_chart(
        named,
        SMALL,
        what="Plannen",
        breaks=[1.0, 100.0],
        borders=SMALL.filter(pl.col("area") == "A"),
    )
    assert "het hoogst in 2 gebieden (137), het laagst in Bee (1)" in str(ax.get_label())
    assert legend(ax) == ["minder dan 1", "1 tot 100", "100 of meer", "geen gegevens"]


def test_maps_stand_side_by_side_on_axes_of_the_caller() -> None:
    figure = Figure(figsize=(9, 4))
    left, right = figure.subplots(1, 2)
    for ax, end in ((left, 1.0), (right, 3.0)):
        frame = pl.DataFrame({"area": ["A", "B", "C", "D"], "value": [0.5, end, 2 * end, 8.0]})
        assert (
            map_chart(frame, SMALL, ax=ax, what="Plannen", breaks=[1.0, 2.5, 5.0], lang="en") is ax
        )
    assert legend(left) == legend(right) == ["less than 1", "1 to 2.5", "2.5 to 5", "5 or more"]
    assert "highest in D (8)" in left.get_title(loc="left").replace("\n", " ")
    # the licence asks for the name on every map
    assert [text.get_text() for text in left.texts] == ["Borders: Made up."]


def test_the_same_map_gives_the_same_bytes(country: pl.DataFrame) -> None:
    frame = pl.DataFrame({"area": sorted(set(country["area"])), "value": np.linspace(0, 9, 342)})
    first, second = (as_svg(map_chart(frame, country, lang="en").figure) for _ in range(2))
    assert (
        first == second
        and "Kadaster / Centraal Bureau voor de Statistiek, 2022 (CC BY 4.0)"
        in " ".join(
            text.get_text().replace("\n", " ") for text in map_chart(frame, country).figure.texts
        )
    )
