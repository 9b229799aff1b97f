"""The pots themselves.

Counts and weights worked out by hand, and combinations against trying every set of streams.
"""

from __future__ import annotations

import csv
import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ontschotting as on
from ontschotting.datasets.bundled import fragmentation_facts
from ontschotting.measures.observed.least_streams import MONEY
from ontschotting.measures.observed.minimum_cover import minimum_cover
from tests.cli.terminal import run
from tests.oracle.samples import sample

ROOT = Path(__file__).parents[3]

# streams without a budget are part of what is tested
pytestmark = pytest.mark.filterwarnings("ignore::ontschotting.errors.CaseWarning")


def world(**tables: list[dict[str, Any]]) -> on.Case:
    """Three regions in two provinces, two plan types.

    Land 30, roads 20 (half awarded), loose change 8 (awarded) and own money 40 million.
    """
    frames: dict[str, list[dict[str, Any]]] = {
        "regions": [
            {"region": "A", "name": "Aa", "province": "P"},
            {"region": "B", "name": "Bee", "province": "P"},
            {"region": "C", "name": "Cee", "province": "Q"},
        ],
        "streams": [
            {"stream": "land", "name": "Land fund", "ministry": "M", "programme": "X"},
            {"stream": "roads", "name": "Road fund", "ministry": "M", "programme": "Y"},
            {"stream": "change", "name": "Loose change", "ministry": "N", "programme": None},
            {"stream": "own", "name": "Own money", "counts_as_cofinancing": True},
            {"stream": "empty", "name": "Empty", "ministry": "N"},
        ],
        "budgets": [
            {"stream": "land", "level": "region", "area": "A", "year": 2026, "amount_eur": 10e6},
            {"stream": "land", "level": "region", "area": "C", "year": 2026, "amount_eur": 20e6},
            {"stream": "roads", "level": "province", "area": "P", "year": 2026, "amount_eur": 10e6},
            {
                "stream": "roads",
                "level": "province",
                "area": "P",
                "year": 2027,
                "amount_eur": 10e6,
                "awarded": True,
            },
            {
                "stream": "change",
                "level": "region",
                "area": "A",
                "year": 2026,
                "amount_eur": 8e6,
                "awarded": True,
            },
            {"stream": "own", "level": "national", "area": None, "year": 2026, "amount_eur": 40e6},
            {"stream": "empty", "level": "national", "area": None, "year": 2026, "amount_eur": 0.0},
        ],
        "earmarks": [
            {"stream": "land", "purpose": "land", "plan_type": None},
            {"stream": "roads", "purpose": "roads", "plan_type": None},
            {"stream": "change", "purpose": "*", "plan_type": "small"},
            {"stream": "own", "purpose": "*", "plan_type": None},
            {"stream": "empty", "purpose": "land", "plan_type": None},
        ],
        "plans": [
            {
                "plan": f"{region}-{kind}",
                "region": region,
                "plan_type": kind,
                "outcome": "homes",
                "capacity_units": units,
                "first_year": 2026,
                "last_year": 2028,
            }
            for region in "ABC"
            for kind, units in (("large", 100.0), ("small", 10.0))
        ],
        "costs": [
            {"plan_type": "large", "purpose": "land", "eur_per_unit": 1000.0},
            {"plan_type": "large", "purpose": "roads", "eur_per_unit": 1000.0},
            {"plan_type": "small", "purpose": "land", "eur_per_unit": 1000.0},
            {"plan_type": "small", "purpose": "roads", "eur_per_unit": 0.0},
        ],
    }
    return on.Case(
        **{
            name: pl.DataFrame(rows, infer_schema_length=None)
            for name, rows in {**frames, **tables}.items()
        }
    )


def row(found: on.Fragmentation, by: str, name: str | None, own: bool = False) -> dict[str, Any]:
    rows = (
        found.by(by)
        .filter(pl.col("name").eq_missing(pl.lit(name, pl.String)) & (pl.col("own") == own))
        .to_dicts()
    )
    assert len(rows) == 1
    return rows[0]


def needs(
    found: on.Fragmentation, money: str
) -> dict[tuple[str, str], tuple[int | None, str | None, str | None]]:
    columns = ["region", "plan_type", "least_streams", "uncovered", "example"]
    return {
        (a, b): (least, uncovered, example)
        for a, b, least, uncovered, example in (
            found.combine.filter(money=money).select(columns).iter_rows()
        )
    }


