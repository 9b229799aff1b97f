"""What a case says of itself, what it becomes, and the teaching cases with their hand-computed
answers.
"""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.unchecked import case_of_checked, with_rows, with_values
from tests.case.good_case import GOOD, write_good


@pytest.mark.parametrize(
    ("name", "regime", "answers"),
    [
        (
            "two-villages",
            on.INTEGRAL,
            {
                "value_current": 2000,
                "value_lifted": 4000,
                "needed_eur": 40e6,
                "blocked_eur": 40e6,
                "detour_eur": 0,
                "surplus_eur": 0,
                "crossing_eur": 20e6,
                "stranded_current_eur": 40e6,
                "top_up_eur": 20e6,
                "break_even_cut": 0.5,
                "least_free_share": 1 / 3,
            },
        ),
        (
            "two-villages-years",
            on.INTEGRAL,
            {
                "value_current": 1000,
                "value_lifted": 3000,
                "needed_eur": 20e6,
                "blocked_eur": 40e6,
                "surplus_eur": 0,
                "crossing_eur": 10e6,
                "stranded_current_eur": 40e6,
                "top_up_eur": 50e6,
            },
        ),
        (
            "two-villages-own-money",
            on.INTEGRAL,
            {
                "value_current": 3200,
                "value_lifted": 4000,
                "needed_eur": 32e6,
                "blocked_eur": 10e6,
                "surplus_eur": 20e6,
                "crossing_eur": 0,
                "top_up_eur": 4e6,
                "stranded_current_eur": 30e6,
            },
        ),
        ("two-villages-own-money", on.UNCONDITIONAL, {"value_current": 3200, "value_lifted": 6200}),
        (
            "two-villages-staff",
            on.INTEGRAL,
            {
                "value_current": 730,
                "value_lifted": 1220,
                "freed": 490,
                "crossing_eur": 1.47e6,
                "needed_eur": 15.13e6,
                "blocked_eur": 11.27e6,
                "detour_eur": 0,
                "surplus_eur": 2.3e6,
                "stranded_current_eur": 13.57e6,
                "top_up_eur": 1.47e6,
            },
        ),
        ("two-villages-staff", on.lift("purpose", streams=["climate"]), {"freed": 490}),
        ("two-villages-staff", on.lift("purpose", streams=["land"]), {"freed": 400 + 1.8e6 / 23e3}),
        ("two-villages-staff", on.lift("purpose", streams=["planning"]), {"freed": 0}),
        (
            "two-villages-water",
            on.INTEGRAL,
            {
                "value_current": 1064,
                "value_lifted": 1340,
                "freed": 276,
                "crossing_eur": 2e6,
                "needed_eur": 21.28e6,
                "blocked_eur": 5.92e6,
                "surplus_eur": 0,
                "stranded_current_eur": 4e6,
                "top_up_eur": 5.52e6,
            },
        ),
        (
            "two-villages-project",
            on.INTEGRAL,
            {
                "value_current": 100,
                "value_lifted": 400,
                "freed": 300,
                "crossing_eur": 2e6,
                "needed_eur": 3e6,
                "blocked_eur": 9e6,
                "detour_eur": 0,
                "surplus_eur": 0,
                "stranded_current_eur": 9e6,
                "top_up_eur": 2e6,
                "break_even_cut": 0.75,
                "least_free_share": 0.2,
                "least_free_share_90": 0.2,
            },
        ),
        (
            "two-villages-threshold",
            on.UNCONDITIONAL,
            {
                "value_current": 300,
                "value_lifted": 400,
                "crossing_eur": 1e6,
                "needed_eur": 6e6,
                "blocked_eur": 2e6,
                "surplus_eur": 0,
                "stranded_current_eur": 2e6,
                "top_up_eur": 1e6,
                "break_even_cut": 0.25,
                "least_free_share": 1,
                "least_free_share_90": 0.8,
            },
        ),
        ("two-villages-threshold", on.lift("threshold", streams=["large"]), {"freed": 50}),
        ("two-villages-threshold", on.lift("threshold", streams=["quick"]), {"freed": 50}),
        (
            "two-villages-applying",
            on.UNCONDITIONAL,
            {
                "value_current": 159,
                "value_lifted": 170,
                "crossing_eur": 0,
                "needed_eur": 3.18e6,
                "blocked_eur": 220e3,
                "detour_eur": 120e3,
                "surplus_eur": 0,
                "stranded_current_eur": 220e3,
                "top_up_eur": 220e3,
                "break_even_cut": 0.22 / 3.4,
                "least_free_share": 1,
                "least_free_share_90": 0.945,
            },
        ),
        ("two-villages-applying", on.INTEGRAL, {"value_lifted": 159, "freed": 0}),
    ],
)
def test_teaching_cases_give_the_answers_worked_out_by_hand(
    name: str, regime: on.Regime, answers: dict[str, float]
) -> None:
    frame = on.compare(on.load_case(name), regime).frame
    found = dict(frame.select("measure", "value").iter_rows())
    for measure, answer in answers.items():
        # The model reaches a value to 1e-8 of it, so euros may differ by a few.
        assert found[measure] == pytest.approx(answer, rel=1e-6, abs=5), measure


