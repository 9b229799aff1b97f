"""The back-test.

Ranges by hand and by a second road, verdicts that say what may be said, and input that is refused.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import ontschotting as on
from ontschotting.measures.observed.back_test import VERDICTS, back_test
from tests.oracle.samples import sample

DATASETS = Path(__file__).parents[3] / "datasets"


def village_case(**changed: Any) -> on.Case:
    """Twenty million for land, 10,000 a home.

    2,000 of 2,300 homes in two provinces, in 2022 or 2023.
    """
    tables: dict[str, Any] = {
        "regions": pl.DataFrame({"region": ["A", "B"], "province": ["X", "Y"]}),
        "streams": pl.DataFrame({"stream": ["one", "two"]}),
        "budgets": pl.DataFrame(
            {
                "stream": ["one", "two"],
                "level": "national",
                "area": [None, None],
                "year": 2022,
                "amount_eur": [12e6, 8e6],
            }
        ),
        "earmarks": pl.DataFrame({"stream": ["one", "two"], "purpose": "land"}),
        "plans": pl.DataFrame(
            {
                "plan": ["a", "b"],
                "region": ["A", "B"],
                "plan_type": "home",
                "outcome": "homes",
                "capacity_units": [1500.0, 800.0],
                "first_year": 2022,
                "last_year": 2023,
            }
        ),
        "costs": pl.DataFrame(
            {"plan_type": ["home"], "purpose": ["land"], "eur_per_unit": [10_000.0]}
        ),
    }
    return on.Case(**{**tables, **changed})


def observed(rows: list[tuple[str, str | None, int, float]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["level", "area", "year", "observed_units"], orient="row")


def test_ranges_and_verdicts_by_hand() -> None:
    """The nation gets 2,000.

    X between 1,200 (all 800 of Y funded) and 1,500; in one year anything from none. X can have its
    1,500 at most.
    """
    rows = [
        ("national", None, 2021, 9.0),
        ("national", None, 2022, 900.0),
        ("national", None, 2023, 1200.0),
    ]
    rows += [
        ("province", "X", 2022, 700.0),
        ("province", "X", 2023, 400.0),
        ("province", "Y", 2022, 800.0),
        ("province", "Y", 2023, 100.0),
    ]
    found = on.back_test(village_case(), observed(rows))
    assert (
        found.value == pytest.approx(2000)
        and found.possible == pytest.approx(2300)
        and found.years == (2022, 2023)
    )
    by = {(row["area"], row["year"]): row for row in found.units.iter_rows(named=True)}
    assert (
        by[None, 2021]["verdict"] == "no_comparison"
        and by[None, 2021]["least_units"] is None
        and by[None, 2021]["observed_units"] == 9
    )
    assert (by[None, None]["least_units"], by[None, None]["most_units"]) == pytest.approx(
        (2000, 2000)
    )
    assert (
        by[None, None]["observed_units"] == 2100 and by[None, None]["verdict"] == "above_possible"
    )
    assert (
        by["X", None]["least_units"],
        by["X", None]["most_units"],
        by["X", None]["possible_units"],
    ) == pytest.approx((1200, 1500, 1500))
    assert by["X", None]["verdict"] == "below_best"
    assert (by["X", None]["error_least"], by["X", None]["relative_most"]) == pytest.approx(
        (100, 400 / 1100)
    )
    assert (by["X", 2022]["least_units"], by["X", 2022]["most_units"]) == pytest.approx((0, 1500))
    assert by["Y", None]["verdict"] == "above_possible" and by["Y", 2022]["verdict"] == "within"
    assert set(found.units["verdict"]) <= set(VERDICTS)


def test_unspent_money_by_hand() -> None:
    """Both streams may pay for all 2,000 homes.

    With 12 million each, 24 for 20, either can be the one that is left with four.
    """
    budgets = pl.DataFrame(
        {
            "stream": ["one", "two"],
            "level": "national",
            "area": [None, None],
            "year": 2022,
            "amount_eur": [12e6, 12e6],
        }
    )
    plans = village_case().plans.with_columns(pl.Series("capacity_units", [1200.0, 800.0]))
    unspent = pl.DataFrame(
        {"stream": ["one", "two"], "offered_eur": [12e6, None], "observed_unspent_eur": [5e6, None]}
    )
    found = on.back_test(
        village_case(budgets=budgets, plans=plans),
        observed([("national", None, 2022, 500.0)]),
        unspent,
    )
    one, two = found.money.iter_rows(named=True)
    assert (one["unspent_least_eur"], one["unspent_most_eur"]) == pytest.approx((0, 4e6), abs=1)
    assert one["verdict"] == "above_best" and one["error_most"] == pytest.approx(-1e6, abs=1)
    assert two["verdict"] == "no_comparison" and two["unspent_most_eur"] is None
    assert "Meer geld voegt hier niets toe" in " ".join(
        found.sentences()
    ) and "More money adds nothing" in " ".join(found.sentences("en"))


@pytest.mark.parametrize("seed", range(sample(6)))
def test_a_second_road_to_every_range(seed: int) -> None:
    """What counts a shade more is had as much as possible among the best; a shade less, as little.

    And with the other plans gone, all that is possible.
    """
    dice = random.Random(seed)
    plans = pl.DataFrame(
        {
            "plan": [f"p{n}" for n in range(6)],
            "region": [f"r{n % 3}" for n in range(6)],
            "plan_type": [dice.choice(("dear", "cheap")) for _ in range(6)],
            "outcome": "homes",
            "capacity_units": [float(dice.randint(50, 400)) for _ in range(6)],
            "first_year": 2022,
            "last_year": 2024,
        }
    )
    money = [("land", "national", None, 2021 + n, dice.randint(1, 6) * 1e6) for n in range(2)] + [
        ("road", "region", f"r{n}", 2022, dice.randint(1, 4) * 1e6) for n in range(3)
    ]
    case = on.Case(
        regions=pl.DataFrame({"region": ["r0", "r1", "r2"], "province": ["X", "X", "Y"]}),
        streams=pl.DataFrame({"stream": ["land", "road"], "spend_within_years": [1, None]}),
        budgets=pl.DataFrame(
            money, schema=["stream", "level", "area", "year", "amount_eur"], orient="row"
        ),
        earmarks=pl.DataFrame({"stream": ["land", "road"], "purpose": ["land", "road"]}),
        plans=plans,
        costs=pl.DataFrame(
            {
                "plan_type": ["dear", "dear", "cheap"],
                "purpose": ["land", "road", "road"],
                "eur_per_unit": [15_000.0, 9_000.0, 8_000.0],
                "years_before_delivery": [1, 0, 1],
            }
        ),
        limits=pl.DataFrame(
            {
                "level": ["national"],
                "area": [None],
                "year": [2023],
                "outcome": ["homes"],
                "max_units": [float(dice.randint(100, 500))],
            }
        ),
    )
    found = back_test(
        case, observed([("province", "X", year, 100.0) for year in (2022, 2023, 2024)])
    )
    total = found.units.row(by_predicate=pl.col("year").is_null(), named=True)
    inside = [f"p{n}" for n in range(6) if n % 3 != 2]
    split = plans.with_columns(
        pl.when(pl.col("plan").is_in(inside))
        .then(pl.lit("here"))
        .otherwise(pl.lit("there"))
        .alias("outcome")
    )

    def shade(weight: float) -> float:
        outcomes = pl.DataFrame({"outcome": ["here", "there"], "weight": [weight, 1.0]})
        return on.allocate(on.Case(**parts, plans=split, outcomes=outcomes)).outcomes["here"]

    parts = {
        name: case.tables[name] for name in ("regions", "streams", "budgets", "earmarks", "costs")
    }
    again = back_test(
        on.Case(**parts, plans=plans),
        observed([("province", "X", year, 100.0) for year in (2022, 2023, 2024)]),
        each_year=False,
    ).units.row(0, named=True)
    assert again["year"] is None
    assert again["most_units"] == pytest.approx(shade(1 + 1e-4), abs=0.05)
    assert again["least_units"] == pytest.approx(shade(1 - 1e-4), abs=0.05)
    alone = on.Case(
        **{name: table for name, table in case.tables.items() if name in (*parts, "limits")},
        plans=plans.filter(pl.col("plan").is_in(inside)),
    )
    assert total["possible_units"] == pytest.approx(on.allocate(alone).value, abs=0.05)
    yearly = found.units.filter(pl.col("year").is_not_null())
    assert (
        total["most_units"] <= yearly["most_units"].sum() + 1e-3
        and total["least_units"] >= yearly["least_units"].sum() - 1e-3
    )
    assert total["least_units"] <= total["most_units"] <= total["possible_units"] + 1e-6


def test_pandas_frames_are_taken_and_what_is_wrong_is_said() -> None:
    case, good = village_case(), observed([("province", "X", 2022, 700.0)])
    assert back_test(case, pd.DataFrame(good.to_dicts())).units.equals(back_test(case, good).units)
    for bad, words in (
        (good.drop("year"), "column 'year' is missing"),
        (good.with_columns(pl.lit("prvince").alias("level")), "no level 'prvince'.*Did you mean"),
        (good.with_columns(pl.lit("Z").alias("area")), "no area 'Z' of level 'province'"),
        (good.with_columns(pl.lit("schools").alias("outcome")), "no plan delivers 'schools'"),
        (pl.concat([good, good]), "one row per level, area and year"),
        (
            good.with_columns(pl.lit(None).cast(pl.Float64).alias("observed_units")),
            "one row per level, area and year",
        ),
    ):
        with pytest.raises(on.QuestionError, match=words):
            back_test(case, bad)
    with pytest.raises(on.QuestionError, match="no stream 'three'"):
        back_test(case, good, pl.DataFrame({"stream": ["three"], "observed_unspent_eur": [1.0]}))
    with pytest.raises(on.QuestionError, match=r"completions \| give a frame too"):
        back_test(case, unspent=pl.DataFrame({"stream": ["one"], "observed_unspent_eur": [1.0]}))
    assert (
        "areas"
        not in back_test(case, observed([("national", None, 2022, 700.0)])).sentences("en")[1]
    )
    with pytest.raises(on.QuestionError, match="nothing was observed for this case"):
        back_test(case)


def test_it_is_a_result_like_the_others() -> None:
    found = back_test(
        village_case(),
        observed(
            [
                ("national", None, 2022, 2400.0),
                ("province", "X", 2022, 10.0),
                ("province", "Y", 2022, 900.0),
            ]
        ),
    )
    assert (
        found.frame.equals(found.units) and found.trace.optima > 5 and found.trace.worst_gap < 1e-6
    )
    assert "bovenwaarde" in found.note and "upper value" in found.note_in("en")
    assert "2,400 homes" in " ".join(
        found.sentences("en")
    ) and "1 built more than this model says could be at all" in " ".join(found.sentences("en"))
    assert found.to_json()["units"] == found.units.to_dicts() and found.observed_by == ""
    named = village_case(
        sources=pl.DataFrame({"source": ["counts", "other"], "publisher": ["Telbureau", "Krant"]})
    )
    told = back_test(
        named,
        observed([("national", None, 2022, 2400.0)]).with_columns(pl.lit("counts").alias("source")),
    )
    assert told.observed_by == "Telbureau" and any(
        "Telbureau" in text.get_text() for text in told.plot().figure.texts
    )
    for lang, words in (
        ("nl", "Er is meer gebouwd dan dit model voor mogelijk houdt"),
        ("en", "More was built than this model says is possible"),
    ):
        label = str(found.plot(lang=lang).get_label())
        assert label.startswith(words) and "X" in label


def test_the_bundled_observations_are_found_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables beside `nederland-2020-2024` are those that `back_test` compares with when none
    are given.
    """
    asked: list[tuple[pl.DataFrame, pl.DataFrame]] = []
    module = sys.modules["ontschotting.measures.observed.back_test"]

    def stop(case: on.Case, completions: pl.DataFrame) -> pl.DataFrame:
        asked.append((completions, completions))
        raise on.QuestionError("enough")

    monkeypatch.setattr(module, "observed_units", stop)
    with pytest.raises(on.QuestionError, match="enough"):
        on.back_test(on.load_case("nederland-2020-2024"))
    assert asked[0][0].height == 13 * 5 + 1
