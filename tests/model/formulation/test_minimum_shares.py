"""Minimum shares: the naive program agrees, the laws hold, and every answer knows the rule."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import ontschotting as on
from ontschotting.certificate_workbook.program_tables import certificate_tables
from ontschotting.lp.program import Program
from ontschotting.measures.explanation.binding_shares import binding_shares
from ontschotting.model.build import build_regime_program
from ontschotting.model.export import export_program
from ontschotting.solving.case_solver import CaseSolver
from tests.oracle.families import SHARE_FAMILIES, WALLS
from tests.oracle.random_cases import scenarios, to_frames, to_regime
from tests.oracle.roads import assert_both_roads_agree, library_measures, library_value
from tests.oracle.samples import sample, steps

FAMILIES = tuple(SHARE_FAMILIES)
SAMPLE = sample(7)

GAINS = 1e-6


def case_of(scenario: Any) -> on.Case:
    return on.Case(**to_frames(scenario.tables))


def with_shares(case: on.Case, *rows: tuple[str, str, str, float]) -> on.Case:
    return case.with_table(
        "minimum_shares",
        pl.DataFrame(list(rows), schema=["stream", "level", "outcome", "min_share"], orient="row"),
    )


def without(case: on.Case) -> on.Case:
    return case.with_table("minimum_shares", case.minimum_shares.clear())


def same(one: float, other: float) -> bool:
    return abs(one - other) <= GAINS * max(1.0, abs(other))


def having(count: int, seed: int) -> list[Any]:
    """Scenarios with at least one row that asks something."""
    return [
        one
        for one in scenarios(sample(count), seed=seed, families=FAMILIES)
        if any(row["min_share"] > 0 for row in one.tables["minimum_shares"])
    ]


@pytest.mark.parametrize(
    "scenario",
    list(scenarios(SAMPLE, seed=2026, families=FAMILIES)),
    ids=lambda scenario: scenario.name,
)
def test_the_library_agrees_with_the_naive_program(scenario: Any) -> None:
    assert_both_roads_agree(scenario)


def test_the_random_rows_bind() -> None:
    """Otherwise agreeing would prove little.

    In a good part of the cases the rule costs something, today and in the lifted world.
    """
    costs, tried = [0, 0], having(7, seed=2026)
    for scenario in tried:
        case = case_of(scenario)
        for number, regime in enumerate((on.CURRENT, to_regime(scenario.regime))):
            kept, free = library_value(case, regime), library_value(without(case), regime)
            assert kept <= free + GAINS * max(1.0, free)
            costs[number] += not same(kept, free)
    assert min(costs) >= 0.08 * len(tried), costs


# Laws


@pytest.mark.parametrize("scenario", having(7, seed=11), ids=lambda scenario: scenario.name)
def test_lifting_more_never_lowers_the_value(scenario: Any) -> None:
    """One wall after the other, for some streams and not for awarded money.

    Then wider free shares, awarded money, and everything everywhere.
    """
    case, rng = case_of(scenario), np.random.default_rng([11, len(scenario.name)])
    walls = [str(wall) for wall in rng.permutation(WALLS)]
    names = case.streams["stream"].to_list()
    lift = {
        **scenario.regime[0],
        "cut": 0.0,
        "area": "province",
        "purposes": None,
        "awarded": False,
    }
    lift["streams"] = (
        [name for name in names if rng.random() < 0.6] or names[:1] if rng.random() < 0.5 else None
    )
    chain: list[list[dict[str, Any]]] = [[]]
    chain += [
        [{**lift, "walls": set(walls[:count]), "free_share": 0.3}]
        for count in range(1, len(WALLS) + 1)
    ]
    chain += [[{**lift, "walls": set(WALLS), "free_share": share}] for share in (0.6, 1.0)]
    chain += [[{**lift, "walls": set(WALLS), "free_share": 1.0, "awarded": True}]]
    chain += [[{"walls": set(WALLS), "area": "national", "awarded": True, "streams": names}]]
    values = [library_value(case, to_regime(regime)) for regime in steps(chain)]
    for less, more in pairwise(values):
        assert more >= less - GAINS * max(1.0, less), values


@pytest.mark.parametrize("scenario", having(7, seed=12), ids=lambda scenario: scenario.name)
def test_a_higher_share_never_raises_the_value(scenario: Any) -> None:
    case, regime = case_of(scenario), to_regime(scenario.regime)
    for asked in (on.CURRENT, regime):
        raised = (
            case.with_table(
                "minimum_shares",
                case.minimum_shares.with_columns(pl.col("min_share") * (1 - part) + part),
            )
            for part in (0.0, 0.5, 1.0)
        )
        for less, more in pairwise(library_value(one, asked) for one in raised):
            assert more <= less + GAINS * max(1.0, less)


def arrays(program: Program) -> list[Any]:
    parts = (
        program.matrix.data,
        program.matrix.indices,
        program.matrix.indptr,
        program.row_lower,
        program.row_upper,
        program.lower,
        program.upper,
        program.valid_upper,
    )
    return [one.tolist() for one in parts]


@pytest.mark.parametrize("scenario", having(7, seed=13), ids=lambda scenario: scenario.name)
def test_a_share_of_zero_is_no_row(scenario: Any) -> None:
    """To the last bit of the program."""
    case = case_of(scenario)
    none = case.with_table(
        "minimum_shares", case.minimum_shares.with_columns(pl.lit(0.0).alias("min_share"))
    )
    for regime in (on.CURRENT, to_regime(scenario.regime)):
        assert arrays(build_regime_program(none, regime).program) == arrays(
            build_regime_program(without(case), regime).program
        )


@pytest.mark.parametrize("scenario", having(7, seed=14), ids=lambda scenario: scenario.name)
def test_lifting_the_threshold_is_removing_the_rows(scenario: Any) -> None:
    """For every stream and awarded money too, where no plan is too small or too large."""
    case = case_of(scenario)
    blank = pl.lit(None, pl.Float64)
    case = case.with_table(
        "streams",
        case.streams.with_columns(blank.alias("min_plan_units"), blank.alias("max_plan_units")),
    )
    kept = on.allocate(case, on.lift("threshold", awarded=True))
    free = on.allocate(without(case))
    assert same(kept.value, free.value)
    assert kept.spent_eur == pytest.approx(free.spent_eur, rel=1e-6, abs=2.0)


@pytest.mark.parametrize("scenario", having(7, seed=15), ids=lambda scenario: scenario.name)
def test_a_share_of_everything_is_an_earmark_for_the_plan_types_of_the_outcome(
    scenario: Any,
) -> None:
    """With a plan type per outcome.

    The stream pays for the types of the outcome and for no other.
    """
    case = case_of(scenario)
    kinds = (
        case.plans.select("plan_type", "outcome")
        .unique()
        .with_columns(pl.format("{} for {}", "plan_type", "outcome").alias("kind"))
    )
    plans = (
        case.plans.join(kinds, on=["plan_type", "outcome"])
        .drop("plan_type")
        .rename({"kind": "plan_type"})
    )
    costs = (
        case.costs.join(kinds, on="plan_type")
        .drop("plan_type", "outcome")
        .rename({"kind": "plan_type"})
    )
    blank = (
        case.earmarks.filter(pl.col("plan_type").is_null())
        .drop("plan_type")
        .join(kinds.select("kind", "outcome"), how="cross")
    )
    named = case.earmarks.join(kinds, on="plan_type").drop("plan_type")
    marks = (
        pl.concat([blank, named], how="diagonal")
        .rename({"kind": "plan_type"})
        .unique(["stream", "purpose", "plan_type"])
    )
    frames = {name: frame for name, frame in case.tables.items() if frame.height} | {
        "plans": plans,
        "costs": costs,
    }
    first = case.minimum_shares.unique("stream", keep="first", maintain_order=True)
    asked = first.select(
        "stream", pl.lit("national").alias("level"), "outcome", pl.lit(1.0).alias("min_share")
    )
    whole = on.Case(**frames | {"earmarks": marks.drop("outcome"), "minimum_shares": asked})
    wanted = marks.join(
        asked.select("stream", pl.col("outcome").alias("wanted")), on="stream", how="left"
    )
    narrow = wanted.filter(
        pl.col("wanted").is_null() | (pl.col("wanted") == pl.col("outcome"))
    ).drop("outcome", "wanted")
    earmarked = on.Case(
        **{name: frame for name, frame in frames.items() if name != "minimum_shares"}
        | {"earmarks": narrow}
    )
    assert same(library_value(whole), library_value(earmarked))


@pytest.mark.parametrize("scenario", having(7, seed=16), ids=lambda scenario: scenario.name)
def test_units_that_the_stream_does_not_pay_never_move(scenario: Any) -> None:
    """Without the money of the streams that have the rule, it asks nothing."""
    case = case_of(scenario)
    sharing = pl.col("stream").is_in(case.minimum_shares["stream"].unique().to_list())
    poor = case.with_table(
        "budgets",
        case.budgets.with_columns(
            pl.when(sharing).then(0.0).otherwise(pl.col("amount_eur")).alias("amount_eur")
        ),
    )
    for regime in (on.CURRENT, to_regime(scenario.regime)):
        kept, free = on.allocate(poor, regime), on.allocate(without(poor), regime)
        assert same(kept.value, free.value)
        assert kept.spent_eur == pytest.approx(free.spent_eur, rel=1e-6, abs=2.0)


def test_cheaper_homes_never_lower_the_value() -> None:
    """Down to zero euros: a home that needs no money of the stream any more still counts."""
    case = on.load_case("two-villages-affordable")
    values = [
        on.allocate(case.set("costs", "affordable", "land", eur_per_unit=euros)).value
        for euros in (40_000, 20_000, 1, 0)
    ]
    # In a pairs of 60,000, of 40,000, and then all 2,000. In b 50 pairs and 100 other homes,
    # whatever the affordable ones cost.
    assert values == pytest.approx([1200, 1500 + 200, 2000 + 200, 2000 + 200])


def test_renaming_changes_nothing_and_scaling_neither() -> None:
    for scenario in having(7, seed=17):
        case, regime = case_of(scenario), to_regime(scenario.regime)
        value = library_value(case, regime)
        turned = on.Case(
            **{name: frame.reverse() for name, frame in case.tables.items() if frame.height}
        )
        assert same(library_value(turned, regime), value)
        scaled = case
        for table, columns in {
            "budgets": ["amount_eur"],
            "costs": ["eur_per_unit"],
            "ceilings": ["max_eur"],
            "streams": ["cap_eur_per_unit"],
        }.items():
            if scaled.tables[table].height:
                scaled = scaled.with_table(
                    table, scaled.tables[table].with_columns(pl.col(columns) * 1024.0)
                )
        assert same(library_value(scaled, regime), value)


# The answers


@pytest.fixture(scope="module")
def villages() -> on.Case:
    return on.load_case("two-villages-affordable")


def test_the_bundled_case_gives_the_answers_of_its_readme(villages: on.Case) -> None:
    assert villages.findings == ()
    found = on.compare(villages, on.lift("threshold"))
    assert (found.current.value, found.lifted.value, found.freed) == pytest.approx(
        (1200, 1650, 450)
    )
    assert found.current.outcomes == pytest.approx(
        {"affordable_homes": 550, "other_homes": 650}, rel=1e-6
    )
    assert found.lifted.outcomes == pytest.approx(
        {"affordable_homes": 250, "other_homes": 1400}, rel=1e-6
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
    assert money == pytest.approx([24e6, 14e6, 11e6, 0, 0, 3e6, 10e6], rel=1e-6, abs=2.0)
    assert found.needed_eur + found.blocked_eur + found.surplus_eur == pytest.approx(
        found.lifted.budget_eur, rel=1e-12
    )
    assert (
        found.break_even_cut,
        found.least_free_share,
        found.least_free_share_90,
    ) == pytest.approx((7 / 18, 1, 0.55), abs=1e-6)
    assert on.compare(villages).freed == 0
    wide = villages.set("minimum_shares", "grant", "region", "affordable_homes", level="province")
    assert on.allocate(wide).value == pytest.approx(1300)
    assert on.free_share(villages, on.lift("threshold"), shares=(0.0, 0.5)).curve[
        "value"
    ].to_list() == pytest.approx([1200, 1600])


def test_the_share_is_the_work_of_the_threshold(villages: on.Case) -> None:
    parts = dict(on.attribute(villages, on.UNCONDITIONAL).frame.select("wall", "value").iter_rows())
    assert parts.pop("threshold") == pytest.approx(450)
    assert set(parts.values()) == {0.0}
    # 100 others from own money, 1,400 from 28 million, 200 affordable from 8
    assert on.compare(villages, on.BORDERLESS).lifted.value == pytest.approx(1700)


def test_prices_of_money_under_a_share(villages: on.Case) -> None:
    """In a the next euro of the grant is spent on pairs (2 homes for 60,000) up to 500 more pairs.

    In b it adds nothing; own money pays a home for 20,000.
    """
    found = on.shadow_prices(villages).budgets
    assert found["value_per_eur"].to_list() == pytest.approx([2 / 60_000, 0, 1 / 20_000])
    assert found["holds_until_eur"].to_list()[::2] == pytest.approx([30e6, 7e6])


@pytest.mark.parametrize("scenario", having(7, seed=18), ids=lambda scenario: scenario.name)
def test_shut_roads_change_no_value(scenario: Any) -> None:
    """The roads of which only the price is asked let no unit count that the stream may not pay for
    today.
    """
    case = case_of(scenario)
    assert same(on.shadow_prices(case, rays=0).value, library_value(case))


def test_a_shut_road_lets_no_home_count() -> None:
    """Five affordable homes need water, which own money pays and the grant may not.

    So they do not count for the grant, and it pays no other home. A lift of the purpose would let
    them count.
    """
    tables = {
        "regions": [{"region": "r"}],
        "streams": [
            {"stream": "grant", "counts_as_cofinancing": False},
            {"stream": "own", "counts_as_cofinancing": True},
        ],
        "budgets": [
            {"stream": name, "level": "region", "area": "r", "year": 2026, "amount_eur": euros}
            for name, euros in (("grant", 300_000.0), ("own", 50_000.0))
        ],
        "earmarks": [{"stream": "grant", "purpose": "land"}, {"stream": "own", "purpose": "water"}],
        "plans": [
            {
                "plan": kind,
                "region": "r",
                "plan_type": kind,
                "outcome": kind,
                "capacity_units": 10.0,
                "first_year": 2026,
                "last_year": 2026,
            }
            for kind in ("affordable", "other")
        ],
        "costs": [
            {"plan_type": "affordable", "purpose": "water", "eur_per_unit": 10_000.0},
            {"plan_type": "other", "purpose": "land", "eur_per_unit": 20_000.0},
        ],
        "outcomes": [{"outcome": kind, "weight": 1.0} for kind in ("affordable", "other")],
        "minimum_shares": [
            {"stream": "grant", "level": "region", "outcome": "affordable", "min_share": 0.5}
        ],
    }
    case = on.Case(**to_frames(tables))
    assert on.allocate(case).value == pytest.approx(5)
    assert on.shadow_prices(case).value == pytest.approx(5)
    assert on.allocate(case, on.lift("purpose")).value == pytest.approx(20)


def test_why_here_names_the_share(villages: on.Case) -> None:
    """Without the rule in a: 1,250 homes there, 250 more; in b 200 more.

    A case without the rule says nothing of it.
    """
    for village, gain in (("a", 250), ("b", 200)):
        found = on.explain(villages, village)
        assert found.shares.select("stream", "level", "outcome", "min_share").row(0) == (
            "grant",
            "region",
            "affordable_homes",
            0.5,
        )
        assert found.shares["gain"].to_list() == pytest.approx([gain])
        assert (
            f"at least 50% must be affordable homes, per region; without that rule here {gain}"
            " units" in " ".join(found.sentences("en"))
        )
        assert (
            "ten minste 50% bestaan uit betaalbare woningen, per regio; zonder die regel hier"
            f" kwamen er {gain} eenheden" in " ".join(found.sentences("nl"))
        )
    assert "see the minimum share below" in " ".join(found.sentences("en"))
    whole = on.explain(villages)
    assert whole.shares["gain"].to_list() == pytest.approx([450])
    assert {"shares"} <= set(whole._sheets())
    none = on.explain(on.load_case("two-villages"))
    assert none.shares.is_empty() and "shares" not in none._sheets()


def test_the_gain_of_a_share_is_that_of_the_case_without_it() -> None:
    tried = 0
    for scenario in having(29, seed=19):
        case = case_of(scenario)
        today = CaseSolver(case).questions()
        found = binding_shares(case, today, frozenset(case.plans["plan"]))
        for stream, level, outcome, gain in found.select(
            "stream", "level", "outcome", "gain"
        ).iter_rows():
            free = case.set("minimum_shares", stream, level, outcome, min_share=0.0)
            assert same(today.value + gain, library_value(free))
            tried += 1
    assert tried >= 5


def test_margins_of_a_share(villages: on.Case) -> None:
    """From a third to two thirds: in a 3 homes for 80,000 (1,125), or for 100,000 (900).

    In b 50 affordable homes carry 100 others (4 million) or 25 (2.5 million).
    """
    case = villages.with_table(
        "minimum_shares",
        villages.minimum_shares.with_columns(
            pl.lit(1 / 3).alias("min_share_low"), pl.lit(2 / 3).alias("min_share_high")
        ),
    )
    found = on.bounds(case, on.lift("threshold"))
    today = dict(found.frame.select("data", "current_value").iter_rows())
    assert today == pytest.approx(
        {
            "central": 1200,
            "favourable": 1125 + 150 + 100,
            "unfavourable": 900 + 75 + 100,
            "least": 1375,
            "most": 1075,
        }
    )
    assert (found.least, found.central, found.most) == pytest.approx((275, 450, 575))
    assert found.corners.select("group", "table", "favourable", "unfavourable").rows() == [
        ("grant: min_share", "minimum_shares", "low", "high")
    ]
    swings = on.tornado(case, on.lift("threshold")).frame
    assert swings.select("group", "low", "central", "high").row(0) == (
        "grant: min_share",
        pytest.approx(275),
        pytest.approx(450),
        pytest.approx(575),
    )
    drawn = on.sweep(case, on.lift("threshold"), draws=4, seed=1).frame
    assert drawn.height
    flips = on.switching_values(case, on.lift("threshold"), reach=6).frame
    assert flips["group"].to_list() == ["grant: min_share"] * 2
    # At a share of zero, which is as low as it goes, nothing is freed; on the way there in b
    # something is. At 1 the rule costs most.
    low = flips.filter(pl.col("toward") == "low").row(0, named=True)
    assert low["value_at_flip"] < 0.2


def test_the_certificate_tells_the_share_in_words(villages: on.Case, tmp_path: Path) -> None:
    rows = certificate_tables(villages, on.CURRENT, "nl").rows.filter(
        pl.col("kind") == "minimum_share"
    )
    assert rows["what"].to_list() == [
        "grant, a: ten minste 50% affordable_homes",
        "grant, b: ten minste 50% affordable_homes",
    ]
    assert on.write_certificate(villages, tmp_path / "proof.xlsx", on.lift("threshold")).exists()


def test_the_program_as_a_file(villages: on.Case, tmp_path: Path) -> None:
    """The golden program.

    In each village 0.5 · affordable − 0.5 · other ≥ 0 over the units of the variant with the grant,
    and units without it beside them.
    """
    path, _ = export_program(villages, tmp_path / "villages.lp")
    text = path.read_text(encoding="utf-8")
    assert text[text.index("Minimize") :] == (
        Path(__file__).parents[2] / "golden" / "minimum_share.lp"
    ).read_text(encoding="utf-8")


def test_every_format_keeps_the_table(villages: on.Case, tmp_path: Path) -> None:
    case = villages.with_table(
        "minimum_shares",
        villages.minimum_shares.with_columns(
            pl.lit(0.4).alias("min_share_low"), pl.lit(0.6).alias("min_share_high")
        ),
    )
    for place in ("folder", "case.xlsx"):
        assert on.read_case(case.write(tmp_path / place)) == case
    assert case.changes(villages)["table"].unique().to_list() == ["minimum_shares"]
    assert case.fingerprint != villages.fingerprint


def test_the_report_lists_the_shares(villages: on.Case) -> None:
    from types import SimpleNamespace

    from ontschotting.report.blocks import Table
    from ontschotting.report.collect.question import QuestionResult
    from ontschotting.report.localized_report import LocalizedReport
    from ontschotting.report.sections.provenance.sources import sources

    main = on.compare(villages)
    for lang, shown in (
        ("nl", ("Uitkering voor grond", "regio", "betaalbare woningen", "50%")),
        ("en", ("Land grant", "region", "affordable homes", "50%")),
    ):
        for case, tables in ((villages, 1), (without(villages), 0)):
            data = SimpleNamespace(
                case=case,
                main=QuestionResult(main, None),
                companion_tables={},  # type: ignore[arg-type]
            )
            blocks = sources(LocalizedReport(data, lang)).blocks  # type: ignore[arg-type]
            found = [
                row
                for block in blocks
                if isinstance(block, Table)
                for row in block.rows
                if tuple(map(str, row)) == shown
            ]
            assert len(found) == tables


def test_a_scheme_that_ends_takes_its_help_with_it() -> None:
    """The grant of 2026 may pay only for others (20,000), that of 2027 only for affordable homes
    (40,000); own money pays one affordable home, 40,000.

    Planned: 2.5 affordable homes from 2027 and one from own money carry 3.5 others. When the grant
    ends in 2027 it may pay for no affordable home any more, so the one of own money carries no
    other: 1, known or not. If it still counted, those who did not know would have 2, more than
    those who knew.
    """
    tables = {
        "regions": [{"region": "r"}],
        "streams": [
            {"stream": "grant", "counts_as_cofinancing": False},
            {"stream": "own", "counts_as_cofinancing": True},
        ],
        "budgets": [
            {"stream": name, "level": "plan", "area": area, "year": year, "amount_eur": euros}
            for name, area, year, euros in (
                ("grant", "other", 2026, 200_000.0),
                ("grant", "affordable", 2027, 100_000.0),
                ("own", "affordable", 2027, 40_000.0),
            )
        ],
        "earmarks": [{"stream": "grant", "purpose": "land"}, {"stream": "own", "purpose": "land"}],
        "plans": [
            {
                "plan": kind,
                "region": "r",
                "plan_type": kind,
                "outcome": kind,
                "capacity_units": 10.0,
                "first_year": 2027,
                "last_year": 2027,
            }
            for kind in ("affordable", "other")
        ],
        "costs": [
            {"plan_type": "affordable", "purpose": "land", "eur_per_unit": 40_000.0},
            {"plan_type": "other", "purpose": "land", "eur_per_unit": 20_000.0},
        ],
        "outcomes": [{"outcome": kind, "weight": 1.0} for kind in ("affordable", "other")],
        "minimum_shares": [
            {"stream": "grant", "level": "region", "outcome": "affordable", "min_share": 0.5}
        ],
    }
    found = on.cancellation(on.Case(**to_frames(tables)), "grant", 2027)
    assert (
        found.planned,
        found.known,
        found.surprised,
        found.lost,
        found.lost_extra,
    ) == pytest.approx((7, 1, 1, 6, 0), abs=1e-6)


def test_a_change_of_course_never_pays() -> None:
    tried = 0
    for scenario in having(7, seed=22):
        case = case_of(scenario)
        last = int(case.plans["last_year"].max())  # type: ignore[arg-type]
        for stream in case.minimum_shares["stream"].unique().sort().to_list():
            for year in range(case.first_year, last + 1):
                if case.budgets.filter(
                    (pl.col("stream") == stream) & (pl.col("year") >= year)
                ).is_empty():
                    continue
                if case.budgets.filter(
                    (pl.col("stream") != stream) | (pl.col("year") < year)
                ).is_empty():
                    continue
                found = on.cancellation(case, stream, year)
                assert found.lost >= -GAINS * max(1.0, found.planned)
                assert found.lost_extra >= -GAINS * max(1.0, found.planned), (
                    scenario.name,
                    stream,
                    year,
                )
                tried += 1
    assert tried >= 15


def test_a_part_of_the_case_meets_the_share_by_itself(villages: on.Case) -> None:
    wide = villages.set("minimum_shares", "grant", "region", "affordable_homes", level="province")
    assert on.allocate(wide.only(region="b")).value == pytest.approx(200)
    assert on.allocate(wide).value == pytest.approx(1300)


def test_which_wall_first_and_who_is_to_blame_over_streams() -> None:
    """The search with an indicator per stream finds what enumeration finds."""
    for scenario in having(7, seed=20):
        case = case_of(scenario)
        regime = on.lift("threshold", "purpose", "stacking")
        found = on.choose_walls(case, regime, k=1, over="streams")
        names = case.streams.filter(~pl.col("counts_as_cofinancing").fill_null(False))[
            "stream"
        ].to_list()
        best = max(
            library_value(case, on.lift("threshold", "purpose", "stacking", streams=[name]))
            for name in names
        )
        assert same(found.value, best)


def test_money_adds_up() -> None:
    for scenario in having(7, seed=21):
        found = library_measures(scenario.tables, scenario.regime)
        if found["needed_eur"] is not None:
            assert found["needed_eur"] + found["blocked_eur"] + found[
                "surplus_eur"
            ] == pytest.approx(
                found["budget_eur_lifted"], abs=1e-6 * max(1.0, found["budget_eur_lifted"])
            )
