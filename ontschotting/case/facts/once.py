"""What follows from a case alone is worked out once for it, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.facts.check_case import check_case

AnyCase = TypeVar("AnyCase", bound=CaseTables)
Given = ParamSpec("Given")
Fact = TypeVar("Fact")


def once_per_case(
    work_out: Callable[Concatenate[AnyCase, Given], Fact],
) -> Callable[Concatenate[AnyCase, Given], Fact]:
    """Keep what a function makes of a case, and of what else it is given, with that case.

    Args:
        work_out: Makes it, never None; its arguments beside the case can be hashed
    """

    @wraps(work_out)
    def known(case: AnyCase, /, *args: Given.args, **options: Given.kwargs) -> Fact:
        check_case(case)
        key = (work_out, args, tuple(options.items()))
        fact: Fact = case._facts.get(key, lambda: work_out(case, *args, **options))
        return fact

    return known
