"""The page on the back-test.

What is possible in the refuted provinces by a second program written from the text of the model,
and every number of the page from its tables.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

ROOT = Path(__file__).parents[2]
CASE, DOCS = ROOT / "datasets" / "nederland-2020-2024", ROOT / "docs"
PAGE = (DOCS / "back-test.md").read_text(encoding="utf-8")
COMPARED = (2022, 2023, 2024)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[dict[str, str]]:
    return rows(DOCS / f"back-test-{name}.csv")


def possible_by_hand(province: str) -> float:
    """The most homes that a province can deliver in 2022-2024: a small program per municipality.

    Land is paid two years before delivery and access one year; money of year t pays from t on, own
    money from t - 1; the Woningbouwimpuls and the access streams need as much own money beside
    them. What comes in 2023 or later, or to a wider area than a municipality, cannot pay for land
    of these homes, and no wider area pays for access here.
    """
    inside = {row["region"] for row in rows(CASE / "regions.csv") if row["province"] == province}
    wider = [
        row
        for row in rows(CASE / "budgets.csv")
        if row["level"] != "region"
        and row["area"]
        in {
            province,
            *(
                one["housing_deal_region"]
                for one in rows(CASE / "regions.csv")
                if one["region"] in inside
            ),
        }
    ]
    assert all(
        int(row["year"]) >= 2023 and row["stream"].startswith(("wbi", "startbouw")) for row in wider
    )
    euros = {
        (row["plan_type"], row["purpose"]): (
            float(row["eur_per_unit"]),
            int(row["years_before_delivery"]),
        )
        for row in rows(CASE / "costs.csv")
    }
    assert all(
        lead == {"land": 2, "mobility": 1}[purpose] for (_, purpose), (_, lead) in euros.items()
    )
    homes: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows(CASE / "plans.csv"):
        if row["region"] in inside:
            homes[row["region"]][row["plan_type"]] = float(row["capacity_units"])
    money: dict[str, dict[tuple[str, int], float]] = defaultdict(lambda: defaultdict(float))
    for row in rows(CASE / "budgets.csv"):
        if row["level"] == "region" and row["area"] in inside:
            money[row["area"]][row["stream"], int(row["year"])] += float(row["amount_eur"])
    total = 0.0
    for region, capacity in homes.items():
        pots = money[region]
        columns: list[tuple] = [
            (kind, year) for kind in ("no_deficit", "deficit") for year in COMPARED
        ]
        for (stream, given), _ in sorted(pots.items()):
            first = given - 1 if stream == "own_money" else given
            purposes = (
                ("land", "mobility")
                if stream == "own_money"
                else ("mobility",)
                if stream in ("wokt_2022", "mf_novex_6mld")
                else ("land",)
            )
            columns += [
                (stream, given, purpose, year - lead)
                for purpose, lead in (("land", 2), ("mobility", 1))
                if purpose in purposes
                for year in COMPARED
                if year - lead >= first
            ]
        place = {column: number for number, column in enumerate(columns)}
        matrix, upper = [], []

        def at_most(
            terms: dict,
            right: float,
            columns: list = columns,
            place: dict = place,
            matrix: list = matrix,
            upper: list = upper,
        ) -> None:
            row = np.zeros(len(columns))
            for column, value in terms.items():
                row[place[column]] += value
            matrix.append(row / 1e4)
            upper.append(right / 1e4)

        for year in COMPARED:
            paid = {
                purpose: {
                    one: -1.0
                    for one in columns
                    if len(one) == 4 and one[2] == purpose and one[3] == year - lead
                }
                for purpose, lead in (("land", 2), ("mobility", 1))
            }
            at_most({("deficit", year): euros["deficit", "land"][0]} | paid["land"], 0)
            at_most(
                {(kind, year): euros[kind, "mobility"][0] for kind in ("deficit", "no_deficit")}
                | paid["mobility"],
                0,
            )
        for stream, given in pots:
            at_most(
                {one: 1.0 for one in columns if len(one) == 4 and one[:2] == (stream, given)},
                pots[stream, given],
            )
        for kind in ("deficit", "no_deficit"):
            at_most({(kind, year): 1e4 for year in COMPARED}, 1e4 * capacity[kind])
        state = {
            one: 1.0
            for one in columns
            if len(one) == 4 and one[0].startswith(("wbi", "wokt", "mf_"))
        }
        for purpose in ("land", "mobility"):
            at_most(
                {one: 1.0 for one in state if one[2] == purpose}
                | {
                    one: -1.0
                    for one in columns
                    if len(one) == 4 and one[0] == "own_money" and one[2] == purpose
                },
                0,
            )
        cost = np.array([-1.0 if len(one) == 2 else 0.0 for one in columns])
        found = linprog(
            cost,
            np.array(matrix),
            np.array(upper),
            bounds=[(0, None)] * len(columns),
            method="highs",
        )
        total -= found.fun
    return total


@pytest.mark.parametrize("province", ["Fryslân", "Limburg", "Zeeland"])
def test_a_second_road_to_what_is_possible(province: str) -> None:
    told = next(row for row in table("units") if row["area"] == province and not row["year"])
    assert possible_by_hand(province) == pytest.approx(float(told["possible_units"]), abs=1.0)
    if province != "Zeeland":
        assert (
            told["verdict"] == "above_possible"
            and float(told["observed_units"]) > possible_by_hand(province) + 200
        )


def whole(value: str | float) -> str:
    return f"{round(float(value)):,}".replace("-", "−")


def signed(value: str | float, digits: str = ",.0f") -> str:
    return f"{float(value):+{digits}}".replace("-", "−")


def share(value: str | float) -> str:
    number = round(100 * float(value))
    return "0 %" if number == 0 else f"{number:+d} %".replace("-", "−")


def test_the_page_says_what_the_tables_say_of_homes() -> None:
    together = {row["area"]: row for row in table("units") if not row["year"]}
    assert len(together) == 13 and {row["year"] for row in table("units")} == {
        "",
        "2020",
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
    }
    for area, name in (
        ("", "the Netherlands"),
        ("Fryslân", "Fryslân"),
        ("Limburg", "Limburg"),
        ("Zeeland", "Zeeland"),
    ):
        row = together[area]
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| {name} |"))
        assert (
            f"| {whole(row['observed_units'])} | {whole(row['least_units'])} …"
            f" {whole(row['most_units'])} | {whole(row['possible_units'])} |" in line
        )
        assert (
            f"| {signed(row['error_least'])} … {signed(row['error_most'])}"
            f" ({share(row['relative_least'])} … {share(row['relative_most'])}) |" in line
        )
    refuted = {area for area, row in together.items() if row["verdict"] == "above_possible"}
    assert refuted == {"Fryslân", "Limburg"} and all(
        row["verdict"] == "within" for area, row in together.items() if area not in refuted
    )
    others = [
        float(row["relative_most"])
        for area, row in together.items()
        if area not in {"", "Fryslân", "Limburg", "Zeeland"}
    ]
    assert len(others) == 9 and (round(100 * min(others)), round(100 * max(others))) == (14, 71)
    for row in table("units"):
        if row["year"] in ("2020", "2021"):
            assert row["verdict"] == "no_comparison" and not row["least_units"]
        else:
            for end in ("least", "most"):
                assert float(row[f"error_{end}"]) == pytest.approx(
                    float(row[f"{end}_units"]) - float(row["observed_units"]), abs=1.01
                )
                assert float(row[f"relative_{end}"]) == pytest.approx(
                    float(row[f"error_{end}"]) / float(row["observed_units"]), abs=1e-3
                )


def test_the_page_says_what_the_tables_say_of_the_nation_over_the_years() -> None:
    readings = {row["reading"]: row for row in table("readings") if row["level"] == "national"}
    nation = {row["year"]: row for row in table("units") if row["level"] == "national"}
    value, ceiling = (
        float(readings["case"]["value"]),
        float(readings["case"]["possible_without_money_limit"]),
    )
    built = [float(nation[year]["observed_units"]) for year in ("2022", "2023", "2024", "2025")]
    assert (
        f"{whole(value)} homes, {whole(value / 5)} a year, where plans and building capacity would"
        f" allow {whole(ceiling)}" in PAGE
    )
    assert (
        f"an average of {sum(built) / 4:,.0f} a year was built. That leaves"
        f" {whole(value - sum(built))} for 2026" in " ".join(PAGE.split())
    )
    forecasts = {
        row["id"]: float(row["value"])
        for row in rows(ROOT / "datasets/raw/need/binding.csv")
        if row["id"] in ("bind_ing_2026", "bind_eib_2026")
    }
    assert [
        round(100 * ((sum(built) + one) / value - 1))
        for one in (forecasts["bind_ing_2026"], forecasts["bind_eib_2026"])
    ] == [10, 13]
    assert {whole(nation[year]["most_units"]) for year in ("2022", "2023", "2024")} == {
        "79,668"
    } and whole(nation["2022"]["least_units"]) == "4,247"
    assert round(100 * float(readings["access_elsewhere"]["relative_least"])) == 10
    assert float(readings["access_elsewhere"]["value"]) == float(
        readings["access_elsewhere"]["possible_without_money_limit"]
    )
    worst, best = readings["unfavourable"], readings["favourable"]
    assert (
        worst["verdict"] == "above_possible"
        and f"{whole(worst['possible_units'])} homes possible in 2022–2024" in PAGE
    )
    assert best["verdict"] == "below_best" and round(100 * float(best["relative_least"])) == 21
    assert all(
        row["verdict"] == "above_possible"
        for row in table("readings")
        if row["reading"] in ("gelderland", "mix") and row["area"]
    )
    for name, row in readings.items():
        here = {one["area"]: one for one in table("readings") if one["reading"] == name}
        cells = (
            f"| {whole(row['value'])} | {whole(row['least_units'])} … {whole(row['most_units'])} |"
            f" {whole(here['Fryslân']['possible_units'])} |"
            f" {whole(here['Limburg']['possible_units'])} |"
        )
        assert next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}`")).endswith(
            cells
        ), name


def test_the_page_says_what_the_tables_say_of_money() -> None:
    names = {
        "wbi_t4": "Woningbouwimpuls 4",
        "wbi_t5": "Woningbouwimpuls 5",
        "sft_r2": "SFT round 2",
    }
    compared = {row["stream"]: row for row in table("money") if row["verdict"] != "no_comparison"}
    assert set(compared) == set(names)
    for stream, row in compared.items():
        millions = {
            key: float(value) / 1e6
            for key, value in row.items()
            if key.endswith("_eur") or key.startswith("error")
        }
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| {names[stream]}"))
        assert (
            f"| {millions['offered_eur']:.1f} | {millions['observed_unspent_eur']:.1f} |"
            f" {millions['unspent_least_eur']:.1f} … {millions['unspent_most_eur']:.1f} |" in line
        )
        assert (
            f"| {signed(millions['error_least'], '.1f')} …"
            f" {signed(millions['error_most'], '.1f')} |" in line
        )
    assert (
        compared["sft_r2"]["verdict"] == "above_best"
        and compared["wbi_t4"]["verdict"] == compared["wbi_t5"]["verdict"] == "within"
    )


def test_what_was_corrected_afterwards_is_told_and_the_choice_stands() -> None:
    caps = {
        row["stream"]: float(row["cap_eur_per_unit"])
        for row in rows(ROOT / "datasets/nederland-2020-2024/streams.csv")
        if row["cap_eur_per_unit"]
    }
    choices, told = (
        PAGE.split("## What came out")[0],
        " ".join(
            PAGE.split("### Corrected after the outcome was known")[1].split("###")[0].split()
        ),
    )
    assert (
        "SFT (14,000 euros)" in choices
        and caps["sft_r1"] == caps["sft_r2"] == 7_800
        and "gives 7,800" in told
    )
    left = next(row for row in table("money") if row["stream"] == "sft_r2")
    mix = next(
        row for row in table("readings") if row["reading"] == "mix" and row["level"] == "national"
    )
    flevoland = next(
        row for row in table("units") if row["area"] == "Flevoland" and not row["year"]
    )
    nation = next(
        row for row in table("readings") if row["reading"] == "case" and row["level"] == "national"
    )
    assert (
        f"stayed {whole(nation['value'])}" in told
        and (
            f"leave {float(left['unspent_least_eur']) / 1e6:.1f} … "
            f"{float(left['unspent_most_eur']) / 1e6:.1f} million"
        )
        in told
    )
    assert (
        f"to {whole(flevoland['most_units'])};" in told
        and f"to {whole(mix['value'])} homes" in told
    )


def test_the_choices_came_before_the_outcome() -> None:
    choices, outcome = (
        PAGE.index("## Choices, written down before any outcome was looked at"),
        PAGE.index("## What came out"),
    )
    assert choices < outcome