def test_two_villages_by_hand() -> None:
    # 60 and 20 million: shares 3/4 and 1/4, so 1 / (9/16 + 1/16) = 1.6 equal pots; a home needs
    # both.
    found = on.fragmentation(on.load_case("two-villages"), small_eur=30e6)
    whole = row(found, "all", None)
    assert (
        whole["streams"],
        whole["budget_eur"],
        whole["largest_share"],
        whole["effective_number"],
    ) == (2, 80e6, 0.75, pytest.approx(1.6))
    assert (whole["small_streams"], whole["small_share"], whole["small_share_eur"]) == (
        1,
        0.5,
        0.25,
    )
    assert found.combine.select("least_streams", "example").unique().rows() == [
        (2, "land; mobility")
    ]
    assert found.overlap.row(0, named=True) == {
        "stream": "land",
        "other": "mobility",
        "own": False,
        "shared": 0,
        "either": 2,
        "jaccard": 0.0,
        "excluded": False,
    }
    assert found.least() == (2, 2)
    assert (
        "1,6" in " ".join(found.sentences())
        and "30 miljoen euro" in " ".join(found.sentences())
        and "geen kosten" in " ".join(found.sentences())
    )
    assert "1.6" in " ".join(found.sentences("en")) and "not by themselves a cost" in " ".join(
        found.sentences("en")
    )


def test_groups_by_hand() -> None:
    found = on.fragmentation(world(), small_eur=10e6)
    # State money 30 + 20 + 8 = 58 million; own money and the empty stream stay out of it.
    whole = row(found, "all", None)
    assert (
        whole["streams"],
        whole["awarded_streams"],
        whole["budget_eur"],
        whole["awarded_eur"],
    ) == (3, 1, 58e6, 18e6)
    assert whole["effective_number"] == pytest.approx(58**2 / (30**2 + 20**2 + 8**2))
    assert (whole["small_streams"], whole["small_share"], whole["small_share_eur"]) == (
        1,
        pytest.approx(1 / 3),
        pytest.approx(8 / 58),
    )
    assert row(found, "all", None, own=True)["budget_eur"] == 40e6
    assert found.unfunded == ("empty",)
    # Land: land fund and loose change (for small plans). No recipe asks roads for small plans, so
    # loose change may pay for land alone.
    land, roads = row(found, "purpose", "land"), row(found, "purpose", "roads")
    assert (land["streams"], land["budget_eur"], land["only_eur"]) == (2, 38e6, 38e6)
    assert (roads["streams"], roads["budget_eur"], roads["only_eur"]) == (1, 20e6, 20e6)
    assert row(found, "purpose", "land", own=True)["only_eur"] == 0.0
    # Region A: 10 of land, the 20 that the province shares with B, 8 of loose change. Region C: 20
    # of land.
    a, b, c = (row(found, "region", name) for name in "ABC")
    assert [
        (one["streams"], one["budget_eur"], one["only_eur"], one["label"]) for one in (a, b, c)
    ] == [(3, 38e6, 18e6, "Aa"), (1, 20e6, 0.0, "Bee"), (1, 20e6, 20e6, "Cee")]
    assert a["effective_number"] == pytest.approx(38**2 / (10**2 + 20**2 + 8**2))
    assert (
        row(found, "ministry", "M")["streams"],
        row(found, "ministry", "N")["streams"],
        row(found, "programme", None)["streams"],
    ) == (2, 1, 1)


def test_a_pot_at_the_threshold_is_not_small() -> None:
    assert [
        row(on.fragmentation(world(), small_eur=euros), "all", None)["small_streams"]
        for euros in (0, 8e6, 8e6 + 1, 1e9)
    ] == [0, 0, 1, 3]


def test_combinations_by_hand() -> None:
    found = on.fragmentation(world())
    both, nothing = (2, None, "land; roads"), (None, "land", None)
    assert needs(found, "state") == {
        ("A", "large"): both,
        ("A", "small"): (1, None, "change"),
        ("B", "large"): nothing,
        ("B", "small"): nothing,
        ("C", "large"): (None, "roads", None),
        ("C", "small"): (1, None, "land"),
    }
    assert needs(found, "earmarked")["A", "small"] == (1, None, "land")
    assert needs(found, "open")["A", "large"] == both
    assert set(needs(found, "all").values()) == {
        (1, None, "own"),
        (1, None, "change"),
        (1, None, "land"),
    }
    assert found.least("state") == (1, 2)
    assert found.needed.filter(money="state", plan_type="large")["regions"].to_list() == [1, 2]
    assert found.needed.filter(money="state", plan_type="large")["least_streams"].to_list() == [
        2,
        None,
    ]
    assert "In 3 van de 6" in " ".join(found.sentences())


