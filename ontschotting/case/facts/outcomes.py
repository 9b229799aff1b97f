"""The outcomes that the plans of a case bring."""

from __future__ import annotations

from ontschotting.case.case import Case
from ontschotting.case.facts.once import once_per_case


@once_per_case
def outcomes_of(case: Case) -> tuple[str, ...]:
    """Return the outcomes of the plans and of what their plan types yield, sorted.

    Args:
        case: The case

    Examples:
        >>> import ontschotting as on
        >>> outcomes_of(on.load_case("two-villages"))
        ('homes',)
    """
    plan_types, own = (case.plans[name].unique() for name in ("plan_type", "outcome"))
    types = set(plan_types.to_list())
    yielded = {name for kind, name in case.yields[["plan_type", "outcome"]].rows() if kind in types}
    return tuple(sorted({*own.to_list(), *yielded}))


def has_several_outcomes(case: Case) -> bool:
    """Tell whether the value of a case is a weighted sum of several outcomes.

    Args:
        case: The case
    """
    return len(outcomes_of(case)) > 1


def weights_of(case: Case) -> dict[str, float]:
    """Return the weight of every outcome of a case, 1 where none is given.

    Args:
        case: The case
    """
    given = dict(case.with_defaults["outcomes"].select("outcome", "weight").iter_rows())
    return {name: float(given.get(name, 1.0)) for name in outcomes_of(case)}
