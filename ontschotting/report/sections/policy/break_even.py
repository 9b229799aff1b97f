"""Write how far the lifted money can be cut before the total is worse."""

from __future__ import annotations

import polars as pl

from ontschotting.case.facts.streams import own_streams
from ontschotting.case.uncertain_inputs import at_bound
from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.support.tolerances import NEGLIGIBLE


def break_even(report: LocalizedReport) -> Section:
    """Write the break-even cut with its range, without and with a guarantee."""
    formatter = report.formatter
    blocks: tuple[Block, ...] = (
        Paragraph(formatter.text("break_even_words")),
        _cuts_table(report),
        *_complete_cuts(report),
    )
    return Section("break_even", formatter.text("break_even"), blocks)


def _cuts_table(report: LocalizedReport) -> Table:
    """Show the cut on each set of data and with each guarantee."""
    formatter = report.formatter
    has_uncertain_inputs = report.data.uncertainty.has_uncertain_inputs
    rows = (
        (
            _guarantee_name(report, guarantee),
            formatter.text(data if has_uncertain_inputs else "no_margins"),
            formatter.share(cut),
            formatter.share(cut_walls),
        )
        for guarantee, data, cut, cut_walls in _break_evens(report).iter_rows()
    )
    headers = ("guarantee", "data", "cut", "cut_walls")
    return formatter.table("caption_break_even", headers, rows, text_columns=2, file="break_evens")


def _guarantee_name(report: LocalizedReport, guarantee: str | None) -> str:
    """Return the name of a guarantee."""
    keys = {None: "no_guarantee", "outcomes": "guarantee_outcomes"}
    key = keys.get(guarantee, "guarantee_level")
    return report.formatter.text(key, level=report.labels.level(guarantee))


def _break_evens(report: LocalizedReport) -> pl.DataFrame:
    """Return the cuts to show: without uncertain inputs all sets of data are the central one."""
    frame = report.data.values.break_evens
    if report.data.uncertainty.has_uncertain_inputs:
        return frame
    return frame.filter(pl.col("data") == "central")


def _complete_cuts(report: LocalizedReport) -> list[Paragraph]:
    """Write why all the money can be cut without a loss, where it can.

    What is not cut, own money, pays for the total, or there is nothing to pay for.
    """
    formatter = report.formatter
    frame = report.data.main.bounds.frame
    current_values = dict(frame.select("data", "current_value").iter_rows())
    is_complete = pl.col("guarantee").is_null() & (pl.col("cut") > 1 - NEGLIGIBLE)
    paragraphs = []
    for data in _break_evens(report).filter(is_complete)["data"]:
        key = "whole_cut_own" if current_values[data] > 0 else "whole_cut_nothing"
        text = formatter.text(
            key,
            data=formatter.text(data),
            own=formatter.euros(_own_money_eur(report, data)),
            current=formatter.count(current_values[data]),
        )
        paragraphs.append(Paragraph(text, "note"))
    return paragraphs


def _own_money_eur(report: LocalizedReport, data: str) -> float:
    """Return the own money in a set of data, in euros."""
    case = report.case if data == "central" else at_bound(report.case, data)
    is_own = pl.col("stream").is_in(own_streams(case))
    return float(case.budgets.filter(is_own)["amount_eur"].sum())