def test_thresholds_and_exclusions_stand_in_the_way() -> None:
    case = world().set("streams", "land", min_plan_units=50)
    assert needs(on.fragmentation(case), "state")["C", "small"] == (None, "land", None)
    # A small plan has ten units: a threshold at ten lets it in, from either side.
    for column, euros, least in (
        ("min_plan_units", 10, 1),
        ("min_plan_units", 10.5, None),
        ("max_plan_units", 10, 1),
        ("max_plan_units", 9.5, None),
    ):
        assert (
            needs(on.fragmentation(world().set("streams", "land", **{column: euros})), "state")[
                "C", "small"
            ][0]
            == least
        )
    # Land and roads never pay for one home together: each purpose has a payer, and still no
    # combination.
    found = on.fragmentation(world(exclusions=[{"stream": "land", "excludes": "roads"}]))
    assert needs(found, "state")["A", "large"] == (None, None, None)
    assert found.overlap.filter(pl.col("excluded")).select("stream", "other").rows() == [
        ("land", "roads")
    ]


def test_overlap_by_hand() -> None:
    found = on.fragmentation(world()).overlap
    # The pairs asked: large-land, large-roads, small-land. Land opens two of them, loose change one
    # of these two, own money all three.
    jaccard = {
        (one, other): value
        for one, other, value in found.select("stream", "other", "jaccard").iter_rows()
    }
    assert jaccard == pytest.approx(
        {
            ("change", "land"): 1 / 2,
            ("change", "own"): 1 / 3,
            ("change", "roads"): 0,
            ("land", "own"): 2 / 3,
            ("land", "roads"): 0,
            ("own", "roads"): 1 / 3,
        }
    )
    assert found.filter(pl.col("own")).height == 3


def test_money_for_a_plan_does_not_serve_its_neighbour() -> None:
    """Two plans in one region, one with money for land and one with money for roads.

    Neither is paid for.
    """
    plans = [
        {
            "plan": name,
            "region": "A",
            "plan_type": "large",
            "outcome": "homes",
            "capacity_units": 5.0,
            "first_year": 2026,
            "last_year": 2028,
        }
        for name in ("one", "two")
    ]
    budgets = [
        {"stream": stream, "level": "plan", "area": plan, "year": 2026, "amount_eur": 1e6}
        for stream, plan in (("land", "one"), ("roads", "two"))
    ]
    found = on.fragmentation(world(plans=plans, budgets=budgets))
    assert found.combine.filter(money="state").select("least_streams", "units").rows() == [
        (None, 10.0)
    ]
    # one plan with both is enough for the region to have a home, whichever comes first
    for plan in ("one", "two"):
        together = [{**budget, "area": plan} for budget in budgets]
        assert needs(on.fragmentation(world(plans=plans, budgets=together)), "state")[
            "A", "large"
        ] == (2, None, "land; roads")


def test_money_that_no_recipe_asks_for_is_counted_but_pays_for_no_purpose() -> None:
    earmarks = [
        {"stream": stream, "purpose": purpose, "plan_type": None}
        for stream, purpose in (
            ("land", "land"),
            ("roads", "bridges"),
            ("change", "land"),
            ("own", "*"),
            ("empty", "land"),
        )
    ]
    found = on.fragmentation(world(earmarks=earmarks))
    assert (
        row(found, "stream", "roads")["purposes"],
        row(found, "stream", "land")["purposes"],
        row(found, "stream", "own", own=True)["purposes"],
    ) == (0, 1, 2)
    assert row(found, "all", None)["streams"] == 3
    assert found.by("purpose").select("name", "own").rows() == [
        ("land", False),
        ("land", True),
        ("roads", True),
    ]
    assert found.overlap.filter(stream="own", other="roads")["jaccard"].to_list() == [0.0]


def brute(
    asked: frozenset[str], opened: dict[str, frozenset[str]], excluded: dict[str, frozenset[str]]
) -> int | None:
    """The least size by trying every set of streams."""
    for size in range(len(opened) + 1):
        for chosen in combinations(opened, size):
            allowed = not any(other in excluded.get(one, ()) for one in chosen for other in chosen)
            if allowed and asked <= frozenset().union(*(opened[one] for one in chosen)):
                return size
    return None


