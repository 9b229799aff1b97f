"""Run the tasks of a sweep on all cores or on a cluster, with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping

from ontschotting.errors import QuestionError
from ontschotting.measures.uncertainty.sweep_tasks import Answer
from ontschotting.support.interrupts import sigint_blocked
from ontschotting.support.progress import BAR_DELAY_SECONDS, Progress, in_notebook
from ontschotting.words.messages import problem

_BATCH = 8
"""Tasks per worker in one batch, for backends that give their answers only at the end."""


def run_tasks(
    tasks: Mapping[str, Callable[[], Answer]], workers: int | None
) -> Iterator[tuple[str, Answer]]:
    """Yield the name and answer of each task, in the order in which they are ready.

    They run on the backend that `joblib.parallel_config` says.

    Args:
        tasks: The tasks by name; what they need travels to the worker
        workers: How many at a time; by default what joblib is configured for, and else all cores

    Raises:
        QuestionError: For joblib's backend `multiprocessing`.
    """
    if not tasks:
        return
    # heavy: loaded when a sweep runs
    import joblib
    from joblib.parallel import MultiprocessingBackend, get_active_backend

    backend, configured = get_active_backend()
    if type(backend) is MultiprocessingBackend:
        raise QuestionError(problem("backend_that_forks"))
    jobs = workers if workers is not None else configured if configured is not None else -1
    calls = [joblib.delayed(_run_task)(name, task) for name, task in tasks.items()]
    if backend.supports_return_generator:
        # joblib starts its workers here, before the first answer is asked for
        with sigint_blocked():
            answers = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered", batch_size=1)(
                calls
            )
        yield from answers
        return
    step = _BATCH * max(1, joblib.effective_n_jobs(jobs))
    for start in range(0, len(calls), step):
        yield from joblib.Parallel(n_jobs=jobs, batch_size=1)(calls[start : start + step])


def _run_task(name: str, task: Callable[[], Answer]) -> tuple[str, Answer]:
    return name, task()


def show_bar(
    answers: Iterator[tuple[str, Answer]], total: int, done: int, progress: Progress
) -> Iterator[tuple[str, Answer]]:
    """Yield the answers while a bar counts them.

    Args:
        answers: The answers, as they are ready
        total: How many tasks there are
        done: How many of them were answered before
        progress: Whether to show the bar, or a function that is called after each answer; None
            shows the bar in a notebook and on a terminal
    """
    if callable(progress):
        for number, answer in enumerate(answers, start=done + 1):
            progress(f"{number} of {total}")
            yield answer
        return
    # heavy: loaded when a sweep runs
    from tqdm.auto import tqdm

    notebook = in_notebook()
    progress = True if progress is None and notebook else progress
    with tqdm(
        desc="sweep",
        # a bar that comes and goes, as every other one in a notebook
        delay=BAR_DELAY_SECONDS if notebook else 0.0,
        leave=not notebook,
        total=total,
        initial=done,
        file=sys.stderr,
        disable=None if progress is None else not progress,
        unit=" draws",
    ) as bar:
        for answer in answers:
            yield answer
            bar.update()
