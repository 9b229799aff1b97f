"""The program in linopy: arrays of variables, a grouped sum per family of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.benchmarks.natural.questions import reaching
from tests.benchmarks.natural.tables import tables_of

if TYPE_CHECKING:
    # Only a type: a way that is measured loads what it needs by itself.
    import polars as pl

    from ontschotting.case.case import Case


@dataclass(frozen=True)
class Written:
    """A model and its parts.

    Attributes:
        units: What is delivered, by `unit`
        spent: The money on each path, by `path`
        paths: The paths of this world
        amount: The budgets that have a path, by `budget`
    """

    model: Any
    units: Any
    spent: Any
    paths: pl.DataFrame
    amount: Any

    def by_budget(self, paths: pl.DataFrame) -> Any:
        """Return the money on some of the paths, by `budget`."""
        chosen = self.spent.sel(path=paths["path"].to_numpy())
        return chosen.groupby(_by(paths, "path", "budget")).sum()


class InLinopy:
    """The questions of a comparison (see `Questions`) in linopy with HiGHS."""

    def __init__(self, case: Case) -> None:
        self._tables = tables_of(case)

    def best_value(self, lifted: bool) -> float:
        written = self._written(lifted)
        _bound(written)
        return _solve(written, written.units.sum(), "max")

    def most_spent(self, lifted: bool) -> float:
        written = self._written(lifted)
        _bound(written)
        return _solve(written, written.spent.sum(), "max")

    def least_spent(self, lifted: bool, value: float) -> float:
        written = self._written(lifted, value)
        _bound(written)
        return _solve(written, written.spent.sum())

    def least_crossing(self, value: float) -> float:
        written = self._written(True, value)
        _bound(written)
        crossing = written.paths.filter("is_crossing")["path"].to_numpy()
        return _solve(written, written.spent.sel(path=crossing).sum())

    def least_added(self, value: float) -> float:
        written = self._written(False, value)
        added = written.model.add_variables(0, coords=written.amount.coords, name="added")
        _bound(written, added + written.amount)
        return _solve(written, added.sum())

    def least_left(self, value: float) -> float:
        written = self._written(True, value)
        left = written.model.add_variables(0, 1, name="left")
        _bound(written, left * written.amount)
        return _solve(written, 1 * left)

    def least_free_share(self, value: float) -> float:
        written = self._written(True, value)
        _bound(written)
        share = written.model.add_variables(0, 1, name="share")
        crossing = written.by_budget(written.paths.filter("is_crossing"))
        amount = written.amount.sel(budget=crossing.indexes["budget"])
        written.model.add_constraints(crossing <= share * amount, name="free")
        return _solve(written, 1 * share)

    def _written(self, lifted: bool, value: float | None = None) -> Written:
        """Write plans, recipes and paths of money, and the value that is to be reached."""
        import linopy

        # sums of groups without filling each group up to the largest: the faster way
        linopy.options["semantics"] = "v1"
        model = linopy.Model(sparse=True)
        tables, paths = self._tables, self._tables.open_paths(lifted)
        plan = _by(tables.units, "unit", "plan")
        need = _by(paths, "path", "need")
        units = model.add_variables(0, coords=[plan.index], name="units")
        spent = model.add_variables(0, coords=[need.index], name="spent")
        capacity = _by(tables.plans, "plan", "capacity").to_xarray()
        model.add_constraints(units.groupby(plan).sum() <= capacity, name="capacity")
        unit, cost = (_by(tables.needs, "need", name).to_xarray() for name in ("unit", "cost"))
        paid, asked = spent.groupby(need).sum(), units.sel(unit=unit) * cost
        # outer: what no path pays for is needed all the same
        model.add_constraints(paid.sub(asked, join="outer") == 0, name="recipe")
        if value is not None:
            model.add_constraints(units.sum() >= reaching(value), name="reach")
        used = tables.budgets.join(paths, on="budget", how="semi").sort("budget")
        return Written(model, units, spent, paths, _by(used, "budget", "amount").to_xarray())


def _by(frame: pl.DataFrame, key: str, column: str) -> Any:
    """Return a column as a series of pandas, by a key."""
    return frame.select(key, column).to_pandas().set_index(key)[column]


def _bound(written: Written, amount: Any = None) -> None:
    """Let each budget spend no more than its amount, or than what is written for it."""
    most = written.amount if amount is None else amount
    written.model.add_constraints(written.by_budget(written.paths) <= most, name="budget")


def _solve(written: Written, objective: Any, sense: str = "min") -> float:
    written.model.add_objective(objective, sense=sense)
    status, _ = written.model.solve(solver_name="highs", io_api="direct", output_flag=False)
    if status != "ok":
        raise AssertionError(f"no optimum: {status}")
    return float(written.model.objective.value)
