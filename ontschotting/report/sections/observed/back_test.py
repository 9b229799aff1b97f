"""Write how a past case agrees with what happened, where that was observed."""

from __future__ import annotations

from typing import Any

import polars as pl

from ontschotting.measures.observed.back_test import BackTest
from ontschotting.report.blocks import Block, FormattedNumber, Paragraph, Picture, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.words.numbers import amount

_WORDS = {
    "nl": {
        "title": "Klopt het met wat er gebeurde?",
        "what": (
            "Dit geval gaat over jaren die voorbij zijn. Daarom kan het tegen de werkelijkheid"
            " worden gehouden. Het model geeft het meeste dat met dit geld te bekostigen was; dat"
            " is een bovenwaarde. Kwam er minder, dan is het model niet weerlegd. Kwam er meer dan"
            " hoe dan ook kon, dan wel: dan klopt het geld, de behoefte of de grens in dit geval"
            " daar niet."
        ),
        "open": (
            "Het beste laat open welk gebied wanneer oplevert. Daarom staat er steeds een minste en"
            " een meeste."
        ),
        "units": "Gebouwd en volgens het model, per gebied en jaar",
        "money": "Geld dat bleef liggen, per ronde",
        "caption": (
            "Wat er is gebouwd, naast het minste en het meeste volgens het model, per gebied."
        ),
        "area": "gebied",
        "year": "jaar",
        "observed": "gebouwd",
        "model": "model, minste … meeste",
        "possible": "hoe dan ook hoogstens",
        "error": "model min gebouwd",
        "verdict": "oordeel",
        "all": "samen",
        "nation": "Nederland",
        "stream": "stroom",
        "offered": "was beschikbaar",
        "unspent": "bleef liggen",
        "left": "laat het model liggen",
        "difference": "model min werkelijk",
        "above_possible": "meer gebouwd dan kon",
        "above_best": "meer dan in een beste toedeling",
        "within": "ertussen",
        "below_best": "minder dan in elke beste toedeling",
        "no_comparison": "niet te vergelijken",
        "money_above_best": "er bleef meer liggen dan het model laat liggen",
        "money_within": "ertussen",
        "money_below_best": "er bleef minder liggen",
        "money_no_comparison": "niet te vergelijken",
    },
    "en": {
        "title": "Does it agree with what happened?",
        "what": (
            "This case is about years that have passed, so it can be held against the world. The"
            " model gives the most that this money could fund, an upper value. If less came, the"
            " model is not refuted. If more came than was possible at all, it is: then the money,"
            " the need or the limit in this case is not right there."
        ),
        "open": (
            "The optimum leaves open which area delivers when. So there is a least and a most"
            " everywhere."
        ),
        "units": "Built, and according to the model, by area and year",
        "money": "Money that stayed unspent, by round",
        "caption": "What was built, beside the least and the most according to the model, by area.",
        "area": "area",
        "year": "year",
        "observed": "built",
        "model": "model, least … most",
        "possible": "possible at all, at most",
        "error": "model less built",
        "verdict": "verdict",
        "all": "together",
        "nation": "the Netherlands",
        "stream": "stream",
        "offered": "was available",
        "unspent": "stayed unspent",
        "left": "the model leaves",
        "difference": "model less actual",
        "above_possible": "more built than possible",
        "above_best": "more than in a best allocation",
        "within": "between",
        "below_best": "less than in every best allocation",
        "no_comparison": "no comparison",
        "money_above_best": "more stayed unspent than the model leaves",
        "money_within": "between",
        "money_below_best": "less stayed unspent",
        "money_no_comparison": "no comparison",
    },
}


def back_test(report: LocalizedReport) -> Section | None:
    """Write what was built and spent beside the model; nothing where nothing was observed."""
    result, words = report.data.back_test, _WORDS[report.lang]
    if result is None:
        return None
    blocks: list[Block] = [
        Paragraph(words["what"]),
        Paragraph(" ".join(result.sentences(report.lang))),
        Picture("back_test", words["caption"], file="back_test_units"),
        Paragraph(words["open"], "note"),
        units_table(report, result),
    ]
    if result.money.height:
        blocks.append(_money_table(report, result))
    return Section("back_test", words["title"], tuple(blocks))


def units_table(report: LocalizedReport, result: BackTest) -> Table:
    """Show what was built in each area and year, beside the least and most of the model.

    Args:
        report: The report
        result: The case beside what was observed
    """
    words = _WORDS[report.lang]
    rows = result.units.sort(
        pl.col("level") != "national", "area", pl.col("year").is_null(), "year", maintain_order=True
    )
    headers = ("area", "year", "observed", "model", "possible", "error", "verdict")
    return Table(
        words["units"],
        tuple(words[header] for header in headers),
        tuple(_units_row(report.formatter, row) for row in rows.iter_rows(named=True)),
        text_columns=2,
        folded=True,
    )


def _units_row(formatter: Formatter, row: dict[str, Any]) -> tuple[str, ...]:
    """Write what was built in an area and year beside the model, and the error of the model."""
    words = _WORDS[formatter.lang]
    area, year = row["area"] or words["nation"], str(row["year"] or words["all"])
    observed, judgement = formatter.count(row["observed_units"]), words[row["verdict"]]
    if row["least_units"] is None:
        return (area, year, observed, "–", "–", "–", judgement)
    error = _units_between(formatter, row["error_least"], row["error_most"])
    shares = formatter.between(
        _signed_share(formatter, row["relative_least"]),
        _signed_share(formatter, row["relative_most"]),
    )
    return (
        area,
        year,
        observed,
        _units_between(formatter, row["least_units"], row["most_units"]),
        formatter.count(row["possible_units"]),
        f"{error} ({shares})",
        judgement,
    )


def _units_between(formatter: Formatter, least: float, most: float) -> FormattedNumber:
    """Write a range of units."""
    return formatter.between(formatter.count(least), formatter.count(most))


def _signed_share(formatter: Formatter, share: float) -> FormattedNumber:
    """Write a share that may lie below zero."""
    return FormattedNumber(amount(share, formatter.lang, "share"), share)


def _money_table(report: LocalizedReport, result: BackTest) -> Table:
    """Show what stayed unspent in each stream, beside the least and most of the model."""
    words = _WORDS[report.lang]
    headers = ("stream", "offered", "unspent", "left", "difference", "verdict")
    return Table(
        words["money"],
        tuple(words[header] for header in headers),
        tuple(_money_row(report, row) for row in result.money.iter_rows(named=True)),
    )


def _money_row(report: LocalizedReport, row: dict[str, Any]) -> tuple[str, ...]:
    """Write what a stream left unspent beside the model, and the error of the model."""
    formatter, stream = report.formatter, row["stream"]

    def euros(column: str) -> str:
        return "–" if row[column] is None else formatter.euros(row[column])

    def euros_between(least: str, most: str) -> str:
        if row["unspent_least_eur"] is None:
            return "–"
        return formatter.between(formatter.euros(row[least]), formatter.euros(row[most]))

    return (
        f"{report.labels.stream(stream)} ({stream})",
        euros("offered_eur"),
        euros("observed_unspent_eur"),
        euros_between("unspent_least_eur", "unspent_most_eur"),
        euros_between("error_least", "error_most"),
        _WORDS[report.lang][f"money_{row['verdict']}"],
    )
