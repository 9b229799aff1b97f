"""Several tables at once, rows added, and cells of many rows set by their key."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import ontschotting as on

NEW_STREAM = {
    "streams": pl.DataFrame({"stream": ["grid"], "name": ["Stroomnet"]}),
    "budgets": pl.DataFrame(
        {"stream": ["grid"], "level": ["national"], "year": [2026], "amount_eur": [7e6]}
    ),
    "earmarks": pl.DataFrame({"stream": ["grid"], "purpose": ["road"]}),
}


def test_several_tables_are_checked_together(good: on.Case) -> None:
    longer = {
        name: pl.concat([good.tables[name], frame], how="diagonal")
        for name, frame in NEW_STREAM.items()
    }
    case = good.with_tables(**longer)
    assert "grid" in case.streams["stream"] and good.streams.height == 3
    reversed_order = good.with_tables(**dict(reversed(longer.items())))
    assert reversed_order == case
    with pytest.raises(on.CaseError, match="no stream 'grid' in streams"):
        good.with_table("budgets", longer["budgets"])
    with pytest.raises(on.QuestionError, match=r"no table is called 'budget'. Did you mean"):
        good.with_tables(budget=good.budgets)


def test_rows_are_added_as_if_they_had_stood_there(good: on.Case, tmp_path: Path) -> None:
    case = good
    for name, frame in NEW_STREAM.items():
        case = case.add_rows(name, frame.to_pandas() if name == "budgets" else frame)
    longer = {
        name: pl.concat([good.tables[name], frame], how="diagonal")
        for name, frame in NEW_STREAM.items()
    }
    assert case == good.with_tables(**longer)
    assert on.read_case(case.write(tmp_path / "copy")) == case


@pytest.mark.parametrize(
    ("table", "rows", "error", "words"),
    [
        ("budget", {"stream": ["land"]}, on.QuestionError, "no table is called 'budget'"),
        (
            "streams",
            {"stream": ["land"]},
            on.CaseError,
            r"line \d, column stream: stream land stands on line 2 already",
        ),
        ("streams", {"naam": ["x"]}, on.CaseError, "the column stream is missing"),
        (
            "costs",
            {"plan_type": ["home"], "purpose": ["grid"], "eur_per_unit": [-1.0]},
            on.CaseError,
            "line 2, column eur_per_unit: '-1.0' is below 0",
        ),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    good: on.Case, table: str, rows: dict[str, list[object]], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        good.add_rows(table, pl.DataFrame(rows))


def test_cells_are_set_by_key_as_set_does_one_by_one(good: on.Case) -> None:
    rows = pd.DataFrame(
        {
            "stream": ["land", "land", "road"],
            "level": ["region", "province", "national"],
            "area": ["GM0001", "Noord", None],
            "year": [2026, 2027, 2026],
            "awarded": [None, True, None],
            "amount_eur": [1.5e6, None, 6e5],
            "note": [None, "brief", "brief"],
        }
    )
    one_by_one = (
        good.set("budgets", "land", "region", "GM0001", 2026, amount_eur=1.5e6)
        .set("budgets", "land", "province", "Noord", 2027, True, note="brief")
        .set("budgets", "road", "national", None, 2026, amount_eur=6e5, note="brief")
    )
    assert good.update("budgets", rows) == one_by_one
    assert good.update("budgets", rows.iloc[:0]) == good


def test_what_cannot_be_updated_is_told_at_once_with_the_key(good: on.Case) -> None:
    rows = pl.DataFrame(
        {
            "plan_type": ["home", "hoem", "home"],
            "purpose": ["road", "road", "road"],
            "years_before_delivery": [0, 0, None],
            "eur_per_unit": [1.0, 2.0, 3.0],
        }
    )
    with pytest.raises(on.QuestionError) as refused:
        good.update("costs", rows)
    first, second = str(refused.value).splitlines()
    assert "line 3: no row has the key plan_type hoem, purpose road" in first
    assert "Did you mean 'home'?" in first
    assert "Key columns: plan_type, purpose, years_before_delivery" in first
    assert "line 4: the key plan_type home, purpose road, years_before_delivery 0 stands" in second
    with pytest.raises(on.QuestionError, match=r"the key level, area, year, outcome.* lacks level"):
        good.update("limits", pl.DataFrame({"outcome": ["homes"], "max_units": [1.0]}))
    with pytest.raises(on.CaseError, match="no column is called 'eur_per_uni'"):
        good.update(
            "costs", pl.DataFrame({"plan_type": ["home"], "purpose": ["road"], "eur_per_uni": [1]})
        )
    with pytest.raises(on.CaseError, match="line 2, column eur_per_unit: 'duur' is not a number"):
        good.update(
            "costs",
            pl.DataFrame({"plan_type": ["home"], "purpose": ["road"], "eur_per_unit": ["duur"]}),
        )


def test_a_value_outside_its_margin_is_told_with_the_margin(good: on.Case) -> None:
    key = {"plan_type": ["home"], "purpose": ["road"]}
    case = good.set("costs", "home", "road", eur_per_unit_low=4000.0, eur_per_unit_high=6000.0)
    dearer = pl.DataFrame({**key, "eur_per_unit": [7000.0]})
    with pytest.raises(
        on.QuestionError, match="7000 lies outside the margin of its row, 4000 to 6000"
    ):
        case.update("costs", dearer)
    dropped = case.update("costs", dearer, drop_margins=True)
    road = dropped.costs.filter(purpose="road").row(0, named=True)
    assert (road["eur_per_unit"], road["eur_per_unit_low"], road["eur_per_unit_high"]) == (
        7000.0,
        None,
        None,
    )
    wider = dearer.with_columns(eur_per_unit_high=pl.lit(9000.0))
    road = case.update("costs", wider, drop_margins=True).costs.filter(purpose="road")
    assert road.select("eur_per_unit_low", "eur_per_unit_high").row(0) == (None, 9000.0)
    road = case.update("costs", wider).costs.filter(purpose="road")
    assert road.select("eur_per_unit_low", "eur_per_unit_high").row(0) == (4000.0, 9000.0)


def test_rows_of_several_tables_are_added_in_one_call(good: on.Case) -> None:
    case = good.add_rows(**NEW_STREAM)
    assert case == good.add_rows(**dict(reversed(NEW_STREAM.items())))
    assert case.streams["stream"].to_list().count("grid") == 1
    assert case.budgets["amount_eur"].sum() == good.budgets["amount_eur"].sum() + 7e6
    wrong = {**NEW_STREAM, "earmarks": pl.DataFrame({"stream": ["grit"], "purpose": ["road"]})}
    with pytest.raises(on.CaseError, match=r"earmarks \| line 2, column stream: .*'grit'"):
        good.add_rows(**wrong)
    with pytest.raises(on.QuestionError, match="no rows are given"):
        good.add_rows()
    with pytest.raises(on.QuestionError, match=r"no table is called 'budget'"):
        good.add_rows(budget=good.budgets)


def test_numbers_are_scaled_with_their_margins(good: on.Case) -> None:
    land = pl.col("stream") == "land"
    margins = good.with_table(
        "budgets", good.budgets.with_columns(amount_eur_high=pl.col("amount_eur") * 1.1)
    )
    case = margins.scale("budgets", "amount_eur", 0.5, stream="land")
    for name in ("amount_eur", "amount_eur_high"):
        before, after = margins.budgets, case.budgets
        assert after.filter(~land)[name].to_list() == before.filter(~land)[name].to_list()
        halved = [value / 2 for value in before.filter(land)[name]]
        assert after.filter(land)[name].to_list() == halved
    everything = good.scale("budgets", "amount_eur", 2)
    assert everything.budgets["amount_eur"].sum() == 2 * good.budgets["amount_eur"].sum()


@pytest.mark.parametrize(
    ("table", "column", "factor", "where", "words"),
    [
        ("budget", "amount_eur", 1.0, {}, "no table is called 'budget'. Did you mean 'budgets'"),
        ("budgets", "amount", 1.0, {}, "'amount' is no column of numbers in budgets. Did you mean"),
        ("budgets", "year", 1.0, {}, "'year' is no column of numbers in budgets"),
        ("budgets", "amount_eur", -1.0, {}, "-1.0 is no factor"),
        ("budgets", "amount_eur", True, {}, "True is no factor"),
        ("budgets", "amount_eur", 1.0, {"stream": "lnd"}, "no row of budgets has stream lnd"),
        ("budgets", "amount_eur", 1.0, {"steam": "land"}, "scale | no column is called 'steam'"),
    ],
)
def test_what_cannot_be_scaled_is_refused(
    good: on.Case, table: str, column: str, factor: float, where: dict[str, str], words: str
) -> None:
    with pytest.raises(on.QuestionError) as error:
        good.scale(table, column, factor, **where)
    assert words in str(error.value)


def test_a_share_above_its_bound_is_refused_after_scaling(good: on.Case) -> None:
    shared = good.set("streams", "land", cofinancing_share=0.4)
    with pytest.raises(on.CaseError, match="cofinancing_share"):
        shared.scale("streams", "cofinancing_share", 3, stream="land")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ((), "no row of budgets has the key (blank). stream, level, area, year, awarded not given"),
        (("lnd",), "the key stream lnd. level, area, year, awarded not given, so blank."),
        (("lnd",), "Did you mean 'land'?"),
        (("land",), "Key columns, in their order: stream, level, area, year, awarded."),
        (("land",), "Rows with stream land: land, "),
    ],
)
def test_a_key_says_what_is_missing(good: on.Case, key: tuple[str, ...], words: str) -> None:
    with pytest.raises(on.QuestionError) as error:
        good.set("budgets", *key, amount_eur=1.0)
    assert words in str(error.value)