def test_two_goals_in_one_quarter_gain_and_lose_as_worked_out_by_hand() -> None:
    case = on.load_case("two-villages-water")
    found, kept = on.compare(case), on.compare(case, guarantee="outcomes")
    # the model reaches a value to 1e-8 of it, and a unit of water weighs 0.02
    near = {"rel": 1e-5}
    assert found.current.outcomes == pytest.approx({"homes": 1000, "water_storage": 3200}, **near)
    assert found.lifted.outcomes == pytest.approx({"homes": 1300, "water_storage": 2000}, **near)
    assert kept.lifted.outcomes == pytest.approx({"homes": 1264, "water_storage": 3200}, **near)
    assert kept.guarantee_price == pytest.approx(12, **near)


def test_opening_work_that_is_paid_needs_no_money() -> None:
    case = on.load_case("two-villages-years")
    assert on.allocate(case).value == pytest.approx(1000)
    assert on.allocate(case.set("case", "opening_work", value="paid")).value == pytest.approx(2000)


def test_every_declared_column_is_there_and_blanks_stay_blank(good: on.Case) -> None:
    assert good.budgets.schema["year"] == pl.Int64
    assert good.budgets["awarded"].to_list() == [False, True, None, None]
    assert good.budgets["note"].null_count() == good.budgets.height
    assert good.levels == ("province", "plan", "region", "national")
    assert (good.first_year, good.opening_work, good.title) == (2026, "none", "Klein")


