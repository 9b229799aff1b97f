"""The page on the next money.

Its numbers are those of its tables, and a second program, written from the text of the model, gives
the same values.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

import ontschotting as on

ROOT = Path(__file__).parents[2]
CASE, DOCS = ROOT / "datasets" / "nederland-2029-2035", ROOT / "docs"
PAGE = (DOCS / "next-money.md").read_text(encoding="utf-8")
MAY_PAY = {
    "next_stimulus": "LM",
    "next_impulse": "L",
    "next_area_budget": "L",
    "next_access": "M",
    "gebiedsbudget_877": "L",
    "mf_novex_6mld": "M",
    "mf_25mld_2025": "M",
    "own_money": "LM",
}
"""Land or mobility, by stream."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_hand(budgets: Path, plans: Path, costs: Path, lifted: bool) -> float:
    """Per region, all years as one.

    Homes with and without a land deficit, money by stream and purpose, half own money beside two
    streams; then building capacity.
    """
    money: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows(budgets):
        if row["level"] == "region":
            money[row["area"]][row["stream"]] += float(row["amount_eur"])
    homes: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows(plans):
        homes[row["region"]][row["plan_type"]] = float(row["capacity_units"])
    euros = {(row["plan_type"], row["purpose"]): float(row["eur_per_unit"]) for row in rows(costs)}
    may = MAY_PAY | ({name: "LM" for name in MAY_PAY if name.startswith("next_")} if lifted else {})
    columns = ["no_deficit", "deficit", *((name, purpose) for name in may for purpose in "LM")]
    place = {column: number for number, column in enumerate(columns)}
    total = 0.0
    for region, capacity in homes.items():
        matrix, upper = [], []

        def at_most(
            terms: dict[object, float], right: float, matrix: list = matrix, upper: list = upper
        ) -> None:
            row = np.zeros(len(columns))
            for column, value in terms.items():
                row[place[column]] = value
            matrix.append(row / 1e4)
            upper.append(right / 1e4)

        at_most({"deficit": euros["deficit", "land"], **{(name, "L"): -1.0 for name in may}}, 0)
        at_most(
            {kind: euros[kind, "mobility"] for kind in ("deficit", "no_deficit")}
            | {(name, "M"): -1.0 for name in may},
            0,
        )
        for name in may:
            at_most({(name, "L"): 1.0, (name, "M"): 1.0}, money[region][name])
        impulse, package = (
            {("next_impulse", purpose): 1.0 for purpose in "LM"},
            {("mf_novex_6mld", "M"): 1.0},
        )
        own = {("own_money", purpose): -1.0 for purpose in ("LM" if lifted else "L")}
        at_most(impulse | own, 0)
        at_most(package | {("own_money", "M"): -1.0}, 0)
        at_most(impulse | package | {("own_money", purpose): -1.0 for purpose in "LM"}, 0)
        most = [
            capacity["no_deficit"],
            capacity["deficit"],
            *(
                money[region][name] if purpose in may[name] else 0.0
                for name in may
                for purpose in "LM"
            ),
        ]
        found = linprog(
            np.array([-1.0, -1.0] + [0.0] * (len(columns) - 2)),
            np.array(matrix),
            np.array(upper),
            bounds=[(0, one) for one in most],
            method="highs",
        )
        total -= found.fun
    return min(total, sum(float(row["max_units"]) for row in rows(CASE / "limits.csv")))


def table(name: str) -> dict[str, dict[str, str]]:
    return {row["reading"]: row for row in rows(DOCS / f"next-money-{name}.csv")}


@pytest.mark.parametrize(
    "reading", ["named", "halves", "envelope", "all_streams", "gelderland", "mix"]
)
def test_a_second_road_gives_the_values_of_the_table(reading: str) -> None:
    def file(name: str) -> Path:
        other = CASE / "variants" / reading / f"{name}.csv"
        return other if other.is_file() else CASE / f"{name}.csv"

    told = table("readings")[reading]
    for world, lifted in (("current_value", False), ("lifted_value", True)):
        assert float(told[world]) == pytest.approx(
            by_hand(file("budgets"), file("plans"), file("costs"), lifted), rel=2e-6
        ), world


def test_the_case_itself_still_gives_the_first_row() -> None:
    told = table("readings")["named"]
    case = on.load_case("nederland-2029-2035")
    assert on.allocate(case).value == pytest.approx(float(told["current_value"]), rel=2e-6)
    assert on.allocate(case, on.INTEGRAL).value == pytest.approx(
        float(told["lifted_value"]), rel=2e-6
    )


def test_the_page_says_what_the_tables_say() -> None:
    def shown(value: str, size: float = 1.0) -> str:
        return f"{round(float(value) / size):,}"

    divisions: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows(CASE / "division.csv"):
        divisions[row["division"]][row["stream"]] = float(row["share"])
    for name, row in table("readings").items():
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}`"))
        cells = [cell.strip() for cell in line.strip("|").split("|")][1:]
        wanted = [shown(row["billion_eur"], 1e6), shown(row["own_eur"], 1e6)]
        wanted += [
            shown(row[key])
            for key in (
                "current_value",
                "lifted_value",
                "freed",
                "freed_unfavourable",
                "freed_favourable",
            )
        ] + [shown(row["blocked_eur"], 1e6)]
        assert cells == wanted, name
        for share in divisions.get(name, {}).values() if name != "halves" else ():
            assert f"{100 * share:.1f} %" in line, (name, share)
        if row["least_share_90"]:
            assert (
                f"| `{name}` | {100 * float(row['least_share_90']):.1f} % |"
                f" {100 * float(row['least_share_100']):.1f} % |" in PAGE
            )
        # about half a million either way, as the page says
        assert abs(float(row["freed_least"])) > 4.4e5 and float(row["freed_most"]) > 4.4e5
        assert float(row["current_favourable"]) == 700_000  # capacity binds on favourable data
    for row, percent in (
        (table("readings")["named"], "0.7"),
        (table("readings")["envelope"], "8.6"),
    ):
        assert (
            f"{100 * float(row['freed']) / float(row['current_value']):.1f}" == percent
            and f"{percent} per cent" in PAGE
        )


def test_what_it_says_of_walls_streams_and_a_tenth() -> None:
    choice, names = rows(DOCS / "next-money-choice.csv"), table("readings")
    for row in choice:
        assert row["value"] == row["bound"]  # proven best
        if row["over"] == "walls":
            assert row["chosen"] == "purpose" and float(row["gain"]) == float(
                names[row["reading"]]["freed"]
            )
        elif row["reading"] != "envelope":
            assert row["chosen"] == "next_impulse" and float(row["gain"]) == float(
                names[row["reading"]]["freed"]
            )
    first = next(
        row
        for row in choice
        if row["reading"] == "envelope" and row["over"] == "streams" and row["k"] == "1"
    )
    assert (
        first["chosen"] == "next_area_budget"
        and f"{float(first['gain']):,.0f} of the {float(names['envelope']['freed']):,.0f}" in PAGE
    )
    curve = {
        float(row["free_share"]): float(row["value"])
        for row in rows(DOCS / "next-money-free-share.csv")
        if row["reading"] == "envelope"
    }
    assert f"a tenth free to spend brings {curve[0.1] - curve[0.0]:,.0f} of" in PAGE
    assert {row["reading"] for row in choice} == set(names) - {"all_streams"}
