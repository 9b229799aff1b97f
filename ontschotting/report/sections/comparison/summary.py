"""Write the summary, which opens the report and fits on one printed sheet."""

from __future__ import annotations

import polars as pl

from ontschotting.case.facts.outcomes import has_several_outcomes
from ontschotting.case.uncertain_money import uncertain_money_sentences
from ontschotting.measures.comparison.annual import annual_target, year_count
from ontschotting.report.blocks import Block, Cards, Paragraph, Picture, Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.named_frames import outcomes_per_year
from ontschotting.report.sections.comparison.goals import goal_blocks
from ontschotting.report.sections.comparison.verdict import verdict_paragraphs
from ontschotting.report.selection import (
    budget_share_by_status,
    delivery_years,
    is_synthetic,
    value_range,
)
from ontschotting.words.measures import measure_words


def summary(report: LocalizedReport) -> Section:
    """Write the outcome, the verdict, the numbers that readers look for, a chart and caveats."""
    formatter = report.formatter
    blocks: list[Block] = []
    if is_synthetic(report.case):
        blocks.append(Paragraph(formatter.text("synthetic"), "note"))
    blocks += [
        *goal_blocks(report),
        *lead(report),
        *verdict_paragraphs(report),
        _cards(report),
        *([] if has_several_outcomes(report.case) else [_outcomes_picture(report)]),
        Paragraph(_caveats(report), "note"),
    ]
    return Section("summary", formatter.text("summary"), tuple(blocks))


def lead(report: LocalizedReport) -> list[Paragraph]:
    """Write the most units a year within the walls, without them, and against the target."""
    formatter, years = report.formatter, year_count(report.case)
    numbers: dict[str, str] = {}
    for regime in ("current", "lifted"):
        central, low, high = (
            formatter.count(value / years) for value in value_range(report.data.main, regime)
        )
        numbers[regime] = central
        numbers[f"{regime}_range"] = (
            "" if low == high else formatter.text("lead_range", low=low, high=high)
        )
    key = "lead" if years > 1 else "lead_one_year"
    return [Paragraph(formatter.text(key, **numbers), "lead"), *_target(report)]


def _target(report: LocalizedReport) -> list[Paragraph]:
    """Write how far both regimes are from the target, with the notes that the data give on it."""
    target, formatter = annual_target(report.case), report.formatter
    if target is None:
        return []
    years = year_count(report.case)
    current, lifted = (
        value_range(report.data.main, regime).central / years for regime in ("current", "lifted")
    )
    current_gap, lifted_gap = (
        formatter.count(max(0.0, target - value)) for value in (current, lifted)
    )
    if current >= target:
        gap = formatter.text("gap_reached")
    else:
        key = "gap_same" if current_gap == lifted_gap else "gap_short"
        gap = formatter.text(key, current_gap=current_gap, lifted_gap=lifted_gap)
    text = formatter.text("lead_target", target=formatter.count(target), gap=gap)
    national = report.case.targets.filter(pl.col("level") == "national")
    notes = national["note"].drop_nulls().unique().sort().to_list()
    return [
        Paragraph(text, "lead"),
        *(
            Paragraph(formatter.text("target_note", note=note.rstrip(".")), "note")
            for note in notes[:2]
        ),
    ]


def _cards(report: LocalizedReport) -> Cards:
    """Show what is freed, blocked and needed as a top-up."""
    formatter, question = report.formatter, report.data.main
    comparison, bounds = question.comparison, question.bounds
    freed_range = formatter.text("no_margins")
    if report.data.uncertainty.has_uncertain_inputs:
        least, most = formatter.count(bounds.least), formatter.count(bounds.most)
        freed_range = formatter.text("card_bound", least=least, most=most)
    top_up = formatter.text("card_no_amount")
    if comparison.top_up_eur is not None:
        top_up = formatter.euros(comparison.top_up_eur)
    budget = formatter.euros(comparison.lifted.budget_eur)
    return Cards(
        (
            (formatter.text("card_freed"), formatter.count(comparison.freed), freed_range),
            (
                measure_words("blocked_eur", report.lang),
                formatter.euros(comparison.blocked_eur),
                formatter.text("card_of", budget=budget),
            ),
            (measure_words("top_up_eur", report.lang), top_up, formatter.text("card_top_up")),
        )
    )


def _outcomes_picture(report: LocalizedReport) -> Picture:
    """Show units a year under each regime."""
    formatter = report.formatter
    rows = tuple(
        (name, *(formatter.count(value) for value in values))
        for name, *values in outcomes_per_year(report)
        .select("name", "value", "low", "high")
        .iter_rows()
    )
    caption = "figure_homes" if year_count(report.case) > 1 else "figure_homes_one_year"
    table = formatter.table(caption, ("world", "central", "low", "high"), rows, file="homes")
    return Picture("homes", formatter.text(caption), table)


def _caveats(report: LocalizedReport) -> str:
    """Write which years these are, how much is assumed, and what the numbers are not."""
    formatter, years = report.formatter, year_count(report.case)
    first, last = delivery_years(report.case)
    sentences = []
    if report.data.uncertainty.has_uncertain_inputs:
        sentences.append(formatter.text("range_words"))
    if years > 1:
        sentences.append(formatter.text("years_note", count=years, first=first, last=last))
    else:
        sentences.append(formatter.text("one_year_note", first=first))
    assumed = budget_share_by_status(report.case).get("assumption", 0.0)
    if assumed:
        sentences.append(formatter.text("summary_assumed", share=formatter.share(assumed)))
    sentences += uncertain_money_sentences(report.case, formatter.lang)
    return " ".join([*sentences, formatter.text("summary_note")])
