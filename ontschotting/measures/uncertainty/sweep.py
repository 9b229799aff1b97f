"""A range for every measure.

Many draws within the margins of the data, each certified, on all cores or on a cluster.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.errors import CertificateError, QuestionError
from ontschotting.lp.solver_choice import SolverChoice, as_solver
from ontschotting.measures.uncertainty.draw_cache import DrawCache
from ontschotting.measures.uncertainty.draw_values import measures_of_draw
from ontschotting.measures.uncertainty.draws import OwnDraws, SeededDraws, check_margins, own_draws
from ontschotting.measures.uncertainty.sweep_result import HEADLINES, Sweep, ranges
from ontschotting.measures.uncertainty.tornado import tornado as swings_of
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.results.trace import Trace
from ontschotting.support.interrupts import sigint_blocked
from ontschotting.support.progress import BAR_DELAY_SECONDS, in_notebook
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.measures import MEASURES

Answer = dict[str, Any]
_SWINGS = "swings"
_BATCH = 8
"""Tasks per worker in one batch, for backends that give their answers only at the end."""


def sweep(
    case: Case,
    regime: Regime = INTEGRAL,
    draws: int | Any = 1000,
    seed: int = 1,
    *,
    measures: Sequence[str] = HEADLINES,
    swings: bool = True,
    workers: int | None = None,
    cache_dir: str | Path | None = None,
    progress: bool | None = None,
    solver: SolverChoice = "highs",
) -> Sweep:
    """Quantiles of the measures over draws of the data within their margins (`_low`, `_high`), and
    what one group of inputs does by itself.

    Rows of one stream or one purpose share one number in a draw unless a `draw_group` says
    otherwise; what has no margin stays at its value. The range says what the given margins do, not
    what was left out of them.

    Args:
        draws: How many triangular draws; or a frame of one's own draws: `draw`, `table`, the key
            columns of the row, `column`, `value`
        seed: A draw depends on the seed, its number and the group only: the answer is the same with
            any number of workers and in any order
        measures: Names of measures (`ontschotting.words.measures`); a few cost four optima a
            draw, the others a whole comparison
        swings: Also the one-at-a-time swings, as `ontschotting.swings` gives them
        workers: How many at a time; by default what `joblib.parallel_config` says, and all cores
            where it says nothing
        cache_dir: A folder in which every finished draw is kept, so that an interrupted sweep goes
            on where it stopped; files of another question are not used
        progress: A bar on standard error; by default only where that is a terminal

    Raises:
        QuestionError: For a question that does not fit the case.
        CertificateError: With the number of the draw when a draw has no certified answer: no draw
            is skipped.
    """
    check_regime(regime, case)
    source, numbers = _source(case, draws, seed)
    names = _measures(measures)
    kept = DrawCache(None if cache_dir is None else Path(cache_dir))
    solver = as_solver(solver)
    question = f"{__version__}\n{case.fingerprint}\n{_words(regime)}\n{solver}\n"
    prints = {
        f"draw-{draw}": _hash(question + f"{sorted(names)}\n{source.words(draw)}")
        for draw in numbers
    }
    if swings:
        prints = {_SWINGS: _hash(question + _SWINGS), **prints}
    found = {
        name: answer
        for name, fingerprint in prints.items()
        if (answer := kept.read(name, fingerprint)) is not None
    }
    todo: list[tuple[Any, ...]] = (
        [(_swung, _SWINGS, case, regime, solver)] if swings and _SWINGS not in found else []
    )
    for draw in numbers:
        if f"draw-{draw}" not in found:
            todo.append(
                (
                    _drawn,
                    f"draw-{draw}",
                    case,
                    regime,
                    solver,
                    draw,
                    source.only(draw) if isinstance(source, OwnDraws) else source,
                    names,
                )
            )
    for name, answer in _with_bar(_run(todo, workers), len(prints), len(found), progress):
        kept.write(name, prints[name], answer)
        found[name] = answer
    drawn = [found[f"draw-{draw}"] for draw in numbers]
    frame = pl.DataFrame(
        {"draw": numbers, **{name: [one["measures"][name] for one in drawn] for name in names}},
        schema={"draw": pl.Int64, **dict.fromkeys(names, pl.Float64)},
    )
    return Sweep(
        case=case,
        regime=regime,
        seed=seed if isinstance(source, SeededDraws) else None,
        quantiles=ranges(frame),
        draws=frame,
        swings=pl.DataFrame(found[_SWINGS]["swings"], schema=_SWING_SCHEMA) if swings else None,
        trace=Trace.merged(
            case, regime, [_trace_of(case, regime, answer) for answer in found.values()]
        ),
    )


_SWING_SCHEMA = dict.fromkeys(("group", "table", "column"), pl.String) | dict.fromkeys(
    ("low", "central", "high", "current_low", "current_high", "lifted_low", "lifted_high"),
    pl.Float64,
)


def _source(case: Case, draws: Any, seed: int) -> tuple[SeededDraws | OwnDraws, list[int]]:
    if isinstance(draws, bool) or not isinstance(draws, int):
        source = own_draws(case, draws)
        return source, list(source.cells)
    if draws < 1:
        raise QuestionError(
            f"sweep | {draws} draws is not a number of draws. Ask for 1 or more; a thousand is"
            " usual."
        )
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise QuestionError(f"sweep | the seed {seed!r} is not a whole number.")
    check_margins(case)
    return SeededDraws(seed), list(range(1, draws + 1))


def _measures(names: Sequence[str]) -> tuple[str, ...]:
    known = [name for name in MEASURES if name != "guarantee_price"]
    asked = (names,) if isinstance(names, str) else tuple(dict.fromkeys(names))
    for name in asked:
        if name not in known:
            raise QuestionError(
                f"sweep | no measure is called '{name}'.{did_you_mean(name, known)} Measures:"
                f" {', '.join(known)}."
            )
    if not asked:
        raise QuestionError(f"sweep | no measure is asked for. Measures: {', '.join(known)}.")
    return asked


def _words(regime: Regime) -> str:
    """Every field of a regime to the last digit; its name for readers is left out."""
    return repr(
        [
            (
                sorted(one.walls),
                one.level,
                one.streams,
                one.purposes,
                one.free_share,
                one.cut,
                one.awarded,
            )
            for one in regime.lifts
        ]
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _drawn(
    name: str,
    case: Case,
    regime: Regime,
    solver: SolverChoice,
    draw: int,
    source: SeededDraws | OwnDraws,
    measures: Sequence[str],
) -> tuple[str, Answer]:
    try:
        found, trace = measures_of_draw(source.case_of(case, draw), regime, measures, solver)
    except CertificateError as error:
        raise CertificateError(
            f"sweep | draw {draw} has no certified answer, so there is no range. {error}"
        ) from error
    return name, {"measures": found, **_proof(trace)}


def _swung(name: str, case: Case, regime: Regime, solver: SolverChoice) -> tuple[str, Answer]:
    result = swings_of(case, regime, solver=solver)
    return name, {"swings": result.frame.to_dicts(), **_proof(result.trace)}


def _proof(trace: Trace) -> Answer:
    """Return what of a trace is cached with an answer."""
    return {
        "solver": trace.solver,
        "optima": trace.optima,
        "worst_gap": trace.worst_gap,
        "worst_violation": trace.worst_violation,
    }


def _trace_of(case: Case, regime: Regime, answer: Answer) -> Trace:
    """Return the trace of an answer, new or cached."""
    return Trace(
        case.title,
        case.fingerprint,
        repr(regime),
        answer["solver"],
        __version__,
        answer["optima"],
        answer["worst_gap"],
        answer["worst_violation"],
    )


def _run(
    todo: Sequence[tuple[Callable[..., tuple[str, Answer]], Any]], workers: int | None
) -> Iterator[tuple[str, Answer]]:
    """The answers in the order in which they are ready, from whatever backend joblib is told to
    use.
    """
    if not todo:
        return
    import joblib
    from joblib.parallel import MultiprocessingBackend, get_active_backend

    backend, configured = get_active_backend()
    if type(backend) is MultiprocessingBackend:
        raise QuestionError(
            "sweep | joblib's backend 'multiprocessing' copies a process whose threads hold locks,"
            " and then waits for ever. Leave it at 'loky', the default."
        )
    jobs = workers if workers is not None else configured if configured is not None else -1
    tasks = [joblib.delayed(work)(*given) for work, *given in todo]
    if backend.supports_return_generator:
        # joblib starts its workers here, before the first answer is asked for
        with sigint_blocked():
            answers = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered", batch_size=1)(
                tasks
            )
        yield from answers
        return
    step = _BATCH * max(1, joblib.effective_n_jobs(jobs))
    for start in range(0, len(tasks), step):
        yield from joblib.Parallel(n_jobs=jobs, batch_size=1)(tasks[start : start + step])


def _with_bar(
    answers: Iterator[tuple[str, Answer]], total: int, done: int, shown: bool | None
) -> Iterator[tuple[str, Answer]]:
    from tqdm.auto import tqdm

    notebook = in_notebook()
    shown = True if shown is None and notebook else shown
    # a bar that comes and goes, as every other one in a notebook
    patience = BAR_DELAY_SECONDS if notebook else 0.0
    with tqdm(
        desc="sweep",
        delay=patience,
        leave=not notebook,
        total=total,
        initial=done,
        file=sys.stderr,
        disable=None if shown is None else not shown,
        unit=" draws",
    ) as bar:
        for answer in answers:
            yield answer
            bar.update()
