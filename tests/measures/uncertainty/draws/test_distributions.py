"""Distributions by name and correlation: each against scipy's own, and said in the sentence."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

import ontschotting as on
from ontschotting.measures.uncertainty.draws.correlation import correlation_of
from ontschotting.measures.uncertainty.draws.distributions import (
    distributions_of,
    named_inputs,
    quantiles,
)
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws, uniform

LOW, VALUE, HIGH = 10e6, 20e6, 35e6
SHARES = np.linspace(0.001, 0.999, 97)


@pytest.fixture
def case() -> on.Case:
    """Land 60 (50 to 80), mobility 20 (10 to 35) million; a home needs 10,000 of each."""
    case = on.load_case("two-villages")
    ends = {"land": (50e6, 80e6), "mobility": (LOW, HIGH)}
    columns = [
        pl.col("stream").replace_strict({name: end[n] for name, end in ends.items()}).alias(column)
        for n, column in enumerate(("amount_eur_low", "amount_eur_high"))
    ]
    return case.with_table("budgets", case.budgets.with_columns(columns))


def drawn(case: on.Case, source: SeededDraws, stream: str, count: int) -> np.ndarray:
    rows = pl.col("stream") == stream
    return np.array(
        [
            source.case_of(case, draw).budgets.filter(rows)["amount_eur"].item()
            for draw in range(1, count + 1)
        ]
    )


def cut(low: float, mean: float, high: float) -> stats.rv_continuous:
    spread = (high - low) / 3.92
    return stats.truncnorm((low - mean) / spread, (high - mean) / spread, mean, spread)


@pytest.mark.parametrize("name", ["triangular", "uniform", "normal", "lognormal"])
def test_quantiles_are_those_of_scipy(name: str) -> None:
    theirs = {
        "triangular": lambda share: stats.triang((VALUE - LOW) / (HIGH - LOW), LOW, HIGH - LOW).ppf(
            share
        ),
        "uniform": lambda share: stats.uniform(LOW, HIGH - LOW).ppf(share),
        "normal": lambda share: cut(LOW, VALUE, HIGH).ppf(share),
        "lognormal": lambda share: np.exp(cut(np.log(LOW), np.log(VALUE), np.log(HIGH)).ppf(share)),
    }[name]
    ends = (np.full(len(SHARES), end) for end in (LOW, VALUE, HIGH))
    ours = quantiles(name, SHARES, *ends)
    assert ours == pytest.approx(theirs(SHARES), rel=1e-9)
    assert ours.min() >= LOW and ours.max() <= HIGH


def test_an_empirical_distribution_draws_each_factor_as_often() -> None:
    shares = (np.arange(300) + 0.5) / 300
    value = np.full(300, VALUE)
    ours = quantiles((1.3, 0.5, 1.0), shares, value, value, value)
    assert dict(zip(*np.unique(ours, return_counts=True), strict=True)) == {
        10e6: 100,
        20e6: 100,
        26e6: 100,
    }


def test_a_sweep_draws_what_is_named(case: on.Case) -> None:
    found = on.sweep(
        case,
        draws=25,
        seed=4,
        measures=["value_current"],
        tornado=False,
        workers=1,
        distributions={"mobility: amount_eur": "uniform"},
    )
    shares = np.array([uniform(4, draw, "stream mobility") for draw in range(1, 26)])
    within = (LOW + shares * (HIGH - LOW)) / 10_000
    assert found.draws["value_current"].to_numpy() == pytest.approx(within, rel=1e-6)


def test_what_is_not_named_is_triangular_as_before(case: on.Case) -> None:
    named = SeededDraws(1, distributions_of(case, {"mobility": "normal"}))
    plain = SeededDraws(1)
    assert (drawn(case, named, "land", 20) == drawn(case, plain, "land", 20)).all()
    assert (drawn(case, named, "mobility", 20) != drawn(case, plain, "mobility", 20)).all()
    everything = SeededDraws(1, distributions_of(case, "triangular"))
    assert (drawn(case, everything, "land", 20) == drawn(case, plain, "land", 20)).all()
    assert named.words(3) != plain.words(3) and everything.words(3) != named.words(3)


def test_a_column_goes_before_its_group(case: on.Case) -> None:
    both = distributions_of(case, {"mobility: amount_eur": "normal", "mobility": "uniform"})
    assert set(both.by_input.values()) == {"normal"}


def test_correlated_groups_keep_their_own_distribution(case: on.Case) -> None:
    source = SeededDraws(
        2,
        distributions_of(case, "uniform"),
        correlation_of(named_inputs(case), {("land", "mobility"): 0.8}),
    )
    amounts = [
        dict(source.case_of(case, draw).budgets.select("stream", "amount_eur").iter_rows())
        for draw in range(1, 401)
    ]
    land, mobility = (
        np.array([each[stream] for each in amounts]) for stream in ("land", "mobility")
    )
    # rank correlation of a Gaussian copula: 6 / π · asin(ρ / 2)
    wanted = 6 / np.pi * np.arcsin(0.8 / 2)
    assert stats.spearmanr(land, mobility).statistic == pytest.approx(wanted, abs=0.06)
    assert stats.kstest(mobility, stats.uniform(LOW, HIGH - LOW).cdf).pvalue > 0.01
    assert stats.kstest(land, stats.uniform(50e6, 30e6).cdf).pvalue > 0.01


def test_the_sentence_says_whose_draws_they_are(case: on.Case) -> None:
    options = {"draws": 3, "measures": ["freed"], "tornado": False, "workers": 1}
    plain = on.sweep(case, **options)
    assert "In 3 draws within the given margins the gain" in plain.note_in("en")
    named = on.sweep(case, distributions="normal", **options)
    assert "within the given margins, with distributions of your own," in named.note_in("en")
    wide = on.sweep(case, distributions={"land": [0.5, 2.0]}, **options)
    assert "in part outside the given margins" in wide.note_in("en")
    inside = on.sweep(case, distributions={"land": [5 / 6, 1.0, 4 / 3]}, **options)
    assert "within the given margins, with distributions of your own," in inside.note_in("en")
    fixed = on.sweep(on.load_case("two-villages"), **options)
    assert "In 3 draws of data without a margin the gain" in fixed.note_in("en")
    assert "This says what these distributions do" in wide.sentences("en")[-1]
    frame = pl.DataFrame({"draw": [1], "table": ["costs"], "plan_type": ["homes"]})
    frame = frame.with_columns(purpose=pl.lit("land"), column=pl.lit("eur_per_unit"), value=9e3)
    own = on.sweep(case, **{**options, "draws": frame})
    assert own.note_in("en").startswith("In 1 draws of your own the gain")
    assert "marges" not in own.note_in("nl") and own.seed is None
    said = " ".join(text.get_text() for text in own.plot(lang="en").figure.texts)
    assert "in 1 draws of your own; height" in " ".join(said.split())
    assert [each.to_json()["draws_from"] for each in (plain, named, wide, own, fixed)] == [
        "margins",
        "distributions",
        "beyond_margins",
        "frame",
        "no_margins",
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"distributions": "unifrm"}, "no distribution is called 'unifrm'. Did you mean 'uniform'"),
        ({"distributions": {"lnd": "uniform"}}, "no input with a margin is called 'lnd'. Did you"),
        ({"distributions": {"land": []}}, "[] is no list of factors"),
        ({"distributions": {"land": [-1.0]}}, "is no list of factors"),
        ({"correlation": {("land", "lnd"): 0.5}}, "correlation: no input with a margin"),
        ({"correlation": {("land", "mobility"): 1.0}}, "1.0 is no number between -1 and 1"),
        ({"correlation": {("land", "land"): 0.5}}, "are one group"),
        ({"correlation": {"land": 0.5}}, "'land' is no pair"),
    ],
)
def test_what_does_not_fit_is_refused(
    case: on.Case, options: dict[str, object], words: str
) -> None:
    with pytest.raises(on.QuestionError) as error:
        on.sweep(case, draws=2, workers=1, tornado=False, **options)  # type: ignore[arg-type]
    assert words in str(error.value)


def test_more_that_does_not_fit(case: on.Case) -> None:
    zero = case.with_table("budgets", case.budgets.with_columns(amount_eur_low=pl.lit(0.0)))
    with pytest.raises(on.QuestionError, match="a lognormal number lies above zero"):
        on.sweep(zero, draws=2, distributions="lognormal")
    shared = case.with_table(
        "streams",
        case.streams.with_columns(
            cofinancing_share=pl.lit(0.5), cofinancing_share_high=pl.lit(0.6)
        ),
    )
    with pytest.raises(on.QuestionError, match=r"the factor 2 makes a value 1, above 1"):
        on.sweep(shared, draws=2, distributions={"land: cofinancing_share": [1.0, 2.0]})
    frame = pl.DataFrame({"draw": [1]})
    with pytest.raises(on.QuestionError, match="a frame of draws of your own says itself"):
        on.sweep(case, draws=frame, distributions="uniform")


def test_three_correlations_that_cannot_hold_together(case: on.Case) -> None:
    costs = case.costs.with_columns(eur_per_unit_high=pl.col("eur_per_unit") * 2)
    wider = case.with_table("costs", costs)
    assert {"purpose land", "stream land"} <= set(named_inputs(wider))
    pairs = {
        ("stream land", "mobility: amount_eur"): 0.9,
        ("mobility: amount_eur", "purpose land"): 0.9,
        ("stream land", "purpose land"): -0.9,
    }
    with pytest.raises(on.QuestionError, match="these numbers cannot hold together"):
        on.sweep(wider, draws=2, correlation=pairs)
    with pytest.raises(on.QuestionError, match="'land' may mean 'purpose land' or 'stream land'"):
        on.sweep(wider, draws=2, correlation={("land", "stream mobility"): 0.5})
