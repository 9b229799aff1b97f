"""The back-test.

Ranges by hand and by a second road, verdicts that say what may be said, and input that is refused.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import ontschotting as on
from ontschotting.measures.observed.back_test import VERDICTS, back_test

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


@pytest.mark.parametrize("seed", range(12))
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
    assert found.frame is found.units and found.trace.optima > 5 and found.trace.worst_gap < 1e-6
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


def test_the_report_of_a_case_with_observations_has_the_section_and_no_other_has(
    tmp_path: Path,
) -> None:
    shutil.copytree(DATASETS / "two-villages", tmp_path / "case")
    (tmp_path / "case" / "observed_completions.csv").write_text(
        (
            "level,area,year,observed_units\nnational,,2026,2500\nregion,A,2026,1500\n"
            "region,A,2025,7\n"
        ),
        encoding="utf-8",
    )
    (tmp_path / "case" / "observed_unspent.csv").write_text(
        "stream,observed_unspent_eur,offered_eur\nland,40000000,60000000\nmobility,,\n",
        encoding="utf-8",
    )
    for lang, title, refuted, unspent in (
        ("nl", "Klopt het met wat er gebeurde?", "meer gebouwd dan kon", "bleef liggen"),
        ("en", "Does it agree with what happened?", "more built than possible", "stayed unspent"),
    ):
        text = on.write_report(
            on.read_case(tmp_path / "case"), tmp_path / lang, lang, name=str(tmp_path / "case")
        ).read_text(encoding="utf-8")
        assert title in text and refuted in text and unspent in text
        assert "(-20%)" in text or "(−20%)" in text  # 2,000 homes of 2,500 is a fifth less
        chart = (tmp_path / lang / "charts" / "back_test.txt").read_text(encoding="utf-8")
        assert "2.500" in chart or "2,500" in chart
        table = pl.read_csv(tmp_path / lang / "tables" / "back_test_units.csv")
        assert table.filter(pl.col("level") == "national")["error_most"].to_list() == pytest.approx(
            [-500, -500]
        )
        money = pl.read_csv(tmp_path / lang / "tables" / "back_test_money.csv")
        assert money["verdict"].to_list() == ["within", "no_comparison"] and money[
            "unspent_least_eur"
        ][0] == pytest.approx(40e6, abs=10)
    other = on.write_report(on.load_case("two-villages"), tmp_path / "other").read_text(
        encoding="utf-8"
    )
    assert (
        "Klopt het met wat er gebeurde?" not in other
        and not (tmp_path / "other" / "charts" / "back_test.txt").exists()
    )


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


def test_the_section_tells_a_range_of_errors() -> None:
    """Where the optimum leaves an area open, the error is a range, in homes and as a share.

    One below zero stays below zero.
    """
    from types import SimpleNamespace

    from ontschotting.report.collect.collect import collect
    from ontschotting.report.localized_report import LocalizedReport
    from ontschotting.report.sections.observed.back_test import units_table

    row = {
        "level": "region",
        "area": "A",
        "year": 2026,
        "outcome": "homes",
        "observed_units": 1000.0,
        "least_units": 500.0,
        "most_units": 1200.0,
        "possible_units": 1300.0,
        "error_least": -500.0,
        "error_most": 200.0,
        "relative_least": -0.5,
        "relative_most": 0.2,
        "verdict": "within",
    }
    for lang, told in (
        ("nl", ("500 … 1.200", "−500 … 200 (−50% … 20%)", "ertussen")),
        ("en", ("500 … 1,200", "−500 … 200 (−50% … 20%)", "between")),
    ):
        report = LocalizedReport(collect(on.load_case("two-villages")), lang)
        (cells,) = units_table(report, SimpleNamespace(units=pl.DataFrame([row]))).rows  # type: ignore[arg-type]
        assert [cells[3], cells[5], cells[6]] == list(told)
