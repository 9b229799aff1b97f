"""The bundled cases are there, and the first of them gives the answers of its README (the other two
stand in test_case).
"""

from __future__ import annotations

import pickle

import pytest

import ontschotting as on
from ontschotting.datasets.bundled import bundled_name

M = 1e6
ABOUT = {"rel": 1e-6, "abs": 2.0}


def test_two_villages() -> None:
    found = on.compare(on.load_case("two-villages"))
    assert (found.current.value, found.lifted.value, found.freed) == pytest.approx(
        (2000, 4000, 2000)
    )
    money = [
        found.needed_eur,
        found.blocked_eur,
        found.detour_eur,
        found.surplus_eur,
        found.crossing_eur,
        found.current.stranded_eur,
        found.top_up_eur,
    ]
    assert money == pytest.approx([40 * M, 40 * M, 0, 0, 20 * M, 40 * M, 20 * M], **ABOUT)
    assert (
        found.break_even_cut,
        found.least_free_share,
        found.least_free_share_90,
    ) == pytest.approx((0.5, 1 / 3, 0.3), abs=1e-6)


def test_cases_lists_them() -> None:
    assert {"nederland", "two-villages", "two-villages-own-money", "two-villages-years"} <= set(
        on.cases()["name"].to_list()
    )
    with pytest.raises(on.QuestionError, match="Did you mean 'nederland'"):
        on.load_case("nederlands")


def test_a_bundled_case_is_known_by_where_it_was_read() -> None:
    titles = on.cases()["title"]
    assert titles.n_unique() == len(titles) and "case" not in titles.to_list()
    case = on.load_case("two-villages-years")
    assert bundled_name(case) == "two-villages-years"
    assert bundled_name(pickle.loads(pickle.dumps(case))) == "two-villages-years"
    assert bundled_name(case.set("case", "title", value="Two villages")) is None
    assert bundled_name(case.set("streams", case.streams["stream"][0], name="another")) is None