def test_least_cover_is_the_least_of_all_sets() -> None:
    draw, found = random.Random(7), []
    for _ in range(600):
        purposes = [f"p{number}" for number in range(draw.randint(0, 7))]
        streams = [f"s{number}" for number in range(draw.randint(0, 9))]
        density = draw.choice([0.15, 0.4])
        opened = {
            stream: frozenset(purpose for purpose in purposes if draw.random() < density)
            for stream in streams
        }
        excluded: dict[str, frozenset[str]] = {}
        if draw.random() < 0.6:
            for one, other in combinations(streams, 2):
                if draw.random() < 0.4:
                    excluded[one] = excluded.get(one, frozenset()) | {other}
                    excluded[other] = excluded.get(other, frozenset()) | {one}
        asked = frozenset(purposes)
        chosen = minimum_cover(asked, opened, excluded)
        assert (None if chosen is None else len(chosen)) == brute(asked, opened, excluded)
        if chosen is not None:
            assert asked <= frozenset().union(*(opened[one] for one in chosen))
            assert not any(other in excluded.get(one, ()) for one in chosen for other in chosen)
        found.append(None if chosen is None else len(chosen))
    assert {None, 0, 1, 2, 3, 4} <= set(found)  # the draws reach every kind of answer


def test_a_smallest_set_is_not_the_greedy_one() -> None:
    # Greedy takes the four-purpose stream first and then needs two more.
    opened = {"big": frozenset("bcde"), "left": frozenset("abc"), "right": frozenset("def")}
    assert minimum_cover(frozenset("abcdef"), opened, {}) == ("left", "right")


def random_world(draw: random.Random) -> on.Case:
    purposes, kinds = ["land", "roads", "water", "grid"], ["large", "small"]
    areas = [
        ("national", None),
        ("province", "P"),
        ("province", "Q"),
        ("region", "A"),
        ("region", "B"),
        ("region", "C"),
        ("plan", "A-large"),
        ("plan", "C-small"),
    ]
    streams, budgets, earmarks = [], [], []
    for number in range(draw.randint(1, 6)):
        name = f"s{number}"
        least = draw.choice([None, None, 5.0, 50.0])
        streams.append(
            {
                "stream": name,
                "ministry": draw.choice(["M", "N"]),
                "counts_as_cofinancing": draw.random() < 0.2,
                "min_plan_units": least,
            }
        )
        for level, area in draw.sample(areas, draw.randint(0, 3)):
            budgets.append(
                {
                    "stream": name,
                    "level": level,
                    "area": area,
                    "year": 2026,
                    "amount_eur": float(draw.randint(0, 3)),
                    "awarded": draw.random() < 0.4,
                }
            )
        for purpose in draw.sample([*purposes, "*"], draw.randint(1, 2)):
            earmarks.append(
                {
                    "stream": name,
                    "purpose": purpose,
                    "plan_type": draw.choice([None, None, "large", "small"]),
                }
            )
    budgets.append(
        {
            "stream": "s0",
            "level": "national",
            "area": None,
            "year": 2027,
            "amount_eur": 1.0,
            "awarded": False,
        }
    )
    exclusions = [
        {"stream": one["stream"], "excludes": other["stream"]}
        for one, other in combinations(streams, 2)
        if draw.random() < 0.15
    ]
    costs = [
        {"plan_type": kind, "purpose": purpose, "eur_per_unit": draw.choice([0.0, 1.0, 2.0])}
        for kind in kinds
        for purpose in purposes
    ]
    return world(
        streams=streams,
        budgets=budgets,
        earmarks=earmarks,
        costs=costs,
        **({"exclusions": exclusions} if exclusions else {}),
    )


def reach(case: on.Case, plan: dict[str, Any]) -> set[tuple[str, bool]]:
    """The streams, and whether awarded, with money in reach of a plan.

    Read off the tables one row at a time.
    """
    province = dict(case.regions.select("region", "province").iter_rows())
    homes = {
        "national": None,
        "province": province[plan["region"]],
        "region": plan["region"],
        "plan": plan["plan"],
    }
    rows = case.budgets.filter(pl.col("amount_eur") > 0).to_dicts()
    return {
        (one["stream"], bool(one["awarded"])) for one in rows if homes[one["level"]] == one["area"]
    }


