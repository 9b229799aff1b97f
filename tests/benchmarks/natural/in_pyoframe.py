"""The program in pyoframe: frames of coefficients times variables, summed over a dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.benchmarks.natural.questions import reaching
from tests.benchmarks.natural.tables import tables_of

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    from ontschotting.case.case import Case


class InPyoframe:
    """The questions of a comparison (see `Questions`) in pyoframe with HiGHS."""

    def __init__(self, case: Case) -> None:
        import pyoframe as pf

        self._tables = tables_of(case)
        self._amount = pf.Param(self._tables.budgets)

    def best_value(self, lifted: bool) -> float:
        model = self._written(lifted)
        _bound(model, self._amount)
        model.maximize = model.units.sum()
        return _solve(model)

    def most_spent(self, lifted: bool) -> float:
        model = self._written(lifted)
        _bound(model, self._amount)
        model.maximize = model.spent.sum()
        return _solve(model)

    def least_spent(self, lifted: bool, value: float) -> float:
        model = self._written(lifted, value)
        _bound(model, self._amount)
        model.minimize = model.spent.sum()
        return _solve(model)

    def least_crossing(self, value: float) -> float:
        model = self._written(True, value)
        _bound(model, self._amount)
        model.minimize = self._crossing(model).sum()
        return _solve(model)

    def least_added(self, value: float) -> float:
        import pyoframe as pf

        model = self._written(False, value)
        model.added = pf.Variable(self._tables.budgets.select("budget"), lb=0)
        _bound(model, self._amount + model.added)
        model.minimize = model.added.sum()
        return _solve(model)

    def least_left(self, value: float) -> float:
        import pyoframe as pf

        model = self._written(True, value)
        model.left = pf.Variable(lb=0, ub=1)
        _bound(model, self._amount * model.left)
        model.minimize = model.left
        return _solve(model)

    def least_free_share(self, value: float) -> float:
        import pyoframe as pf

        model = self._written(True, value)
        model.share = pf.Variable(lb=0, ub=1)
        _bound(model, self._amount)
        free = (self._amount * model.share).drop_extras()
        model.free = self._crossing(model).sum("need") <= free
        model.minimize = model.share
        return _solve(model)

    def _crossing(self, model: Any) -> Any:
        """Return what is spent on paths that are closed today."""
        paths = self._tables.paths.filter("is_crossing")
        return model.spent.to_expr().within(paths.select("budget", "need"))

    def _written(self, lifted: bool, value: float | None = None) -> Any:
        """Write plans, recipes and paths of money, and the value that is to be reached."""
        import pyoframe as pf

        tables, model = self._tables, pf.Model(solver="highs")
        model.attr.Silent = True
        model.units = pf.Variable(tables.units, lb=0)
        model.spent = pf.Variable(tables.open_paths(lifted).select("budget", "need"), lb=0)
        model.capacity = model.units.sum("unit") <= pf.Param(tables.plans)
        asked = (pf.Param(tables.needs) * model.units.sum("plan")).sum("unit")
        model.recipe = model.spent.sum("budget").keep_extras() == asked.keep_extras()
        if value is not None:
            model.reach = model.units.sum() >= reaching(value)
        return model


def _bound(model: Any, amount: Any) -> None:
    """Let each budget that has a path spend no more than its amount."""
    model.budget = model.spent.sum("need") <= amount.drop_extras()


def _solve(model: Any) -> float:
    model.optimize()
    status = str(model.attr.TerminationStatus)
    if not status.endswith("OPTIMAL"):
        raise AssertionError(f"no optimum: {status}")
    return float(model.objective.value)
