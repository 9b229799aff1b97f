"""Answers that are worked out once, whoever asks, with the certificates that each rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from ontschotting.lp.certificate import Certificate
from ontschotting.support.made_once import MadeOnce

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


class Record:
    """The certificates that some work rests on, each once, in the order of use."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._certificates: dict[int, Certificate] = {}

    def add(self, certificates: Iterable[Certificate]) -> None:
        """Add certificates; one that is there already is not added again."""
        self._certificates.update((id(each), each) for each in certificates)

    def __len__(self) -> int:
        return len(self._certificates)

    def __iter__(self) -> Iterator[Certificate]:
        return iter(list(self._certificates.values()))


_record: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recorded() -> Iterator[Record]:
    """Record the certificates that the work in this block rests on, in this thread.

    An answer that was known already counts with the certificates that it rested on when it was
    worked out. So the record depends on what is asked, and not on what was asked before.
    """
    record, outer = Record(), _record.get()
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)
        if outer is not None:
            outer.add(record)


def record_certificates(certificates: Iterable[Certificate]) -> None:
    """Add certificates to the record of the work that is going on in this thread, if any."""
    record = _record.get()
    if record is not None:
        record.add(certificates)


@dataclass(frozen=True, eq=False)
class _KnownAnswer:
    """An answer, and the certificates that it rests on."""

    answer: Any
    certificates: tuple[Certificate, ...]


class Answers:
    """Answers by the key of their question; one thread works each out, and others wait for it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._known: MadeOnce[_KnownAnswer] = MadeOnce()

    def get(self, key: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, and record the certificates that it rests on.

        Args:
            key: What tells the question from every other
            work_out: Finds the answer, where it is not known yet
        """

        def know() -> _KnownAnswer:
            with recorded() as certificates:
                answer = work_out()
            return _KnownAnswer(answer, tuple(certificates))

        known = self._known.get(key, know)
        record_certificates(known.certificates)
        answer: Answer = known.answer
        return answer


class HasAnswers(Protocol):
    """Something that keeps the answers to its questions."""

    answers: Answers


Asked = TypeVar("Asked", bound=HasAnswers)


def answered_once(
    question: Callable[Concatenate[Asked, Parameters], Answer],
) -> Callable[Concatenate[Asked, Parameters], Answer]:
    """Remember the answer to a question for each of its arguments."""

    @wraps(question)
    def answer(asked: Asked, /, *args: Parameters.args, **options: Parameters.kwargs) -> Answer:
        key = (question.__name__, *args, *options.items())
        return asked.answers.get(key, lambda: question(asked, *args, **options))

    return answer
