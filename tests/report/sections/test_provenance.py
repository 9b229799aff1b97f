"""The tables that lie beside a case, as the report shows them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import ontschotting as on
from ontschotting.report.blocks import FormattedNumber, Table
from ontschotting.report.page_order import page_sections
from tests.report.plain_text import localized, page_text


def test_a_table_beside_the_case_speaks_the_language_of_the_report() -> None:
    from ontschotting.report.sections.provenance.companion_tables import in_language

    whole = pl.DataFrame(
        {
            "id": ["own_money"],
            "what": ["own money"],
            "what_nl": ["eigen geld"],
            "source": ["letter"],
        }
    )
    assert in_language(whole, "nl")["what"].to_list() == ["eigen geld"] and in_language(
        whole, "en"
    )["what"].to_list() == ["own money"]
    assert in_language(whole.drop("what_nl"), "nl").equals(whole.drop("what_nl"))
    register = pl.DataFrame({"stream": ["wbi"], "in_case": ["out"], "confidence": ["high"]})
    assert in_language(register, "nl").row(0) == ("wbi", "nee", "hoog") and in_language(
        register, "en"
    ).equals(register)


def test_numbers_beside_the_case_are_written_as_the_report_writes_them(tmp_path: Path) -> None:
    """The register of assumptions is a text table.

    A Dutch reader sees a decimal comma and points, and the column sorts by the number.
    """
    folder = tmp_path / "case"
    on.load_case("two-villages").write(folder)
    (folder / "assumptions.csv").write_text(
        "id,what,low,central,high\nshare,a"
        " share,0.0073,0.5,unknown\nhomes,homes,71500,79668,87835.25\n",
        encoding="utf-8",
    )
    (table,) = (
        block
        for section in page_sections(localized(on.read_case(folder), folder=folder))
        for block in section.blocks
        if isinstance(block, Table) and block.file == "assumptions"
    )
    assert [row[2:] for row in table.rows] == [
        ("0,0073", "0,5", "unknown"),
        ("71.500", "79.668", "87.835,25"),
    ]
    homes = table.rows[1][-1]
    assert isinstance(homes, FormattedNumber) and homes.number == 87_835.25


def test_the_report_tells_what_may_move() -> None:
    case = on.load_case("two-villages")
    moving = case.with_table(
        "transfers", pl.DataFrame({"stream": ["land"], "to_stream": ["mobility"], "share": [0.1]})
    )
    page = page_text(localized(moving))
    assert "Geld dat nu al naar een andere stroom mag" in page
    assert " | mag naar" in page or "mag naar | " in page
    # Mobility 20 and a tenth of 60: 2,600 homes instead of 2,000.
    assert "2.600" in page
