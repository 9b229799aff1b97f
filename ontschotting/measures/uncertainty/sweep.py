"""A range for every measure, over many draws of the data within their margins."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, as_solver
from ontschotting.measures.uncertainty.draw_cache import DrawCache
from ontschotting.measures.uncertainty.draws.correlation import (
    Correlation,
    GivenCorrelation,
    correlation_of,
)
from ontschotting.measures.uncertainty.draws.distributions import (
    GivenDistribution,
    distributions_of,
    named_inputs,
)
from ontschotting.measures.uncertainty.draws.own_draws import OwnDraws, own_draws
from ontschotting.measures.uncertainty.draws.seeded_draws import SeededDraws, check_margins
from ontschotting.measures.uncertainty.sweep_result import HEADLINES, Sweep, ranges
from ontschotting.measures.uncertainty.sweep_tasks import (
    Answer,
    draw_task,
    tornado_task,
    trace_of,
)
from ontschotting.measures.uncertainty.sweep_workers import run_tasks, show_bar
from ontschotting.measures.uncertainty.tornado import INPUTS
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.trace import Trace
from ontschotting.support.arguments import checked_path
from ontschotting.support.progress import Progress
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.measures import MEASURES
from ontschotting.words.messages import problem

_TORNADO = "tornado"


def sweep(
    case: Case,
    regime: Regime = INTEGRAL,
    draws: int | Any = 1000,
    seed: int = 1,
    *,
    measures: Sequence[str] = HEADLINES,
    tornado: bool = True,
    workers: int | None = None,
    cache_dir: str | Path | None = None,
    distributions: GivenDistribution | Mapping[str, GivenDistribution] | None = None,
    correlation: GivenCorrelation | None = None,
    progress: Progress = None,
    solver: SolverChoice = "highs",
) -> Sweep:
    """Return quantiles of measures over draws of the data within their margins.

    The margins are the columns `_low` and `_high` of the tables. Rows of one stream or one purpose
    share one number in a draw unless a `draw_group` says otherwise; what has no margin stays at its
    value. A budget with a `chance` comes or does not come; rows of one stream or `draw_group` do so
    together. Draws of one's own say themselves what comes. The range says what the given margins
    do, not what was left out of them.

    Args:
        case: The case
        regime: The lifted regime
        draws: How many draws; or a frame of one's own draws: `draw`, `table`, the key columns of
            the row, `column`, `value`
        seed: A draw depends on the seed, its number and the group only: the answer is the same with
            any number of workers and in any order
        measures: Names of measures (`ontschotting.words.measures`); a few cost four optima a
            draw, the others a whole comparison
        tornado: Also what one group of inputs does by itself, as `ontschotting.tornado` gives it
        workers: How many at a time; by default what `joblib.parallel_config` says, and all cores
            where it says nothing
        cache_dir: A folder in which every finished draw is kept, so that an interrupted sweep goes
            on where it stopped; files of another question are not used
        distributions: `triangular` (the value is the top; so is each input that is not named),
            `uniform`, `normal` or `lognormal` (both cut off at the margin, which else would hold 95
            in 100), or a list of factors of the value (empirical: each as likely). One for all
            inputs, or by their names in `ontschotting.tornado`, such as `land: eur_per_unit`, or
            `land` for all of a stream or purpose
        correlation: How far two groups go together, such as `{("land", "mobility"): 0.5}`: a
            Gaussian copula. Each by itself is drawn as before
        progress: True for a bar on standard error, False for none, or a function that is called
            with a word after each draw; by default a bar in a notebook and on a terminal
        solver: `highs`, `pulp`, or a `Solver` such as `on.Solver("pulp", "CBC")`

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: With the number of the draw when a draw has no certified answer: no draw
            is skipped.

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> answer = on.sweep(case, draws=10, measures=["freed"], tornado=False, workers=1)
        >>> [round(answer.frame[name][0]) for name in ("p05", "p50", "p95")]
        [2000, 2000, 2000]
    """
    check_regime(regime, case)
    source, numbers = _source(case, draws, seed, distributions, correlation)
    names, solver = _requested_measures(measures), as_solver(solver)
    cache = DrawCache(None if cache_dir is None else checked_path("sweep", cache_dir))
    tasks: dict[str, Callable[[], Answer]] = {}
    if tornado:
        tasks[_TORNADO] = partial(tornado_task, case, regime, solver)
    for draw in numbers:
        # a worker needs one draw of a frame, not all of them
        draw_source = source.only(draw) if isinstance(source, OwnDraws) else source
        tasks[f"draw-{draw}"] = partial(draw_task, case, regime, solver, draw, draw_source, names)
    question = f"{__version__}\n{case.fingerprint}\n{_fields_of(regime)}\n{solver}\n"
    fingerprints = {
        f"draw-{draw}": _hash(question + f"{sorted(names)}\n{source.words(draw)}")
        for draw in numbers
    } | {_TORNADO: _hash(question + _TORNADO)}
    answers = {
        name: answer
        for name in tasks
        if (answer := cache.read(name, fingerprints[name])) is not None
    }
    unanswered = {name: task for name, task in tasks.items() if name not in answers}
    new_answers = run_tasks(unanswered, workers)
    for name, answer in show_bar(new_answers, len(tasks), len(answers), progress):
        cache.write(name, fingerprints[name], answer)
        answers[name] = answer
    frame = _draws_frame(numbers, names, answers)
    return Sweep(
        case=case,
        regime=regime,
        seed=seed if isinstance(source, SeededDraws) else None,
        draws_from=_whose(source, case),
        quantiles=ranges(frame),
        draws=frame,
        tornado=pl.DataFrame(answers[_TORNADO]["swings"], schema=INPUTS) if tornado else None,
        trace=Trace.merged(case, regime, [trace_of(case, regime, a) for a in answers.values()]),
    )


def _draws_frame(
    numbers: Sequence[int], measures: Sequence[str], answers: dict[str, Answer]
) -> pl.DataFrame:
    """Return `draw` and a column per measure."""
    values = [answers[f"draw-{draw}"]["measures"] for draw in numbers]
    return pl.DataFrame(
        {"draw": numbers, **{name: [each[name] for each in values] for name in measures}},
        schema={"draw": pl.Int64, **dict.fromkeys(measures, pl.Float64)},
    )


def _source(
    case: Case,
    draws: Any,
    seed: int,
    distributions: GivenDistribution | Mapping[str, GivenDistribution] | None,
    correlation: GivenCorrelation | None,
) -> tuple[SeededDraws | OwnDraws, list[int]]:
    """Return where the draws come from, and their numbers."""
    if isinstance(draws, bool) or not isinstance(draws, int):
        if distributions is not None or correlation is not None:
            raise QuestionError(problem("own_draws_say_how"))
        own = own_draws(case, draws)
        return own, list(own.cells)
    if draws < 1:
        raise QuestionError(problem("no_number_of_draws", draws=draws))
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise QuestionError(problem("no_seed", seed=seed))
    check_margins(case)
    source = SeededDraws(
        seed,
        distributions_of(case, distributions),
        correlation_of(named_inputs(case), correlation) if correlation else Correlation(),
    )
    return source, list(range(1, draws + 1))


def _whose(source: SeededDraws | OwnDraws, case: Case) -> str:
    """Return whose draws these are: the name of a text in `answers.draws`."""
    if isinstance(source, OwnDraws):
        return "frame"
    if source.distributions.leave_margins:
        return "beyond_margins"
    if source.distributions.by_input:
        return "distributions"
    return "margins" if named_inputs(case) else "no_margins"


def _requested_measures(measures: Sequence[str]) -> tuple[str, ...]:
    known = [name for name in MEASURES if name != "guarantee_price"]
    names = (measures,) if isinstance(measures, str) else tuple(dict.fromkeys(measures))
    for name in names:
        if name not in known:
            raise QuestionError(
                problem(
                    "unknown_measure",
                    name=name,
                    hint=did_you_mean(name, known),
                    known=", ".join(known),
                )
            )
    if not names:
        raise QuestionError(problem("no_measure", known=", ".join(known)))
    return names


def _fields_of(regime: Regime) -> str:
    """Write every field of a regime to the last digit, without its name for readers."""
    return repr(
        [
            (
                sorted(each.walls),
                each.level,
                each.streams,
                each.purposes,
                each.free_share,
                each.cut,
                each.awarded,
            )
            for each in regime.lifts
        ]
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
