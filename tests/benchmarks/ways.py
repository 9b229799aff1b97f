"""The same plain program in PuLP, linopy, pyoframe and as arrays for HiGHS.

And this library's own road to the value.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from tests.benchmarks.plain import EQUAL, Plain, plain_program

if TYPE_CHECKING:
    from ontschotting.case.case import Case


@dataclass(frozen=True)
class Measured:
    """One run.

    `solver_s` is the time inside the solver itself, where it can be seen; None elsewhere.
    """

    value: float
    build_s: float
    solve_s: float
    columns: int
    rows: int
    solver_s: float | None = None


class Clock:
    """Seconds since it was last read."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def read(self) -> float:
        now = time.perf_counter()
        passed, self._last = now - self._last, now
        return passed


def library(case: Case) -> Measured:
    """This library: from tables to the certified value of the current regime."""
    import highspy

    from ontschotting.lp.solver_choice import open_backend
    from ontschotting.model.build import build_regime_program
    from ontschotting.regime.presets import CURRENT
    from ontschotting.solving.questions import RegimeSolver

    inside = [0.0]
    run = highspy.Highs.run

    def timed(self: Any) -> Any:
        clock = Clock()
        answer = run(self)
        inside[0] += clock.read()
        return answer

    highspy.Highs.run = timed
    clock = Clock()
    regime_program = build_regime_program(case, CURRENT)
    build = clock.read()
    value = RegimeSolver(regime_program, open_backend("highs")).value
    assert value is not None
    return Measured(
        value,
        build,
        clock.read(),
        regime_program.program.columns,
        regime_program.program.rows,
        inside[0],
    )


def as_arrays(plain: Plain, **options: str) -> Any:
    """The plain program in HiGHS, as arrays. options: of HiGHS."""
    import highspy
    from scipy.sparse import csc_array

    offsets = np.cumsum([0, *(len(family.bound) for family in plain.families)])
    terms = pl.concat(
        [
            family.terms.with_columns(pl.col("row") + int(offset))
            for family, offset in zip(plain.families, offsets[:-1], strict=True)
        ]
    )
    matrix = csc_array(
        (terms["coefficient"].to_numpy(), (terms["row"].to_numpy(), terms["variable"].to_numpy())),
        shape=(plain.rows, plain.columns),
    )
    upper = np.concatenate([family.bound for family in plain.families])
    lower = np.concatenate(
        [
            family.bound if family.sign == EQUAL else np.full(len(family.bound), -np.inf)
            for family in plain.families
        ]
    )
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = plain.columns, plain.rows
    model.col_cost_, model.col_lower_, model.col_upper_ = (
        -plain.value,
        np.zeros(plain.columns),
        np.full(plain.columns, np.inf),
    )
    model.row_lower_, model.row_upper_ = lower, upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = (
        matrix.indptr,
        matrix.indices,
        matrix.data,
    )
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for name, value in options.items():
        highs.setOptionValue(name, value)
    highs.passModel(model)
    return highs


def best_of(highs: Any) -> float:
    """The best value of a program in HiGHS."""
    import highspy

    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return float(-highs.getInfo().objective_function_value)


def arrays(case: Case, **options: str) -> Measured:
    """Plain arrays into highspy.

    The least that any way of writing the plain program can need. options: of HiGHS.
    """
    clock = Clock()
    plain = plain_program(case)
    highs = as_arrays(plain, **options)
    build = clock.read()
    value = best_of(highs)
    return Measured(value, build, (solve := clock.read()), plain.columns, plain.rows, solve)


def pulp_with(solver: Callable[[Any], Any]) -> Callable[[Case], Measured]:
    """PuLP the natural way: a variable per path, a sum per row."""

    def way(case: Case) -> Measured:
        import pulp

        clock = Clock()
        plain = plain_program(case)
        problem = pulp.LpProblem("plain", pulp.LpMaximize)
        variables = [pulp.LpVariable(f"v{number}", 0) for number in range(plain.columns)]
        problem += pulp.lpSum(
            float(weight) * variables[number] for number, weight in enumerate(plain.value) if weight
        )
        for family in plain.families:
            for row, numbers, coefficients in (
                family.terms.group_by("row", maintain_order=True)
                .agg("variable", "coefficient")
                .iter_rows()
            ):
                total = pulp.lpSum(
                    coefficient * variables[number]
                    for number, coefficient in zip(numbers, coefficients, strict=True)
                )
                bound = float(family.bound[row])
                problem += total == bound if family.sign == EQUAL else total <= bound
        build = clock.read()
        status = problem.solve(solver(pulp))
        assert pulp.LpStatus[status] == "Optimal"
        return Measured(
            float(pulp.value(problem.objective)), build, clock.read(), plain.columns, plain.rows
        )

    return way


def linopy(case: Case) -> Measured:
    """linopy: one array of variables, a grouped sum per family of rows."""
    import linopy
    import xarray as xr

    clock = Clock()
    plain = plain_program(case)
    model = linopy.Model()
    variables = model.add_variables(
        lower=0, dims=["column"], coords=[np.arange(plain.columns)], name="v"
    )
    for family in plain.families:
        terms = family.terms
        picked = variables.isel(column=xr.DataArray(terms["variable"].to_numpy(), dims="term"))
        weighted = picked * xr.DataArray(terms["coefficient"].to_numpy(), dims="term")
        total = weighted.groupby(
            xr.DataArray(terms["row"].to_numpy(), dims="term", name="row")
        ).sum()
        model.add_constraints(
            total,
            "=" if family.sign == EQUAL else "<=",
            xr.DataArray(family.bound, dims="row", coords={"row": np.arange(len(family.bound))}),
            name=family.name,
        )
    model.add_objective((variables * xr.DataArray(plain.value, dims="column")).sum(), sense="max")
    build = clock.read()
    model.solve(solver_name="highs", io_api="direct", output_flag=False)
    return Measured(float(model.objective.value), build, clock.read(), plain.columns, plain.rows)


def pyoframe(case: Case) -> Measured:
    """pyoframe: frames of coefficients times variables, summed per row."""
    import pyoframe as pf

    clock = Clock()
    plain = plain_program(case)
    model = pf.Model(solver="highs")
    model.attr.Silent = True
    model.v = pf.Variable(pl.DataFrame({"column": np.arange(plain.columns)}), lb=0)
    for family in plain.families:
        weights = pf.Param(
            family.terms.select("row", pl.col("variable").alias("column"), "coefficient")
        )
        total = (weights * model.v.over("row")).sum("column")
        bound = pf.Param(pl.DataFrame({"row": np.arange(len(family.bound)), "bound": family.bound}))
        setattr(model, family.name, total == bound if family.sign == EQUAL else total <= bound)
    weight = pl.DataFrame({"column": np.arange(plain.columns), "value": plain.value}).filter(
        pl.col("value") != 0
    )
    model.maximize = (pf.Param(weight) * model.v.drop_extras()).sum()
    build = clock.read()
    model.optimize()
    return Measured(float(model.objective.value), build, clock.read(), plain.columns, plain.rows)


WAYS: dict[str, Callable[[Case], Measured]] = {
    "ontschotting": library,
    "arrays + HiGHS": arrays,
    "arrays + HiGHS IPM": lambda case: arrays(case, solver="ipm"),
    "linopy + HiGHS": linopy,
    "pyoframe + HiGHS": pyoframe,
    "PuLP + HiGHS": pulp_with(lambda pulp: pulp.HiGHS(msg=False)),
    "PuLP + CBC": pulp_with(lambda pulp: pulp.PULP_CBC_CMD(msg=False)),
}
"""Every way, by the name under which it stands in the table."""
