"""Write the finding in one sentence, and the few that explain it."""

from __future__ import annotations

from ontschotting.case.facts.outcomes import has_several_outcomes, outcomes_of
from ontschotting.measures.comparison.annual import year_count
from ontschotting.measures.comparison.binding_limits import limit_names
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.solving.case_solver import has_cut


def finding(report: LocalizedReport) -> str:
    """Write the finding in one sentence: the title of the report."""
    formatter, question = report.formatter, report.data.main
    values = {
        "current": formatter.rounded(question.current_value),
        "lifted": formatter.rounded(question.lifted_value),
    }
    if has_several_outcomes(report.case):
        return formatter.text("finding_goals")
    if has_cut(question.comparison.regime):
        return formatter.text("finding_cut", **values)
    if question.has_gain:
        return formatter.text("finding_gain", **values)
    tied = ""
    if ties_own_money(report):
        tied = formatter.text(
            "finding_tied", tied=formatter.euros(question.comparison.own_tied_eur)
        )
    return formatter.text(
        f"finding_{first_limit(report)}", limit=limit_name(report), tied=tied, **values
    )


def lead_sentences(report: LocalizedReport) -> list[str]:
    """Write what holds back, and what the walls do when other limits are taken away."""
    formatter, question, result = report.formatter, report.data.main, report.data.binding_limits
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
    }
    if has_cut(question.comparison.regime):
        return [formatter.text("lead_cut", **values)]
    if question.has_gain:
        return [formatter.text("lead_gain", **values)]
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
    return sentences


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
