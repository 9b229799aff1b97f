"""Hold the order of the sections on the page.

To add a section, write a function in `sections/` and add it to `PAGE_ORDER`. It returns None for a
case that it has nothing to say about.
"""

from __future__ import annotations

from collections.abc import Callable

from ontschotting.report.blocks import Section
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.attribution.attribution import attribution
from ontschotting.report.sections.attribution.choice import choice
from ontschotting.report.sections.comparison.headline import headline
from ontschotting.report.sections.comparison.money import money
from ontschotting.report.sections.comparison.money_by_group import money_by_group
from ontschotting.report.sections.comparison.summary import summary
from ontschotting.report.sections.comparison.verdict import verdict
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
from ontschotting.report.sections.pricing.explanation import explanation
from ontschotting.report.sections.pricing.shadow_prices import shadow_prices
from ontschotting.report.sections.provenance.not_concluded import not_concluded
from ontschotting.report.sections.provenance.proof import proof
from ontschotting.report.sections.provenance.sources import sources
from ontschotting.report.sections.uncertainty.sensitivity import sensitivity

PAGE_ORDER: tuple[Callable[[LocalizedReport], Section | None], ...] = (
    summary,
    headline,
    verdict,
    sensitivity,
    money,
    closing,
    break_even,
    back_test,
    attribution,
    choice,
    shadow_prices,
    explanation,
    targets,
    years,
    conditions,
    goals,
    fragmentation,
    idle_money,
    scenarios,
    free_share,
    money_by_group,
    sources,
    not_concluded,
    proof,
)


def page_sections(report: LocalizedReport) -> list[Section]:
    """Write every section that the case has something to say about, in order."""
    sections = (write_section(report) for write_section in PAGE_ORDER)
    return [section for section in sections if section is not None]
