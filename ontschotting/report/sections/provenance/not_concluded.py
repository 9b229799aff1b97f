"""Write what the numbers do not support."""

from __future__ import annotations

from ontschotting.report.blocks import Items, Section
from ontschotting.report.localized_report import LocalizedReport


def not_concluded(report: LocalizedReport) -> Section:
    """List the conclusions that these numbers do not support."""
    keys = [f"not_{number}" for number in range(1, 7)]
    if report.data.with_awarded is None:
        keys.remove("not_3")  # is about awarded money
    formatter = report.formatter
    items = Items(formatter.texts(*keys))
    return Section("not_concluded", formatter.text("not_concluded"), (items,))
