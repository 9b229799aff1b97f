"""Write the first page: the finding, the numbers, at most two charts, and what may be said."""

from __future__ import annotations

from ontschotting.case.uncertain_money import uncertain_money_sentences
from ontschotting.measures.comparison.annual import year_count
from ontschotting.report.blocks import Block, Paragraph, Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.first_page.cards import cards
from ontschotting.report.sections.first_page.claims import claims
from ontschotting.report.sections.first_page.finding import finding, lead_sentences
from ontschotting.report.sections.first_page.floors import other_floors
from ontschotting.report.sections.first_page.goals import goal_blocks
from ontschotting.report.sections.first_page.pictures import (
    binding_limits_picture,
    turning_points_picture,
)
from ontschotting.report.selection import budget_share_by_status, is_synthetic


def first_page(report: LocalizedReport) -> Section:
    """Write the page that opens the report and fits on one printed sheet."""
    blocks: list[Block] = [
        Paragraph(" ".join(lead_sentences(report)), "lead"),
        *goal_blocks(report),
        cards(report),
        *binding_limits_picture(report),
        *turning_points_picture(report),
        claims(report),
        Paragraph(_caveats(report), "note"),
    ]
    floors = other_floors(report)
    if floors is not None:
        blocks.append(floors)
    return Section("summary", finding(report), tuple(blocks))


def _caveats(report: LocalizedReport) -> str:
    """Write what the numbers are not, and how much of the money is assumed.

    An invented case says so first.
    """
    formatter = report.formatter
    sentences = [formatter.text("synthetic")] if is_synthetic(report.case) else []
    if year_count(report.case) > 1:
        sentences.append(formatter.text("all_years_note"))
    assumed = budget_share_by_status(report.case).get("assumption", 0.0)
    if assumed:
        sentences.append(formatter.text("summary_assumed", share=formatter.share(assumed)))
    sentences += uncertain_money_sentences(report.case, formatter.lang)
    return " ".join([*sentences, formatter.text("summary_note")])
