"""Write whether the walls are what holds back, or money, plans and limits."""

from __future__ import annotations

from ontschotting.case.facts.outcomes import outcomes_of
from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.uncertainty.switching_values import switching_sentence
from ontschotting.solving.case_solver import has_cut


def verdict(report: LocalizedReport) -> Section:
    """Write the verdict, with other readings of the data and other limits beside it."""
    formatter, data = report.formatter, report.data
    blocks: list[Block] = [*verdict_paragraphs(report)]
    if data.values.readings.height:
        blocks += [Paragraph(formatter.text("readings_words")), _readings_table(report)]
    if data.limit_curve is not None:
        blocks += [Paragraph(formatter.text("limits_words")), _limits_picture(report)]
        blocks += _gain_beyond_limits(report)
    delivers_homes = outcomes_of(report.case) == ("homes",)
    title = formatter.text("verdict" if delivers_homes else "verdict_units")
    return Section("verdict", title, tuple(blocks))


def verdict_paragraphs(report: LocalizedReport) -> list[Paragraph]:
    """Write the verdict, and whether other data within their margins say otherwise."""
    formatter, data = report.formatter, report.data
    paragraphs = [Paragraph(_verdict_sentence(report), "lead")]
    if data.uncertainty.switching_values is not None:
        paragraphs.append(Paragraph(switching_sentence(report, data.uncertainty.switching_values)))
    elif data.uncertainty.has_uncertain_inputs:
        paragraphs.append(Paragraph(formatter.text("verdict_same")))
    if data.main.has_gain:
        return paragraphs
    gains = {end: data.main.bounds.gain(end) for end in ("unfavourable", "favourable")}
    cases = "; ".join(
        formatter.text(
            "verdict_else_item", name=formatter.text(f"all_{end}"), gain=formatter.count(gain)
        )
        for end, gain in gains.items()
        if gain > data.main.noise
    )
    if cases:
        paragraphs.append(Paragraph(formatter.text("verdict_else", cases=cases)))
    return paragraphs


def _verdict_sentence(report: LocalizedReport) -> str:
    """Write what holds back: the walls, in whole or in part, the limits, or the money."""
    formatter, question = report.formatter, report.data.main
    possible, current = report.data.values.possible_units, question.current_value
    out_of_reach = max(0.0, possible - question.lifted_value)
    missing = possible - current
    if has_cut(question.comparison.regime):
        # With less money nothing follows about the walls by themselves.
        key = "verdict_cut"
    elif question.has_gain:
        key = "verdict_whole" if out_of_reach <= question.noise else "verdict_partly"
    else:
        key = "verdict_limits" if missing <= question.noise else "verdict_money"
    return formatter.text(
        key,
        possible=formatter.count(possible),
        current=formatter.count(current),
        lifted=formatter.count(question.lifted_value),
        freed=formatter.count(question.gain),
        rest=formatter.count(out_of_reach),
        current_share=formatter.share(current / possible if possible else None),
        missing_share=formatter.share(
            min(1.0, question.gain / missing) if possible > current else None
        ),
    )


def _readings_table(report: LocalizedReport) -> Table:
    """Show the main question on other readings of the data."""
    formatter = report.formatter
    rows = (
        (report.labels.reading(reading), *(formatter.count(value) for value in values))
        for reading, *values in report.data.values.readings.iter_rows()
    )
    return formatter.table("caption_readings", ("reading", "within", "without", "gain"), rows)


def _limits_picture(report: LocalizedReport) -> Picture:
    """Show the main question at other sizes of the limits."""
    formatter, curve = report.formatter, report.data.limit_curve
    rows = (
        (formatter.share(factor), *(formatter.count(value) for value in values))
        for factor, *values in (() if curve is None else curve.iter_rows())
    )
    headers = ("limits_share", "within", "without", "gain")
    return formatter.picture(
        "limits", formatter.table("caption_limits", headers, rows, file="limits")
    )


def _gain_beyond_limits(report: LocalizedReport) -> list[Paragraph]:
    """Write from which wider limits the walls cost something, where they cost nothing now."""
    formatter, data = report.formatter, report.data
    if data.limit_curve is None or data.main.has_gain:
        return []
    for factor, current, lifted, _ in data.limit_curve.iter_rows():
        if factor > 1 and lifted - current > data.main.noise:
            share, gain = formatter.share(factor), formatter.count(lifted - current)
            return [Paragraph(formatter.text("limits_gap", share=share, gain=gain))]
    return []
