"""Write the outcome: both questions side by side, with range and bound."""

from __future__ import annotations

from ontschotting.case.labels import outcome_name
from ontschotting.regime.labels import regime_words
from ontschotting.regime.presets import INTEGRAL
from ontschotting.report.blocks import Block, Paragraph, Section, Table
from ontschotting.report.collect.question import QuestionResult
from ontschotting.report.collect.ranges import DRAWS, SECONDS
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.open_measures import write_measure
from ontschotting.report.selection import main_gains
from ontschotting.words.measures import measure_words
from ontschotting.words.numbers import number


def headline(report: LocalizedReport) -> Section:
    """Write both questions, the bounds over uncertain data, and what is additional."""
    formatter = report.formatter
    blocks: list[Block] = [_questions_table(report)]
    if report.data.uncertainty.has_uncertain_inputs:
        blocks.append(Paragraph(formatter.text("bound_words"), "note"))
    blocks += _draws_paragraph(report)
    blocks.append(Paragraph(_regime_words(report)))
    blocks += [Paragraph(sentence) for sentence in _additional_sentences(report)]
    return Section("headline", formatter.text("headline"), tuple(blocks))


def _regime_words(report: LocalizedReport) -> str:
    """Say which walls fall in this report, and what *today* means in it."""
    regime = report.data.free_money.comparison.regime
    if regime == INTEGRAL:
        return report.formatter.text("integral_words")
    words = regime_words(regime, report.formatter.lang)
    return report.formatter.text("regime_words", walls=words)


def _draws_paragraph(report: LocalizedReport) -> list[Paragraph]:
    """Write on how many draws the ranges of the first page rest, where there are any."""
    quantiles = report.data.ranges.quantiles
    if quantiles.is_empty():
        return []
    counts = ", ".join(
        f"{measure_words(measure, report.lang)} {number(draws, report.lang)}"
        for measure, draws in quantiles.select("measure", "draws").iter_rows()
    )
    said = report.formatter.text("draws_words", counts=counts)
    if (quantiles["draws"] < DRAWS).all():
        said += " " + report.formatter.text("draws_time", seconds=number(SECONDS, report.lang))
    return [Paragraph(said, "note")]


def _questions_table(report: LocalizedReport) -> Table:
    """Show the answer to both questions: with awarded money, and with free money alone."""
    formatter, data = report.formatter, report.data
    gains = main_gains(data)
    if data.with_awarded is None:
        caption = "caption_headline_one"
        rows = [_question_row(report, "question_only", data.free_money, gains)]
    else:
        caption = "caption_headline"
        free_bounds = data.free_money.bounds
        free_gains = [free_bounds.gain(end) for end in ("central", "favourable", "unfavourable")]
        rows = [
            _question_row(report, "question_price", data.with_awarded, gains),
            _question_row(report, "question_free", data.free_money, free_gains),
        ]
    headers = ("question", "within", "without", "gain", "gain_range", "gain_bound")
    return Table(
        formatter.text(caption),
        tuple(formatter.text(header, sets=len(gains)) for header in headers),
        tuple(rows),
        file="measures",
    )


def _question_row(
    report: LocalizedReport, key: str, question: QuestionResult, gains: list[float]
) -> tuple[str, ...]:
    """Return the row of a question, with the range of its gain over several sets of data."""
    formatter, comparison, bounds = report.formatter, question.comparison, question.bounds
    return (
        formatter.text(key),
        *(
            write_measure(report, comparison, measure)
            for measure in ("value_current", "value_lifted", "freed")
        ),
        formatter.between(formatter.count(min(gains)), formatter.count(max(gains))),
        formatter.between(formatter.count(bounds.least), formatter.count(bounds.most)),
    )


def _additional_sentences(report: LocalizedReport) -> list[str]:
    """Write per outcome which share of the gain would not have come without this money."""
    formatter, case, question = report.formatter, report.case, report.data.main
    freed_units = dict(question.comparison.outcomes.select("outcome", "freed_units").iter_rows())
    sentences = []
    for row in case.outcomes.iter_rows(named=True):
        central, freed = row["additional_share"], freed_units.get(row["outcome"])
        if central is None or freed is None:
            continue
        low, high = (row.get(f"additional_share_{end}") for end in ("low", "high"))
        values = {
            "outcome": outcome_name(case, row["outcome"], report.lang),
            "share": formatter.share(central),
            "low": formatter.share(central if low is None else low),
            "high": formatter.share(central if high is None else high),
        }
        if freed > question.noise:
            units = {"units": formatter.count(central * freed), "freed": formatter.count(freed)}
            sentences.append(formatter.text("additional", **values, **units))
        else:
            sentences.append(formatter.text("additional_none", **values))
    return sentences
