"""Write which inputs move the answer."""

from __future__ import annotations

from typing import Any

from ontschotting.measures.uncertainty.switching_values import SwitchingValues
from ontschotting.report.blocks import Block, Paragraph, Picture, Section, Table
from ontschotting.report.collect.uncertainty import SWITCHING_PRECISION
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.named_frames import named_swings
from ontschotting.report.sections.uncertainty.switching_values import (
    switching_inputs,
    switching_sentence,
)


def sensitivity(report: LocalizedReport) -> Section | None:
    """Write what the gain and the outcome do when one input moves within its margin.

    Nothing for a case without margins.
    """
    formatter, uncertainty = report.formatter, report.data.uncertainty
    title = formatter.text("choices")
    if not uncertainty.has_uncertain_inputs:
        return None
    swings = named_swings(report).to_dicts()
    blocks: list[Block] = [
        *_nearness(report),
        *(Paragraph(sentence) for sentence in _sentences(report, swings)),
        _swings_picture(report, swings),
    ]
    if uncertainty.switching_values is not None:
        blocks.append(_switching_table(report, uncertainty.switching_values))
    return Section("choices", title, tuple(blocks))


def _nearness(report: LocalizedReport) -> list[Paragraph]:
    """Write how near the answer is to another one, and what all margins together say."""
    formatter, data = report.formatter, report.data
    if data.uncertainty.switching_values is not None:
        first = Paragraph(switching_sentence(report, data.uncertainty.switching_values))
    else:
        first = Paragraph(formatter.text("verdict_same"))
    if data.main.has_gain:
        return [first]
    gains = {end: data.main.bounds.gain(end) for end in ("unfavourable", "favourable")}
    cases = "; ".join(
        formatter.text(
            "verdict_else_item", name=formatter.text(f"all_{end}"), gain=formatter.count(gain)
        )
        for end, gain in gains.items()
        if gain > data.main.noise
    )
    return [first, Paragraph(formatter.text("verdict_else", cases=cases))] if cases else [first]


def _sentences(report: LocalizedReport, swings: list[dict[str, Any]]) -> list[str]:
    """Write which input moves the gain most, and which the outcome within the walls."""
    formatter, question = report.formatter, report.data.main
    gain_moves = any(
        abs(row[end] - row["central"]) > question.noise for row in swings for end in ("low", "high")
    )
    if gain_moves:
        sentences = [formatter.text("choices_words", first=swings[0]["name"])]
    else:
        sentences = [formatter.text("choices_flat", count=len(swings))]

    def outcome_move(row: dict[str, Any]) -> float:
        low, high = float(row["current_low"]), float(row["current_high"])
        return max(abs(low - question.current_value), abs(high - question.current_value))

    widest = max(swings, key=outcome_move)
    if outcome_move(widest) > question.noise:
        low, high = sorted((widest["current_low"], widest["current_high"]))
        sentences.append(
            formatter.text(
                "choices_outcome" if gain_moves else "choices_outcome_only",
                first=widest["name"],
                low=formatter.count(low),
                high=formatter.count(high),
            )
        )
    return sentences


def _swings_picture(report: LocalizedReport, swings: list[dict[str, Any]]) -> Picture:
    """Show the gain and the outcome at both ends of the margin of each input."""
    formatter = report.formatter
    columns = ("low", "high", "current_low", "current_high")
    rows = ((row["name"], *(formatter.count(row[column]) for column in columns)) for row in swings)
    headers = ("input", "gain_low", "gain_high", "current_low", "current_high")
    return formatter.picture(
        "swings", formatter.table("caption_swings", headers, rows, file="swings")
    )


def _switching_table(report: LocalizedReport, result: SwitchingValues) -> Table:
    """Show where each input switches the conclusion."""
    formatter = report.formatter
    rows = tuple(
        (
            switching.name,
            switching.move,
            switching.margin_share,
            switching.end,
            switching.gain,
            formatter.yes_or_no(switching.is_proven),
        )
        for switching in switching_inputs(report, result)
    )
    headers = ("input", "flip_at", "flip_part", "flip_end", "flip_gain", "flip_proven")
    return Table(
        formatter.text("caption_flips", precision=formatter.share(SWITCHING_PRECISION)),
        formatter.texts(*headers),
        rows,
        file="flips",
    )
