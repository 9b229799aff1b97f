"""Write the finding in one sentence, and the few that explain it."""

from __future__ import annotations

from ontschotting.case.facts.outcomes import has_several_outcomes, outcomes_of
from ontschotting.case.labels import outcome_name
from ontschotting.measures.comparison.annual import year_count
from ontschotting.measures.comparison.binding_limits import limit_names
from ontschotting.regime.lifts import WALLS
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.open_measures import unproven, write_measure
from ontschotting.report.sections.uncertainty.switching_values import turning_points
from ontschotting.solving.case_solver import has_cut
from ontschotting.words.labels import wall_words


def finding(report: LocalizedReport) -> str:
    """Write the finding in one sentence: the title of the report."""
    sentence = _finding(report)
    if not report.data.is_proven:
        return report.formatter.text("finding_unproven", finding=sentence)
    is_zero = not has_several_outcomes(report.case) and not report.data.main.has_gain
    if is_zero and not has_cut(report.data.main.comparison.regime) and _turns(report):
        return report.formatter.text("finding_central", finding=sentence)
    return sentence


def _turns(report: LocalizedReport) -> bool:
    """Return whether the walls were found to hold something back on other data in the margins."""
    draws = report.data.ranges.of("freed")
    is_drawn = draws is not None and draws.high > report.data.main.noise
    return is_drawn or turning_points(report) is not None


def _finding(report: LocalizedReport) -> str:
    """Write the finding, as if every optimum were proven."""
    formatter, question = report.formatter, report.data.main
    values = {
        "current": write_measure(report, question.comparison, "value_current", formatter.rounded),
        "lifted": write_measure(report, question.comparison, "value_lifted", formatter.rounded),
    }
    is_cut = has_cut(question.comparison.regime)
    if has_several_outcomes(report.case):
        return formatter.text(
            "finding_goals_cut" if is_cut else "finding_goals", goals=_goals(report)
        )
    if is_cut:
        return formatter.text("finding_cut", **values)
    if question.has_gain:
        return formatter.text("finding_gain", **values)
    tied = ""
    if ties_own_money(report):
        tied = formatter.text(
            "finding_tied", tied=write_measure(report, question.comparison, "own_tied_eur")
        )
    key = "whole" if closes_entirely(report) else first_limit(report)
    return formatter.text(f"finding_{key}", limit=limit_name(report), tied=tied, **values)


def _goals(report: LocalizedReport) -> str:
    """Write which goals gain, which lose and which may do either."""
    formatter = report.formatter
    names: dict[str, list[str]] = {"more": [], "less": [], "either": []}
    for row in report.data.main.comparison.lazy_measures.goals.iter_rows(named=True):
        least, most = row["freed_least"] or 0.0, row["freed_most"] or 0.0
        if least or most:
            change = "more" if least > 0 else "less" if most < 0 else "either"
            names[change].append(outcome_name(report.case, row["outcome"], report.lang))
    parts = [
        formatter.text(f"finding_goals_{change}", names=formatter.text("card_and").join(goals))
        for change, goals in names.items()
        if goals
    ]
    return "; ".join(parts) or formatter.text("finding_goals_same")


def lead_sentences(report: LocalizedReport) -> list[str]:
    """Write what holds back, and what the walls do when other limits are taken away."""
    formatter, question, result = report.formatter, report.data.main, report.data.binding_limits
    if not report.data.is_proven:
        return unproven(report)
    if result is None:
        return [formatter.text("lead_goals")]
    most = dict(result.limits.select("limit", "units").iter_rows())
    years = year_count(report.case)
    values = {
        "current": formatter.rounded(question.current_value),
        "lifted": formatter.rounded(question.lifted_value),
        "possible": formatter.rounded(report.data.values.possible_units),
        "pace": formatter.rounded(most.get("limits", 0.0) / years),
        "limit": limit_name(report),
        "a_year": formatter.text("a_year") if years > 1 else "",
        "missing_share": formatter.share(_missing_share(report)),
        "missing": formatter.rounded(
            report.data.values.possible_units - (question.current_value or 0.0)
        ),
        "gain": formatter.rounded(question.gain),
    }
    walls = formatter.text("lead_walls", walls=_walls_of(report))
    if has_cut(question.comparison.regime):
        return [formatter.text("lead_cut", **values)]
    if question.has_gain:
        return [formatter.text("lead_gain", **values), walls]
    sentences = [formatter.text(f"lead_{first_limit(report)}", **values)]
    freed = result.without_limits["freed"] or 0.0
    if "limits" in most and freed > question.noise:
        sentences.append(
            formatter.text(
                "lead_without_limits",
                freed=formatter.rounded(freed),
                share=formatter.share(freed / (result.without_limits["value_current"] or 1.0)),
                blocked=formatter.euros(result.without_limits["blocked_eur"]),
                **values,
            )
        )
    return [*sentences, walls]


def closes_entirely(report: LocalizedReport) -> bool:
    """Return whether the case has only whole plans, and all of them close within the walls."""
    whole = report.case.with_defaults["plans"]["whole"]
    return bool(whole.all()) and first_limit(report) == "plans" and not report.data.main.has_gain


def _walls_of(report: LocalizedReport) -> str:
    """Name the walls that fall, in their own order."""
    lifted = {wall for lift in report.data.main.comparison.regime.lifts for wall in lift.walls}
    return ", ".join(wall_words(wall, report.lang) for wall in WALLS if wall in lifted)


def first_limit(report: LocalizedReport) -> str:
    """Return what holds back where the walls do not: `pace`, `limits`, `plans` or `money`.

    A limit on homes a year is the pace of building.
    """
    result = report.data.binding_limits
    if result is None or result.first == "money_current":
        return "money"
    if result.first == "limits" and outcomes_of(report.case) == ("homes",):
        return "pace"
    return result.first


def limit_name(report: LocalizedReport) -> str:
    """Name the limits other than money, and say where they are assumed."""
    return limit_names(report.case, report.lang)["limits"]


def ties_own_money(report: LocalizedReport) -> bool:
    """Return whether the walls tie more own money than rounding."""
    question = report.data.main
    return (question.comparison.own_tied_eur or 0.0) > question.smallest_eur


def _missing_share(report: LocalizedReport) -> float | None:
    """Return which share the walls hold back of what is possible and not funded."""
    question = report.data.main
    missing = report.data.values.possible_units - question.current_value
    return min(1.0, question.gain / missing) if missing > question.noise else None
