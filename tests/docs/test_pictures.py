"""The pictures of the pages.

Of the case that is bundled, drawn by today's code, with their alternative texts; and the numbers of
the maps found again.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import ontschotting as on
from docs.builders import pictures
from tests.oracle.samples import FUZZ

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "maps.md").read_text(encoding="utf-8")
AGAIN = "Run `python -m docs.builders.pictures` and look at docs/img."
SHADES = 1.0
"""The most by which two pictures may differ, as the mean over all dots in 256 shades of grey:
letters of another version of matplotlib stay below it, a title that breaks elsewhere does not.
"""


def rows(name: str) -> list[dict[str, str]]:
    with (DOCS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows(pictures.AREAS)


def grey(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("L").resize((400, 400))


def test_the_maps_are_of_the_case_that_is_bundled() -> None:
    (about,) = rows(pictures.ABOUT)
    assert about["program_fingerprint"] == on.load_case(pictures.NAME).program_fingerprint, AGAIN
    assert float(about["freed"]) == float(about["blocked_eur"]) == 0.0, (
        "the note on the maps and the page say that for the whole nothing is blocked and no home is"
        " freed"
    )


@pytest.mark.pages
def test_the_pictures_are_drawn_by_the_code_of_today(tmp_path: Path) -> None:
    pictures.draw(DOCS, tmp_path)
    drawn = sorted(path.stem for path in tmp_path.glob("*.png"))
    assert drawn == [
        "back-test-en",
        "back-test-nl",
        "map",
        "map-blocked",
        "map-freed",
        "map-next-euro",
        "money",
    ]
    for name in drawn:
        assert (tmp_path / f"{name}.txt").read_text(encoding="utf-8") == (
            DOCS / "img" / f"{name}.txt"
        ).read_text(encoding="utf-8"), f"{name}: {AGAIN}"
        apart = ImageStat.Stat(
            ImageChops.difference(
                grey(tmp_path / f"{name}.png"), grey(DOCS / "img" / f"{name}.png")
            )
        ).mean[0]
        assert apart < SHADES, f"{name} looks different: {AGAIN}"


def test_an_alternative_text_of_a_map_is_what_the_map_says() -> None:
    for name in ("map", "map-blocked", "map-freed", "map-next-euro"):
        assert (
            f"![{(DOCS / 'img' / f'{name}.txt').read_text(encoding='utf-8').strip()}](img/"
            f"{name}.png)"
        ) in PAGE, f"{name}: copy docs/img/{name}.txt to the page"


def test_the_page_says_what_the_numbers_say() -> None:
    blocked, freed, best = (
        [float(row["blocked_eur"]) for row in ROWS],
        [float(row["freed"]) for row in ROWS],
        sum(float(row["value_current"]) for row in ROWS),
    )
    assert (
        f"So {sum(value > 0 for value in blocked)} of the {len(ROWS)} regions have money blocked on"
        " their own" in " ".join(PAGE.split())
    )
    assert (
        "add up to some two thousand, half a percent of" in " ".join(PAGE.split())
        and 1_900 < sum(freed) < 2_100
        and 0.0045 < sum(freed) / best < 0.0055
    )


@pytest.mark.parametrize(
    "row",
    [max(ROWS, key=lambda one: float(one["freed_per_thousand_homes"])), ROWS[0]][:FUZZ],
    ids=lambda row: row["area"],
)
def test_a_region_of_the_maps_comes_out_again(row: dict[str, str]) -> None:
    """Cut out and compared by hand, with the homes and people of its municipalities added up
    here.
    """
    part = on.load_case(pictures.NAME).only(housing_deal_region=row["area"])
    found = on.compare(part, on.INTEGRAL.with_awarded())
    assert (found.freed, found.blocked_eur) == (
        pytest.approx(float(row["freed"]), rel=1e-3),
        pytest.approx(float(row["blocked_eur"]), rel=1e-3),
    )
    inside = set(part.regions["region"])
    there = [one for one in on.municipalities().to_dicts() if one["region"] in inside]
    homes, people, plans = (
        sum(one["homes"] for one in there),
        sum(one["inhabitants"] for one in there),
        part.plans["capacity_units"].sum(),
    )
    assert float(row["freed_per_thousand_homes"]) == pytest.approx(
        1000 * found.freed / homes, rel=1e-3
    )
    assert float(row["blocked_eur_per_inhabitant"]) == pytest.approx(
        found.blocked_eur / people, rel=1e-3
    )
    assert float(row["planned_per_thousand_homes"]) == pytest.approx(1000 * plans / homes, rel=1e-3)
    prices = {
        one["purpose"]: one["value_per_eur"]
        for one in on.explain(part).short.to_dicts()
        if one["purpose"] != "*"
    }
    assert row["best"] == max(prices, key=lambda name: prices[name])
