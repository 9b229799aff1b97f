"""A comparison per region, stream, purpose, year ….

Least … most over every allocation that is as good and as cheap.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ontschotting.case.areas import NO_AREA, areas_of
from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.case.facts.projects import has_fixed_costs
from ontschotting.case.facts.streams import own_streams
from ontschotting.errors import QuestionError
from ontschotting.lp.program import Array
from ontschotting.lp.solver_choice import open_backend
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.model.regime_program import RegimeProgram
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.solving.guaranteed_solver import GuaranteedSolver
from ontschotting.solving.optimal_face import OptimalFace, optimal_face, own_money_face
from ontschotting.solving.questions import RegimeQuestions, RegimeSolver
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.parallel import parallel_map
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import MONEY_ZERO, REACH, is_same_value
from ontschotting.words.messages import problem

_MONEY, _UNITS = "money", "units"
_ANSWERS = {
    "stream": (_MONEY,),
    "purpose": (_MONEY,),
    "own_money": (_MONEY,),
    "year": (_MONEY, _UNITS),
    "outcome": (_UNITS,),
}
"""Which quantities a dimension has; a level of regions has both."""


@with_bar
def breakdown(
    regimes: TwoRegimes,
    dimension: str,
    *,
    own_tied: bool = False,
    progress: Progress = None,
) -> pl.DataFrame:
    """Return the comparison per group of a dimension, as least … most.

    Ranges run over all allocations of the greatest value and, among those, the least spending.
    `blocked` and `freed` pair the ends of two such ranges, so they are outer bounds. Where a search
    for whole projects left an optimum open, ranges are wider and still hold the truth: over all
    allocations that reach the value that was found, whatever they spend. Money counts
    where it is spent. Units count by the weight of their outcome, as the value does; per `outcome`
    they are counted plainly.

    Args:
        regimes: What is compared
        dimension: `region`, a level, `stream`, `purpose`, `year` (of payment for money, of delivery
            for units), `outcome` or `own_money`
        own_tied: Also the own money that the walls tie: the ranges of it run over all allocations
            of today's value with the least own money, within the walls and without
        progress: True for a bar, False for none, or a function that is called with a word before
            each group

    Returns:
        `group`; `budget_eur` (the budgets of the stream, of the year, of own money or not; for a
        level the budgets given to areas inside the group). By a level there is a last group
        `(none)` where plans lie in no area of it, or money is given to none (such as to the whole
        nation), so that plans and budgets add up to the whole; by purpose or year it is what fixed
        costs per plan take. And `spent_current_eur`,
        `spent_needed_eur` (today's result without walls), `spent_lifted_eur`, `blocked_eur`,
        `units_current`, `units_lifted` and `freed`, each as `_least` and `_most`; and
        `own_tied_eur` where it is asked. Null where the dimension has no such quantity.

    Raises:
        QuestionError: For a dimension that the case does not have.
    """
    _check_dimension(regimes.case, dimension)
    report_progress = reporter_of(progress)
    faces, groups = _faces(regimes, dimension, own_tied), _groups(regimes.case, dimension)

    plans = {
        group: _plans_of(regimes.case, dimension, str(group))
        for group in groups
        if dimension not in _ANSWERS
    }

    def ranges(question: tuple[str, object]) -> dict[str, float]:
        name, group = question
        report_progress(f"{name} {group}")
        return _ranges(name, faces[name], dimension, group, plans.get(group, []))

    questions = [(name, group) for name in faces for group in groups]
    rows: dict[object, dict[str, object]] = {group: {"group": str(group)} for group in groups}
    for (_, group), columns in zip(questions, parallel_map(ranges, questions), strict=True):
        rows[group] |= columns
    names = (*_SPENT_ENDS, *_UNIT_ENDS, *(_OWN_ENDS if own_tied else ()))
    schema = {"group": pl.String, **dict.fromkeys(names, pl.Float64)}
    frame = pl.DataFrame(list(rows.values()), schema=schema)
    # What the tolerance of *reach* leaves in both ranges is no money.
    noise = 4 * REACH * max(1.0, faces["lifted"].most_spent_eur if "lifted" in faces else 0.0)
    differences = [*_FREED_ENDS, *(_OWN_TIED_ENDS if own_tied else ())]
    return (
        _with_differences(frame, noise)
        .join(_budgets(regimes.case, dimension), on="group", how="left")
        .select("group", "budget_eur", *_SPENT_ENDS, *_BLOCKED_ENDS, *_UNIT_ENDS, *differences)
    )


def is_open(least: float, most: float, whole: float) -> bool:
    """Tell whether the optimum leaves a group open: anywhere between nothing and everything.

    `ontschotting.by_area` compares such an area on its own.

    Args:
        least: The least of a group
        most: The most of it
        whole: Of all groups together, in the same unit
    """
    noise = MONEY_ZERO * max(1.0, whole)
    return whole > noise and least <= noise and most >= whole - noise


def _ends(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{end}" for name in names for end in ("least", "most"))


_SPENT_ENDS = _ends("spent_current_eur", "spent_needed_eur", "spent_lifted_eur")
_UNIT_ENDS = _ends("units_current", "units_lifted")
_OWN_ENDS = _ends("own_current_eur", "own_needed_eur")
_BLOCKED_ENDS, _FREED_ENDS = _ends("blocked_eur"), _ends("freed")
_OWN_TIED_ENDS = _ends("own_tied_eur")


def _check_dimension(case: Case, dimension: str) -> None:
    known = (*_ANSWERS, *(level for level in case.levels if level != "national"))
    if dimension not in known:
        raise QuestionError(
            problem(
                "unknown_dimension",
                dimension=dimension,
                known=", ".join(known),
                hint=did_you_mean(dimension, known),
            )
        )


def _ranges(
    name: str, face: OptimalFace, dimension: str, group: object, plans: list[str]
) -> dict[str, float]:
    """Return the least and most money and units of one group over one optimal face."""
    program = face.questions.regime_program
    row: dict[str, float] = {}
    quantities = _ANSWERS.get(dimension, (_MONEY, _UNITS))
    if name in _OWN_FACES:
        if _MONEY not in quantities:
            return {}
        cost = _money(program, dimension, group, plans) * program.objectives.own
        least, most = face.range(cost, program.euro_unit)
        return {f"{name}_eur_least": least, f"{name}_eur_most": most}
    # Units and money of a group are least, and most, nearly together.
    asked = {}
    if _UNITS in quantities and name != "needed":
        asked[f"units_{name}"] = (_unit_count(program, dimension, group, plans), 1.0)
    if _MONEY in quantities:
        money = _money(program, dimension, group, plans)
        asked[f"spent_{name}_eur"] = (money, program.euro_unit)
    for column, (least, most) in zip(asked, face.ranges(list(asked.values())), strict=True):
        row |= {f"{column}_least": least, f"{column}_most": most}
    return row


def _with_differences(frame: pl.DataFrame, noise: float) -> pl.DataFrame:
    """Add what is blocked, what falls free, and the own money that is tied, where it is asked."""
    blocked = {
        "blocked_eur_least": pl.col("spent_lifted_eur_least") - pl.col("spent_needed_eur_most"),
        "blocked_eur_most": pl.col("spent_lifted_eur_most") - pl.col("spent_needed_eur_least"),
    }
    if _OWN_ENDS[0] in frame.columns:
        blocked |= {
            "own_tied_eur_least": pl.col("own_current_eur_least") - pl.col("own_needed_eur_most"),
            "own_tied_eur_most": pl.col("own_current_eur_most") - pl.col("own_needed_eur_least"),
        }
    return frame.with_columns(
        (pl.col("units_lifted_least") - pl.col("units_current_most")).alias("freed_least"),
        (pl.col("units_lifted_most") - pl.col("units_current_least")).alias("freed_most"),
        *(
            pl.when(amount.abs() > noise).then(amount).otherwise(amount.abs() * 0.0).alias(name)
            for name, amount in blocked.items()
        ),
    )


_OWN_FACES = ("own_current", "own_needed")


def _faces(regimes: TwoRegimes, dimension: str, own_tied: bool) -> dict[str, OptimalFace]:
    """Return the optimal allocations: of today, of today's value without walls, and lifted.

    And those of today's value with the least own money, within the walls and without.
    """
    # A question about streams or years needs money that is not merged over them.
    separate_by, by_year = ["stream"] if dimension == "stream" else [], dimension == "year"
    solver, value = regimes.solver, regimes.value_current
    current = solver.questions(separate_by=separate_by, by_year=by_year)
    lifted = solver.questions(
        regimes.regime, regimes.guarantee, separate_by=separate_by, by_year=by_year
    )
    is_open = regimes.current.is_open
    faces = {"current": optimal_face(current, value, is_open)}
    questions = (("needed", value, is_open), ("lifted", lifted.value, lifted.is_open))
    for name, reached, is_more in questions:
        if name == "lifted" and _is_needed_face(faces, lifted, value, is_open):
            faces[name] = faces["needed"]
        elif reached is not None and lifted.reaches(reached):
            faces[name] = optimal_face(lifted, reached, is_more)
    if own_tied:
        faces["own_current"] = own_money_face(_with_own_row(solver, current), value, is_open)
        if "needed" in faces:
            faces["own_needed"] = own_money_face(_with_own_row(solver, lifted), value, is_open)
    return faces


def _is_needed_face(
    faces: dict[str, OptimalFace], lifted: RegimeQuestions, value: float, is_open: bool
) -> bool:
    """Tell whether the allocations of the lifted value are those of today's value without walls.

    They are where both values are one number: then a range of both is one question.
    """
    is_found = "needed" in faces and not is_open and not lifted.is_open
    return is_found and lifted.value is not None and is_same_value(lifted.value, value)


def _with_own_row(solver: CaseSolver, questions: RegimeQuestions) -> RegimeQuestions:
    """Return the questions about a program with a last row that sums the spending of own money."""
    program = questions.regime_program
    wider = replace(program, program=program.program.with_row(program.objectives.own))
    backend = open_backend(solver.solver)
    if isinstance(questions, GuaranteedSolver):
        guaranteed = GuaranteedSolver(wider, backend, questions.floors, solver.optima)
        return guaranteed.knowing(questions.value)
    return RegimeSolver(wider, backend, solver.optima).knowing(questions.value)


def _groups(case: Case, dimension: str) -> list[object]:
    """Return the groups of a dimension, in a fixed order."""
    if dimension == "own_money":
        return ["own", "other"]
    # A fixed cost is of no purpose and no year.
    rest = [NO_AREA] if has_fixed_costs(case) else []
    if dimension == "year":
        first = int(series_min(case.plans["first_year"], case.first_year)) - int(
            series_max(case.costs["years_before_delivery"], 0)
        )
        first = max(first, case.first_year) if case.opening_work == "paid" else first
        years = [
            *range(first, int(series_max(case.plans["last_year"], first)) + 1),
            *case.budgets["year"].to_list(),
        ]
        return [*sorted(set(years)), *rest]
    if dimension == "outcome":
        return list(outcomes_of(case))
    if dimension in ("stream", "purpose"):
        table = {"stream": case.streams, "purpose": case.costs}[dimension]
        names = table[dimension].unique().sort().to_list()
        return [*names, *(rest if dimension == "purpose" else [])]
    outside = NO_AREA in _budgets(case, dimension)["group"] or _plans_of(case, dimension, NO_AREA)
    return [*areas_of(case).of_level(dimension), *([NO_AREA] if outside else [])]


def _plans_of(case: Case, level: str, group: str) -> list[str]:
    """Return the plans in an area of a level, or in none of them."""
    areas = areas_of(case)
    if group != NO_AREA:
        return sorted(areas.plans_in(level, group))
    return sorted(areas.plans_in_none(level))


def _money(regime_program: RegimeProgram, dimension: str, group: object, plans: list[str]) -> Array:
    if dimension == "own_money":
        chosen = pl.col("own") == (group == "own")
    elif dimension in ("purpose", "year"):
        chosen = pl.col(dimension).is_null() if group == NO_AREA else pl.col(dimension).eq(group)
    elif dimension == "stream":
        chosen = pl.col("pool").is_in(
            regime_program.labels.pools_of(pl.col("stream") == pl.lit(group))
        )
    else:
        chosen = pl.col("plan").is_in(plans)
    return regime_program.total(regime_program.columns.outlays.filter(chosen))


def _unit_count(
    regime_program: RegimeProgram, dimension: str, group: object, plans: list[str]
) -> Array:
    """Units of the group.

    Per outcome as they are, with what plan types yield of it; for a level or year by their value.
    """
    if dimension == "outcome":
        return regime_program.units_of(str(group))
    if dimension == "year":
        chosen = pl.lit(False) if group == NO_AREA else pl.col("delivery_year").eq(group)
    else:
        chosen = pl.col("plan").is_in(plans)
    units = regime_program.columns.units.filter(chosen)
    return regime_program.total(units, units["weight"].to_numpy())


def _budgets(case: Case, dimension: str) -> pl.DataFrame:
    """Return the budgets that belong to each group: `group`, `budget_eur`."""
    budgets = case.budgets
    if dimension in ("purpose", "outcome"):
        return pl.DataFrame(schema={"group": pl.String, "budget_eur": pl.Float64})
    if dimension in ("stream", "year"):
        keyed = budgets.with_columns(pl.col(dimension).cast(pl.String).alias("group"))
    elif dimension == "own_money":
        keyed = budgets.with_columns(
            pl.when(pl.col("stream").is_in(own_streams(case)))
            .then(pl.lit("own"))
            .otherwise(pl.lit("other"))
            .alias("group")
        )
    else:
        areas = areas_of(case)
        homes = {area: areas.regions(dimension, area) for area in areas.of_level(dimension)}
        inside = [
            (level, area, str(group))
            for level, area in budgets.select("level", "area").unique().iter_rows()
            for group, regions in homes.items()
            if (level == dimension and area == group)
            or (dimension != "plan" and areas.regions(level, area) <= regions)
        ]
        given = pl.DataFrame(
            inside, schema={"level": pl.String, "area": pl.String, "group": pl.String}, orient="row"
        )
        keyed = budgets.join(given, on=["level", "area"], how="left", nulls_equal=True)
        keyed = keyed.with_columns(pl.col("group").fill_null(NO_AREA))
    return keyed.group_by("group").agg(pl.col("amount_eur").sum().alias("budget_eur"))