def test_combinations_on_random_cases_equal_every_set_tried() -> None:
    draw, seen = random.Random(13), set()
    for _ in range(sample(20)):
        case = random_world(draw)
        found = on.fragmentation(case)
        rules = {one["stream"]: one for one in case.streams.to_dicts()}
        excluded: dict[str, frozenset[str]] = {}
        for one, other in case.exclusions.select("stream", "excludes").iter_rows():
            excluded[one] = excluded.get(one, frozenset()) | {other}
            excluded[other] = excluded.get(other, frozenset()) | {one}
        for plan in case.plans.to_dicts():
            kind = plan["plan_type"]
            asked = frozenset(
                purpose
                for of, purpose, eur in case.costs.select(
                    "plan_type", "purpose", "eur_per_unit"
                ).iter_rows()
                if of == kind and eur > 0
            )
            rows = [
                (s, p)
                for s, p, t in case.earmarks.select("stream", "purpose", "plan_type").iter_rows()
                if t in (None, kind)
            ]
            for money in MONEY:
                streams = {
                    stream
                    for stream, awarded in reach(case, plan)
                    if (money == "all" or not rules[stream]["counts_as_cofinancing"])
                    and not (money == "open" and awarded)
                    and not (money == "earmarked" and (stream, "*") in rows)
                    and plan["capacity_units"] >= (rules[stream]["min_plan_units"] or 0)
                }
                opened = {
                    s: frozenset(p for p in asked if (s, p) in rows or (s, "*") in rows)
                    for s in sorted(streams)
                }
                least, nobody = brute(asked, opened, excluded), asked.difference(*opened.values())
                assert needs(found, money)[plan["region"], kind][:2] == (
                    least,
                    "; ".join(sorted(nobody)) or None,
                )
                seen.add((money, least))
    assert {(money, least) for money in MONEY for least in (None, 1, 2)} <= seen


def test_groups_add_up_to_the_totals_of_the_case_and_weigh_as_their_shares() -> None:
    draw = random.Random(3)
    for _ in range(25):
        case = random_world(draw)
        found = on.fragmentation(case)
        for by in ("stream", "ministry"):
            totals = case.totals([by, "counts_as_cofinancing"]).filter(pl.col("amount_eur") > 0)
            wanted = {
                (name, own): euros
                for name, own, euros in totals.select(
                    by, "counts_as_cofinancing", "amount_eur"
                ).iter_rows()
            }
            assert {
                (name, own): euros
                for name, own, euros in found.by(by).select("name", "own", "budget_eur").iter_rows()
            } == pytest.approx(wanted)
            awarded = case.totals(["awarded"]).filter(pl.col("awarded"))["amount_eur"].sum()
            assert found.by(by)["awarded_eur"].sum() == pytest.approx(awarded)
        assert (found.frame["only_eur"] <= found.frame["budget_eur"]).all()
        assert found.frame.filter(
            (pl.col("effective_number") < 1 - 1e-12)
            | (pl.col("effective_number") > pl.col("streams") + 1e-9)
        ).is_empty()
        streams = found.by("stream").filter(~pl.col("own"))["budget_eur"].to_list()
        if streams:
            assert row(found, "all", None)["effective_number"] == pytest.approx(
                sum(streams) ** 2 / sum(euros**2 for euros in streams)
            )
        # What can only go to one region, and what is given to wider areas or to regions, is all the
        # money.
        wide = case.budgets.filter(
            pl.col("level").is_in(["national", "province"])
            & ~(pl.col("area").eq_missing(pl.lit("Q")))
        )["amount_eur"].sum()
        assert found.by("region")["only_eur"].sum() + wide == pytest.approx(
            case.budgets["amount_eur"].sum()
        )


def test_the_order_of_rows_does_not_matter() -> None:
    case = world()
    turned = on.Case(
        **{name: frame.reverse() for name, frame in case.tables.items() if frame.height}
    )
    one, other = on.fragmentation(case), on.fragmentation(turned)
    for name in ("pots", "overlap", "combine"):
        assert getattr(one, name).equals(getattr(other, name)), name
    assert one.trace == other.trace


def test_nederland_counts_the_streams_of_its_register() -> None:
    case = on.load_case("nederland")
    found = on.fragmentation(case)
    with (ROOT / "datasets/nederland/register.csv").open(encoding="utf-8") as file:
        inside = {one["case_stream"] for one in csv.DictReader(file) if one["in_case"] == "in"}
    whole = row(found, "all", None)
    assert whole["streams"] == len(inside)
    assert set(found.by("stream").filter(~pl.col("own"))["name"]) == inside
    total = case.totals([])["amount_eur"].item()
    for by in ("all", "ministry", "programme", "stream"):
        assert found.by(by)["budget_eur"].sum() == pytest.approx(total)
    assert (
        found.combine.height
        == len(MONEY) * case.plans.select("region", "plan_type").unique().height
    )
    assert found.combine["units"].sum() == pytest.approx(
        len(MONEY) * case.plans["capacity_units"].sum()
    )


