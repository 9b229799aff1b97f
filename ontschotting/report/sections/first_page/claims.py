"""Write what may be said and what may not, ready to be copied, with the citation."""

from __future__ import annotations

from ontschotting._version import __version__
from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.measures.comparison.binding_limits import target_note
from ontschotting.report.blocks import Claims
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.open_measures import unproven
from ontschotting.report.sections.first_page.finding import (
    first_limit,
    limit_name,
    ties_own_money,
)
from ontschotting.report.sections.uncertainty.switching_values import turning_points
from ontschotting.solving.case_solver import has_cut


def claims(report: LocalizedReport) -> Claims:
    """Write the sentences that the numbers support beside those that they do not."""
    formatter = report.formatter
    return Claims(
        (formatter.text("may_say"), tuple(_allowed(report))),
        (formatter.text("may_not_say"), tuple(_refused(report))),
        citation(report),
    )


def citation(report: LocalizedReport) -> str:
    """Write how to cite the numbers of the report."""
    return report.formatter.text(
        "cite",
        version=__version__,
        case=report.case.title_in(report.lang),
        fingerprint=report.case.fingerprint[:12],
    )


def _allowed(report: LocalizedReport) -> list[str]:
    """Write what the numbers support."""
    formatter, question = report.formatter, report.data.main
    if not report.data.is_proven:
        return unproven(report)
    values = {
        "current": formatter.rounded(question.current_value),
        "lifted": formatter.rounded(question.lifted_value),
        "freed": formatter.rounded(question.gain),
        "limit": limit_name(report),
        "tied": formatter.euros(question.comparison.own_tied_eur),
    }
    sentences = []
    if has_several_outcomes(report.case):
        sentences.append(formatter.text("say_goals"))
    elif has_cut(question.comparison.regime):
        sentences.append(formatter.text("say_cut", **values))
    elif question.has_gain:
        sentences.append(formatter.text("say_gain", **values))
    else:
        sentences.append(formatter.text(f"say_{first_limit(report)}", **values))
    points = turning_points(report)
    if points is not None:
        names = formatter.text("list_or").join(
            f"{row['name']} ({formatter.move(row['move'])})"
            for row in points.head(3).iter_rows(named=True)
        )
        key = "say_turns_off" if question.has_gain else "say_turns_on"
        sentences.append(formatter.text(key, names=names))
    draws = report.data.ranges.of("freed")
    if not question.has_gain and draws is not None and draws.low > question.noise:
        low, high = formatter.rounded(draws.low), formatter.rounded(draws.high)
        count = formatter.count(draws.draws)
        sentences.append(formatter.text("say_draws", low=low, high=high, draws=count))
    if ties_own_money(report):
        sentences.append(formatter.text("say_own", **values))
    return sentences


def _refused(report: LocalizedReport) -> list[str]:
    """Write what the numbers do not support."""
    formatter, question = report.formatter, report.data.main
    sentences = []
    if not question.has_gain:
        sentences.append(formatter.text("not_nothing"))
    elif report.data.uncertainty.has_uncertain_inputs:
        sentences.append(formatter.text("not_gain"))
    note = target_note(report.case, report.lang)
    if note is not None and not has_several_outcomes(report.case):
        sentences.append(formatter.text("not_target", note=note))
    if report.data.ranges.of("freed") is not None:
        sentences.append(formatter.text("not_chance"))
    return [*sentences, formatter.text("not_built")]