def test_a_blank_is_filled_with_its_default_once_and_the_table_keeps_it(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    assert case.streams["counts_as_cofinancing"].is_null().all()
    assert case.with_defaults["streams"]["counts_as_cofinancing"].to_list() == [False, False]
    assert case.with_defaults["budgets"]["awarded"].to_list() == [False] * case.budgets.height
    assert on.read_case(case.write(tmp_path / "copy")) == case
    said = case.set("streams", "land", counts_as_cofinancing=False)
    assert said.with_defaults["streams"]["counts_as_cofinancing"].to_list() == [False, False]
    # what a table says stays apart from what a blank stands for
    assert said != case and said.fingerprint != case.fingerprint


def test_only_one_place_fills_the_blanks_that_stand_for_a_value() -> None:
    columns = {
        column.name
        for schema in TABLES.values()
        for column in schema.columns
        if column.default is not None
    }
    assert {"awarded", "counts_as_cofinancing", "years_before_delivery", "weight"} <= columns
    filling = re.compile(rf'"({"|".join(columns)})"\)\.fill_null\((True|False|[\d.]+)\)')
    package = Path(on.__file__).parent
    assert not [path for path in package.rglob("*.py") if filling.search(path.read_text("utf-8"))]


def test_the_fingerprint_does_not_see_the_order_of_rows_but_sees_a_cell(good: on.Case) -> None:
    turned = good.with_table("budgets", good.budgets.reverse())
    assert turned == good and hash(turned) == hash(good) and turned.fingerprint == good.fingerprint
    changed = good.set("costs", "home", "road", eur_per_unit=5001)
    assert changed != good and changed.fingerprint != good.fingerprint


def test_the_fingerprint_does_not_see_a_table_without_rows(
    good: on.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is added to the format later leaves the fingerprints that were published as they
    are.
    """
    before = good.fingerprint
    tables = {**TABLES, "later": replace(TABLES["exclusions"], added_after_v1=True)}
    for module in ("case_tables", "tables.defaults"):
        monkeypatch.setattr(f"ontschotting.case.{module}.TABLES", tables)
    rows = pl.DataFrame({"stream": ["land"], "excludes": ["road"]})
    assert case_of_checked({**good.tables, "later": rows.clear()}).fingerprint == before
    assert case_of_checked({**good.tables, "later": rows}).fingerprint != before


def test_a_changed_case_has_the_fingerprint_of_one_made_anew(good: on.Case) -> None:
    """It shares the texts and defaults of the tables that stay as they are."""
    _ = good.fingerprint
    more = good.budgets.with_columns(pl.col("amount_eur") * 2)
    for changed in (with_values(good, {"budgets": more}), with_rows(good, {"budgets": more[:1]})):
        anew = case_of_checked(changed.tables)
        assert changed.fingerprint == anew.fingerprint != good.fingerprint
        assert changed.program_fingerprint == anew.program_fingerprint
        for name, table in anew.with_defaults.items():
            assert changed.with_defaults[name].equals(table), name


def test_a_blank_in_a_key_may_be_named_by_what_it_stands_for(good: on.Case) -> None:
    assert good.set("costs", "home", "road", 0, eur_per_unit=1) == good.set(
        "costs", "home", "road", eur_per_unit=1
    )
    with pytest.raises(on.QuestionError, match="column year: 'x' is not a number"):
        good.set("budgets", "road", "national", None, "x", amount_eur=1)


def test_source_joins_what_the_sources_say(good: on.Case) -> None:
    sourced = good.set("budgets", "road", "national", None, 2026, source="s1", status="published")
    row = sourced.source("budgets", stream="road", year="2026")
    assert row.select("amount_eur", "status", "source_title").rows() == [
        (500_000.0, "published", "Een bron")
    ]
    with pytest.raises(on.QuestionError, match="Did you mean 'stream'"):
        good.source("budgets", streem="road")
    with pytest.raises(
        on.QuestionError, match=r"no row of budgets has 'raod' as its stream.*'road'"
    ):
        good.source("budgets", stream="raod")
    with pytest.raises(on.QuestionError, match="no row of budgets has 1999 as its year"):
        good.source("budgets", year=1999)
    assert good.source("budgets", area=None).height == good.budgets["area"].null_count()


def test_a_part_keeps_the_first_year(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    later = case.with_table("case", None).with_table(
        "budgets",
        pl.concat(
            [case.budgets, case.budgets.with_columns(pl.lit(2027, dtype=pl.Int64).alias("year"))]
        ),
    )
    gone = later.with_table(
        "budgets", later.budgets.filter((pl.col("stream") == "land") | (pl.col("year") == 2027))
    ).cancel("land", 2026)
    assert gone.budgets["year"].min() == 2027
    assert gone.first_year == 2026


@pytest.mark.parametrize("year", [None, 27, 2026.5, "later", float("nan")])
def test_a_scheme_ends_in_a_year_or_not_at_all(good: on.Case, year: Any) -> None:
    """A blank or two digits would have ended all of its money without a word."""
    for question in (good.cancel, partial(on.cancellation, good)):
        with pytest.raises(on.QuestionError, match=r"cancel \| from_year: "):
            question("road", year)


def test_a_change_warns_of_what_is_new_and_of_nothing_twice() -> None:
    case = on.load_case("two-villages")
    in_millions = case.budgets.with_columns(pl.col("amount_eur") / 1e6)
    with pytest.warns(on.CaseWarning, match="Are the amounts in euros") as told:
        changed = case.with_table("budgets", in_millions)
    assert [each.filename for each in told] == [__file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        changed.set("streams", "land", name="Land")
        case.cancel("land", 2026)
        case.only(region="A")


def test_a_part_without_plans_is_a_question_not_a_case(good: on.Case) -> None:
    with pytest.raises(on.QuestionError, match="nothing is left in"):
        good.only(region="GM0003")


def test_numbers_keep_every_digit_in_a_workbook(tmp_path: Path, good: on.Case) -> None:
    for amount in (0.1 + 0.2, 500_000 * 100 / 300, 1 / 3, 123456789.12345678, 1e-7):
        case = good.set("budgets", "road", "national", None, 2026, amount_eur=amount)
        assert on.read_case(case.write(tmp_path / "x.xlsx")) == case


def test_names_are_escaped_in_html(tmp_path: Path) -> None:
    case = on.read_case(
        write_good(tmp_path / "case", case=GOOD["case"].replace("Klein", "<script>x</script>"))
    )
    assert "<script>" not in case._repr_html_()
    assert "\n" not in repr(case)


def test_a_case_can_be_copied_and_pickled(good: on.Case) -> None:
    assert pickle.loads(pickle.dumps(good)) == good
    assert copy.deepcopy(good) == good


def test_a_case_knows_where_it_was_read_and_a_changed_case_does_not(
    good: on.Case, tmp_path: Path
) -> None:
    assert on.Case(**good.tables).origin is None
    for path in (good.write(tmp_path / "case"), good.write(tmp_path / "case.xlsx")):
        case = on.read_case(path)
        assert case.origin == path.resolve()
        assert pickle.loads(pickle.dumps(case)).origin == path.resolve()
        assert case.with_table("plans", case.plans).origin is None
        assert case == good and case.fingerprint == good.fingerprint


def test_a_case_loads_no_pandas_no_charts_and_no_solver() -> None:
    code = (
        "import sys, ontschotting.case.case, ontschotting.case.files.read; print([m for m in"
        " ('pandas', 'matplotlib', 'highspy', 'pulp') if m in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


@pytest.mark.parametrize("table", ["budgets", "plans", "streams"])
def test_changing_a_frame_that_a_case_handed_out_changes_no_case(good: on.Case, table: str) -> None:
    before, fingerprint = good.tables[table], good.fingerprint
    column = {"budgets": "amount_eur", "plans": "capacity_units", "streams": "cap_eur_per_unit"}
    for frame in (getattr(good, table), good.tables[table], dict(good.tables)[table]):
        frame[0, column[table]] = 1.0
        frame.insert_column(0, pl.Series("extra", [0] * frame.height))
    assert good.tables[table].equals(before)
    assert good.fingerprint == fingerprint


def test_frames_that_a_case_is_made_of_stay_its_own(good: on.Case) -> None:
    budgets = good.budgets
    case = good.with_table("budgets", budgets)
    budgets[0, "amount_eur"] = 1.0
    assert case == good