def test_published_facts_stand_apart_with_their_sources() -> None:
    facts = fragmentation_facts()
    assert (
        facts.height
        == len(
            (ROOT / "datasets/raw/streams/fragmentation_facts.csv")
            .read_text(encoding="utf-8")
            .strip()
            .splitlines()
        )
        - 1
    )
    assert facts["source_url"].str.starts_with("http").all()
    assert facts["fact_id"].is_unique().all()
    assert facts.filter(pl.col("value").is_null())["unit"].to_list() == ["claim"]
    assert facts.filter(fact_id="osu_count_2024")["value"].to_list() == [185.0]
    found = on.fragmentation(world())
    assert found.facts.equals(facts)
    assert not {"facts", "value"} & set(found.frame.columns)


def test_a_notebook_shows_no_list_of_municipalities() -> None:
    shown = on.fragmentation(world())._repr_html_()
    assert "Road fund" in shown
    assert "Bee" not in shown


@pytest.mark.parametrize("euros", [-1.0, float("nan"), float("inf"), "10"])
def test_a_threshold_that_is_no_amount_is_refused(euros: Any) -> None:
    with pytest.raises(on.QuestionError, match="small_eur"):
        on.fragmentation(world(), small_eur=euros)


def test_unknown_groups_are_refused_with_the_nearest() -> None:
    found = on.fragmentation(world())
    with pytest.raises(on.QuestionError, match="Did you mean 'ministry'"):
        found.by("ministery")
    with pytest.raises(on.QuestionError, match="Choose from state"):
        found.least("rijk")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("by", ["all", "purpose", "region", "ministry", "programme", "stream"])
def test_chart_of_every_group(by: str, lang: str) -> None:
    found = on.fragmentation(world())
    ax = found.plot(lang=lang, by=by)
    assert len(ax.get_yticks()) == found.by(by)["name"].n_unique()
    texts = " ".join(text.get_text() for text in ax.figure.texts)
    assert {"nl": "geen optimum", "en": "no optimum"}[lang] in texts
    assert {"nl": "geen kosten", "en": "not by themselves a cost"}[lang] in " ".join(texts.split())
    drawn = sum(bar.get_width() for bar in ax.patches)
    assert drawn == found.by(by)["streams"].sum()


def test_a_chart_says_when_budgets_are_assumed() -> None:
    case = world()
    assumed = case.with_table(
        "budgets", case.budgets.with_columns(pl.lit("assumption").alias("status"))
    )
    told = [
        " ".join(
            text.get_text()
            for text in on.fragmentation(one).plot(by="region", lang="en").figure.texts
        )
        for one in (case, assumed)
    ]
    assert ["assumptions" in one for one in told] == [False, True]
    assert "in reach" in told[0]


def test_only_own_money() -> None:
    case = world(
        budgets=[
            {"stream": "own", "level": "national", "area": None, "year": 2026, "amount_eur": 5.0}
        ]
    )
    found = on.fragmentation(case)
    assert found.by("all").select("own", "streams").rows() == [(True, 1)]
    assert found.least("state") is None
    assert "Nergens" in " ".join(found.sentences())
    found.plot()


def test_workbook_and_terminal(tmp_path: Path) -> None:
    path = on.fragmentation(world()).to_excel(tmp_path / "pots.xlsx")
    assert pl.read_excel(path, sheet_name="combine", engine="openpyxl").height == len(MONEY) * 6
    command = ("fragmentation", "two-villages")
    done = run(*command, "--json", "--small-eur", "30000000")
    answer = json.loads(done.stdout)
    assert {
        "case",
        "small_eur",
        "pots",
        "overlap",
        "combine",
        "unfunded",
        "published_facts",
    } == set(answer)
    assert answer["pots"][0]["small_streams"] == 1
    shown = run(*command, "--lang", "en")
    assert shown.returncode == 0
    assert "at least 2 (areas: 1)" in shown.stdout
    refused = run(*command, "--small-eur", "-1")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "small_eur" in refused.stderr


def test_a_budget_that_does_not_say_it_is_awarded_is_awarded_in_no_group() -> None:
    pots = on.fragmentation(on.load_case("two-villages")).pots
    assert {"all", "region", "purpose"} <= set(pots["by"])
    assert pots["awarded_eur"].to_list() == [0.0] * pots.height
    assert pots["awarded_streams"].to_list() == [0] * pots.height
