"""What is worked out once.

Kept, and on two threads at the same time for two objects (`functools.cached_property` makes one
wait for the other up to Python 3.11).
"""

from __future__ import annotations

import threading

from ontschotting.solving.questions import RegimeSolver
from ontschotting.support.parallel import cached_property_unlocked, parallel_map


class Slow:
    """Something whose answer takes until another thread works on its own."""

    def __init__(self, meeting: threading.Barrier) -> None:
        self.meeting, self.asked = meeting, 0

    @cached_property_unlocked
    def answer(self) -> int:
        """The number of times that it was worked out."""
        self.meeting.wait()
        self.asked += 1
        return self.asked


def test_it_is_kept() -> None:
    alone = Slow(threading.Barrier(1))
    assert (alone.answer, alone.answer, alone.asked) == (1, 1, 1)
    assert (
        isinstance(Slow.answer, cached_property_unlocked)
        and Slow.answer.__doc__ == "The number of times that it was worked out."
    )


def test_two_objects_do_not_wait_for_each_other() -> None:
    # broken when one of the two is not let in while the other is there
    meeting = threading.Barrier(2, timeout=30)
    assert parallel_map(lambda one: one.answer, [Slow(meeting), Slow(meeting)]) == [1, 1]


def test_the_optima_of_worlds_are_found_that_way() -> None:
    assert isinstance(vars(RegimeSolver)["best"], cached_property_unlocked)
