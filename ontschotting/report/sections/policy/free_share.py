"""Write the least share of the money that has to be free."""

from __future__ import annotations

from ontschotting.report.blocks import Paragraph, Section
from ontschotting.report.localized_report import LocalizedReport


def free_share(report: LocalizedReport) -> Section | None:
    """Write which free share gives nearly all and all of the gain, where anything is gained."""
    formatter, result = report.formatter, report.data.free_share
    title = formatter.text("free_share")
    if result is None:
        return None
    sentence = formatter.text(
        "free_share_words",
        ninety=formatter.share(result.least_90),
        whole=formatter.share(result.least_100),
        freed=formatter.count(result.freed),
    )
    rows = (
        (formatter.share(share), formatter.count(value))
        for share, value in result.frame.select("free_share", "value").iter_rows()
    )
    headers = ("free_share_size", "fundable")
    table = formatter.table("figure_free_share", headers, rows, file="free_share")
    blocks = (Paragraph(sentence), formatter.picture("free_share", table))
    return Section("free_share", title, blocks)
