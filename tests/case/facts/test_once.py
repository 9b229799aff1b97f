"""What follows from a case is worked out once for it, and for no other case."""

from __future__ import annotations

import pickle

import ontschotting as on
from ontschotting.case.case_tables import CaseTables
from ontschotting.case.facts.once import once_per_case


def test_a_fact_is_worked_out_once_per_case_and_per_argument() -> None:
    asked: list[tuple[str, int]] = []

    @once_per_case
    def budgets_plus(case: CaseTables, more: int) -> int:
        asked.append((case.title, more))
        return case.budgets.height + more

    case = on.load_case("two-villages")
    assert [budgets_plus(case, more) for more in (1, 1, 2)] == [3, 3, 4]
    assert asked == [("Twee dorpen", 1), ("Twee dorpen", 2)]
    longer = case.scale("budgets", "amount_eur", 2.0)
    copy = pickle.loads(pickle.dumps(case))
    assert [budgets_plus(other, 1) for other in (longer, copy)] == [3, 3]
    assert len(asked) == 4
