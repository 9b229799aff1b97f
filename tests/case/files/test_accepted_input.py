"""Unusual but clear input is accepted, and what is written reads back equal."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import ontschotting as on
from tests.case.good_case import GOOD, write_good


def _semicolons(text: str) -> str:
    return text.replace(",", ";").replace(".", ",")


UNUSUAL = [
    pytest.param(
        {name: _semicolons(text) for name, text in GOOD.items()}, id="semicolons and decimal commas"
    ),
    pytest.param(
        {
            "budgets": (
                _semicolons(GOOD["budgets"])
                .replace("1000000", "1.000.000,00")
                .replace("500000", "€ 500.000,00")
            )
        },
        id="thousands that are clear",
    ),
    pytest.param({name: "\ufeff" + text for name, text in GOOD.items()}, id="byte-order marks"),
    pytest.param(
        {name: text.replace("\n", "\r\n") for name, text in GOOD.items()}, id="line ends of Windows"
    ),
    pytest.param(
        {name: text.replace("\n", "\r") for name, text in GOOD.items()},
        id="line ends of an old Mac",
    ),
    pytest.param(
        {"streams": GOOD["streams"].replace("nee,0.5", "ONWAAR,50%").replace("ja,", "Waar,")},
        id="percentages and Dutch booleans in capitals",
    ),
    pytest.param(
        {
            "streams": (
                GOOD["streams"]
                .replace("nee,0.5", "0,5e-1")
                .replace("0.5,2", "50 %,2")
                .replace("5e-1", "0.5")
            )
        },
        id="1 and 0 for yes and no",
    ),
    pytest.param(
        {
            "budgets": (
                GOOD["budgets"]
                .replace("1000000", "1e6")
                .replace("2000000", "2000000.0")
                .replace("500000", '"500,000.00"')
            )
        },
        id="scientific notation",
    ),
    pytest.param(
        {"budgets": GOOD["budgets"].replace("GM0001,2026", " GM0001 , 2026.0 ")},
        id="spaces around values and a year with a zero",
    ),
    pytest.param({"budgets": GOOD["budgets"] + "\n\n,,,,,\n"}, id="empty lines at the end"),
    pytest.param(
        {
            "regions": (
                '"region","name","province"\n"GM0001","Aa","Noord"\nGM0002,"Bee",Noord\n'
                "GM0003,Cee,\n"
            )
        },
        id="quotes",
    ),
    pytest.param(
        {"budgets": GOOD["budgets"].replace("\n", ",\n")}, id="a separator at the end of every line"
    ),
    pytest.param(
        {
            "plans": (
                "outcome,plan,plan_type,region,max_units_per_year,last_year,first_year,"
                "capacity_units\nhomes,B1,home,GM0002,,2027,2026,200\n"
                "homes,A1,home,GM0001,50,2028,2026,100\n"
            )
        },
        id="columns and rows in another order",
    ),
]


@pytest.mark.parametrize("changed", UNUSUAL)
def test_unusual_but_clear_input_is_the_same_case(
    tmp_path: Path, good: on.Case, changed: dict
) -> None:
    case = on.read_case(write_good(tmp_path / "case", **changed))
    assert case == good
    assert case.fingerprint == good.fingerprint


def test_a_dozen_unusual_ones() -> None:
    assert len(UNUSUAL) >= 12


def test_written_and_read_back_it_is_equal(tmp_path: Path, good: on.Case) -> None:
    assert on.read_case(good.write(tmp_path / "folder")) == good
    assert on.read_case(good.write(tmp_path / "book.xlsx")) == good


def test_texts_that_look_like_something_else_survive(tmp_path: Path, good: on.Case) -> None:
    names = [
        "0363",
        "=1+1",
        "1.234",
        "ja",
        "007",
        "'quoted",
        'a "b"',
        "regel\nregel",
        "é€ 中",
        "a;b,c",
        "+31",
        "@x",
        "-",
        "1e5",
        "TRUE",
    ]
    regions = pl.DataFrame(
        {"region": names, "name": names, "province": [None] * len(names)},
        schema_overrides={"province": pl.String},
    )
    plans = good.plans.with_columns(pl.lit("0363").alias("region"))
    case = on.Case(
        **{
            **{
                name: frame
                for name, frame in good.tables.items()
                if frame.height and name not in ("targets", "ceilings")
            },
            "regions": regions,
            "plans": plans,
            "budgets": good.budgets.filter(~pl.col("level").is_in(["region", "province"])),
        }
    )
    for path in (tmp_path / "x.xlsx", tmp_path / "x"):
        again = on.read_case(case.write(path))
        assert again == case
        assert again.regions["region"].sort().to_list() == sorted(names)


def test_pandas_polars_and_pyarrow_make_the_same_case(good: on.Case) -> None:
    filled = {name: frame for name, frame in good.tables.items() if frame.height}
    assert on.Case(**{name: frame.to_pandas() for name, frame in filled.items()}) == good
    assert on.Case(**{name: frame.to_arrow() for name, frame in filled.items()}) == good
    assert on.Case(**filled) == good


def test_pandas_numbers_as_codes_and_nan_as_blank(good: on.Case) -> None:
    filled = {
        name: frame
        for name, frame in good.tables.items()
        if frame.height and name not in ("budgets", "ceilings", "targets")
    }
    filled["regions"] = pd.DataFrame({"region": [363, 364], "name": ["x", float("nan")]})
    filled["plans"] = good.plans.with_columns(pl.Series("region", ["363", "364"])).to_pandas()
    filled["budgets"] = pd.DataFrame(
        {
            "stream": ["road"],
            "level": ["region"],
            "area": [363],
            "year": [2026.0],
            "amount_eur": [5],
        }
    )
    with pytest.warns(on.CaseWarning):
        case = on.Case(**filled)
    assert case.regions["region"].to_list() == ["363", "364"]
    assert case.regions["name"].to_list() == ["x", None]
    assert case.budgets["year"].to_list() == [2026]


def test_a_case_is_frozen(good: on.Case) -> None:
    with pytest.raises(AttributeError, match="frozen"):
        good.tables = {}  # type: ignore[misc]


def test_set_changes_one_cell(good: on.Case) -> None:
    changed = good.set("streams", "land", cofinancing_share="30%", note="test")
    assert changed.streams.filter(pl.col("stream") == "land")["cofinancing_share"].item() == 0.3
    assert good.streams.filter(pl.col("stream") == "land")["cofinancing_share"].item() == 0.5
    assert (
        good.set("budgets", "road", "national", None, 2026, amount_eur=7.0)
        .totals(by=["stream"])
        .filter(pl.col("stream") == "road")["amount_eur"]
        .item()
        == 7
    )
    with pytest.raises(on.QuestionError, match="Did you mean 'land'"):
        good.set("streams", "lnad", cofinancing_share=0.3)
    with pytest.raises(on.QuestionError, match="Do you mean the name of 'land'"):
        good.set("streams", "Gronde", cofinancing_share=0.3)
    with pytest.raises(on.QuestionError, match="Did you mean 'cofinancing_share'"):
        good.set("streams", "land", cofinancing_shares=0.3)
    with pytest.raises(on.QuestionError, match="must stay below 1"):
        good.set("streams", "land", cofinancing_share=3)


def test_only_takes_wider_money_along_by_planned_units(good: on.Case) -> None:
    part = good.only(region="GM0001")
    assert part.plans["plan"].to_list() == ["A1"]
    road = part.budgets.filter(pl.col("stream") == "road")
    assert road["amount_eur"].item() == pytest.approx(500_000 * 100 / 300)
    assert "share of planned units inside: 0.3333" in road["note"].item()
    assert part.targets["units"].item() == pytest.approx(150 / 3)
    assert (
        good.only(province="Noord").budgets["amount_eur"].sum() == good.budgets["amount_eur"].sum()
    )
    with pytest.raises(on.QuestionError, match="Did you mean 'Noord'"):
        good.only(province="Nord")


def test_cancel_ends_a_scheme(good: on.Case) -> None:
    ended = good.cancel("land", from_year=2027)
    assert ended.budgets.filter(pl.col("stream") == "land")["year"].to_list() == [2026]
    with pytest.raises(on.QuestionError, match="no stream 'lend'"):
        good.cancel("lend", 2027)


def test_totals_reconcile(good: on.Case) -> None:
    assert good.totals(by=["stream", "year"])["amount_eur"].sum() == 3_800_000
    assert good.totals(by=["counts_as_cofinancing"]).rows() == [
        (False, 3_500_000.0),
        (True, 300_000.0),
    ]
    with pytest.raises(on.QuestionError, match="Did you mean 'stream'"):
        good.totals(by=["streams"])


def test_lazy_frames_are_collected(good: on.Case) -> None:
    assert (
        on.Case(**{name: frame.lazy() for name, frame in good.tables.items() if frame.height})
        == good
    )


def test_streams_without_any_budget_are_warnings_and_no_money_funds_nothing(tmp_path: Path) -> None:
    header = GOOD["budgets"].split("\n")[0] + "\n"
    with pytest.warns(on.CaseWarning, match="has no budget"):
        case = on.read_case(write_good(tmp_path / "case", budgets=header))
    assert case.first_year == 2026, "of the plans"
    compared = on.compare(case)
    assert (compared.current.value, compared.lifted.value, compared.blocked_eur) == (0, 0, 0)
    assert case.set("plans", "A1", capacity_units=5).plans["capacity_units"][0] == 5, (
        "a table without rows is not a table that is missing"
    )
    assert on.read_case(case.write(tmp_path / "again.xlsx")) == case


def test_a_scheme_that_ends_may_be_the_only_one(good: on.Case) -> None:
    with pytest.raises(
        on.QuestionError, match=r"money of land may move to 'road' \(transfers\).*replace_rows"
    ):
        good.cancel("road", 2026)
    apart = good.replace_rows("transfers", None, to_stream="road")
    without = apart.with_table("budgets", good.budgets.filter(pl.col("stream") == "road")).cancel(
        "road", 2026
    )
    assert without.budgets.is_empty()
    assert without.first_year == good.first_year
