"""Hold the order of the sections on the page.

To add a section, write a function in `sections/` and add it to `PAGES` or, where a reader opens it
on demand, to `ANNEX`. It returns None for a case that it has nothing to say about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ontschotting.report.blocks import Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.attribution.attribution import attribution
from ontschotting.report.sections.attribution.choice import choice
from ontschotting.report.sections.comparison.headline import headline
from ontschotting.report.sections.comparison.money import money, money_details
from ontschotting.report.sections.comparison.money_by_group import money_by_group
from ontschotting.report.sections.comparison.verdict import verdict
from ontschotting.report.sections.comparison.zeros import zeros
from ontschotting.report.sections.first_page.first_page import first_page
from ontschotting.report.sections.observed.back_test import back_test
from ontschotting.report.sections.observed.fragmentation import fragmentation
from ontschotting.report.sections.observed.idle_money import idle_money
from ontschotting.report.sections.policy.break_even import break_even
from ontschotting.report.sections.policy.closing import closing
from ontschotting.report.sections.policy.conditions import conditions
from ontschotting.report.sections.policy.free_share import free_share
from ontschotting.report.sections.policy.goals import goals
from ontschotting.report.sections.policy.scenarios import scenarios
from ontschotting.report.sections.policy.targets import targets
from ontschotting.report.sections.policy.years import years
from ontschotting.report.sections.pricing.explanation import explanation, explanation_details
from ontschotting.report.sections.pricing.shadow_prices import shadow_prices
from ontschotting.report.sections.provenance.not_concluded import not_concluded
from ontschotting.report.sections.provenance.proof import proof
from ontschotting.report.sections.provenance.sources import sources
from ontschotting.report.sections.uncertainty.sensitivity import sensitivity

_WriteSection = Callable[[LocalizedReport], Section | None]

PAGES: tuple[_WriteSection, ...] = (first_page, closing, money, attribution, explanation)
"""What everybody reads, the most important first."""

MOST_PAGES = 4
"""The first page, and at most three more; what is left of `PAGES` opens the annex."""

ANNEX: tuple[_WriteSection, ...] = (
    headline,
    sensitivity,
    verdict,
    money_details,
    money_by_group,
    choice,
    explanation_details,
    shadow_prices,
    scenarios,
    conditions,
    free_share,
    years,
    targets,
    goals,
    zeros,
    break_even,
    back_test,
    fragmentation,
    idle_money,
    sources,
    not_concluded,
    proof,
)
"""What opens on demand."""


def page_sections(report: LocalizedReport) -> list[Section]:
    """Write every section that the case has something to say about, in order."""
    pages = [section for write in PAGES if (section := write(report)) is not None]
    annex = [section for write in ANNEX if (section := write(report)) is not None]
    return [
        *pages[:MOST_PAGES],
        *(replace(section, in_annex=True) for section in (*pages[MOST_PAGES:], *annex)),
    ]
