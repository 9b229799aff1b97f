"""How near the conclusion is to another one, in the summary and where the cut is told."""

from __future__ import annotations

import re

import ontschotting as on
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.tables import tables
from tests.measures.uncertainty.test_switching_values import limited
from tests.report.plain_text import in_dutch_and_english, localized, page_text, section_texts


def test_the_first_sheet_says_how_near_the_conclusion_is_to_another_one() -> None:
    """By hand, as in the tests of the measure: at most 1,500 homes, and 2,000 within the walls.

    Nothing is freed; above a limit of 2,000.2 something is (+33.35 %, told to a home, a thousandth
    of the margin of 1,000), and at the end of the margin, 2,500, the lifted world frees 500.
    """
    case = limited(1500.0, 1400.0, 2500.0)
    dutch, english = in_dutch_and_english(case)
    texts = section_texts(dutch)
    text, summary = page_text(dutch), texts["choices"]
    # the first page has the same in a chart, and as a sentence that may be said
    assert "kantelt bij +33%; aan het eind (+67%): 500 woningen" in texts["summary"]
    assert "Deze schotten houden wél woningen tegen vanaf: " in texts["summary"]
    assert "bouwtempo (+33%)" in texts["summary"]
    assert (
        re.search(
            r"andere grenzen dan geld, zoals het bouwtempo, vanaf \+33,4%, op 50(,1)?% van"
            r" de marge \(aan het eind, \+66,7%, extra: 500\)",
            summary,
        )
        and "op 0,1% van de marge nauwkeurig" in summary
    )
    assert "doet één haar alleen al kantelen" in summary
    assert text.count("Die conclusie staat niet vast") == 1
    check_table(dutch, on.switching_values(case, reach=1, positions=1), count=1)
    assert re.search(
        r"such as the pace of building, from \+33\.4% on, at 50(\.1)?% of the margin \(at its"
        r" end, \+66\.7%, more: 500\)",
        page_text(english),
    )


def check_table(report: LocalizedReport, result: on.SwitchingValues, count: int) -> None:
    """Hold the table of the report against the measure, and how many inputs flip."""
    written = tables(report)["flips"].drop_nulls("margins")
    assert written.rows() == result.frame.drop_nulls("margins").rows() and written.height == count


def test_the_nearest_to_a_flip_is_told_by_its_own_margin() -> None:
    """By hand: a limit of 1,500 that may be 2,100 flips 500.2 further, a move of 33.35 % and 83.4 %
    of its margin. Money for mobility, 20 million that may be 14.9, flips 5.0015 lower: a move of 25
    %, but 98 % of its margin.
    """
    case = limited(1500.0, 1400.0, 2100.0, budgets=("mobility", 14.9e6, 20e6))
    result = on.switching_values(case, reach=1, positions=1)
    assert [row["table"] for row in result.frame.drop_nulls("margins").iter_rows(named=True)] == [
        "budgets",
        "limits",
    ]
    assert re.search(
        r"kleinste verschuiving in procenten.*: budget: .* \(−25%\)\. Gemeten aan de eigen marge is"
        r" het dichtst bij kantelen: andere grenzen dan geld.* \(op 83,[45]% van die marge\)",
        " ".join(result.sentences("nl")),
    )
    assert re.search(
        r"nearest to a flip is: limits other than money.* \(at 83\.[45]% of that margin\)",
        " ".join(result.sentences("en")),
    )
    report = localized(case)
    texts, text = section_texts(report), page_text(report)
    check_table(report, result, count=2)
    assert text.count("Die conclusie staat niet vast") == 1
    cuts = texts["break_even"]
    assert (
        all(
            data in cuts
            for data in ("middelste schattingen", "alle marges gunstig", "alle marges ongunstig")
        )
        and "geen marges opgegeven" not in cuts
    )
    summary = texts["choices"]
    assert "Van de 2 groepen invoer met een marge doen 2 haar kantelen" in summary
    assert "doet één haar alleen al kantelen" not in summary
    # at the end of its margin, 14.9 million, mobility pays 1,490 of 1,500 homes within the walls
    assert re.search(
        r"budget: .*, vanaf −25%, op 98(,\d)?% van de marge \(aan het eind, −25,5%, extra: 10\)",
        summary,
    )
    assert summary.index("andere grenzen dan geld, zoals het bouwtempo, vanaf") < summary.index(
        "budget: "
    )


def test_no_flip_within_a_margin_is_said_too() -> None:
    report = localized(limited(1500.0, 1400.0, 1600.0))
    text = page_text(report)
    assert (
        "Ook met elke groep invoer apart op zijn lage of hoge waarde blijft dat zo." in text
        and "staat niet vast" not in text
    )
    assert "flips" not in tables(report)


def test_a_gain_that_a_margin_takes_away_is_said_too() -> None:
    # At most 3,000 homes: 2,000 within the walls, 3,000 without. A limit of 2,000.2 homes leaves
    # nothing to free: -33.327 %, told at most a thousandth of the margin, 1.2 homes, too far:
    # -33.367 %.
    text = page_text(localized(limited(3000.0, 1800.0, 3600.0)))
    assert re.search(
        r"andere grenzen dan geld, zoals het bouwtempo, vanaf −33,[34]%, op 83,[34]% van de"
        r" marge \(aan het eind, −40%, extra: 0\)",
        text,
    )
    # a gain is no monotone function, and nothing proves that it does not vanish before
    assert "Een kantelpunt dat dichterbij ligt is niet uitgesloten." in text
