"""The template.

Every table and column is there and explained, lists point at other sheets, and filled in it is the
case one meant.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.files import template as writer
from ontschotting.case.tables.columns import TEXT, Column
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.case.tables.table_schema import TableSchema


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return on.write_template(tmp_path / "template.xlsx")


def test_every_table_has_a_sheet_and_every_column_a_comment(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == ["lees mij", *TABLES, "_lists"]
    for name, table in TABLES.items():
        headers = {cell.value: cell for cell in book[name][1] if cell.value}
        assert set(headers) >= {column.name for column in table.columns} | {
            "source",
            "status",
            "note",
        } - {"source" if name == "sources" else ""}
        for column in table.columns:
            comment = headers[column.name].comment.text
            assert column.en[1:] in comment and column.nl[1:] in comment
            assert ("verplicht" in comment) == column.required
        assert book[name].freeze_panes == "A2"


def test_lists_come_from_other_sheets(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    found = {
        (name, str(rule.sqref).split(":")[0]): rule.formula1
        for name in TABLES
        for rule in book[name].data_validations.dataValidation
    }
    assert found["budgets", "A2"].startswith("streams!$A$2")
    assert found["plans", "B2"].startswith("regions!$A$2")
    assert found["plans", "C2"].startswith("costs!$A$2")
    assert found["earmarks", "B2"].startswith("costs!$B$2")
    assert "plans!$A$2" in found["budgets", "C2"]
    assert found["budgets", "B2"].startswith("_lists!$A$1")
    assert found["budgets", "F2"] == '"ja,nee"'
    assert found["yields", "A2"].startswith("costs!$A$2")
    assert found["yields", "B2"].startswith("outcomes!$A$2")
    assert found["limits", "F2"].startswith("outcomes!$A$2")
    assert found["accounts", "A2"].startswith("streams!$A$2")
    assert found["purposes", "A2"].startswith("costs!$B$2")


@pytest.mark.parametrize(
    ("column", "letters"), [("c1", "A"), ("c26", "Z"), ("c27", "AA"), ("c28", "AB")]
)
def test_columns_past_z_have_two_letters(column: str, letters: str) -> None:
    names = tuple(f"c{number}" for number in range(1, 29))
    columns = tuple(Column(name, TEXT, "", "") for name in names)
    wide = TableSchema("wide", "", "", columns, key=("c1",))
    assert writer._letters(wide, column) == letters
    assert TableOrigin("sheet", "wide", names).address(4, column) == f"{letters}4"


def test_an_unfilled_template_is_refused_with_a_finding_per_required_table(template: Path) -> None:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(template)
    empty = {finding.table for finding in refused.value.findings if "no rows" in finding.message}
    assert empty >= {name for name, table in TABLES.items() if table.required} - {
        "earmarks",
        "budgets",
    }, "streams without earmarks or budgets are warnings"


@pytest.mark.parametrize("name", ["two-villages", "two-villages-years", "two-villages-own-money"])
def test_filled_in_it_is_the_same_case(template: Path, name: str) -> None:
    case = on.load_case(name)
    book = openpyxl.load_workbook(template)
    for table, frame in case.tables.items():
        sheet = book[table]
        at = {cell.value: cell.column for cell in sheet[1] if cell.value}
        for column in frame.columns:
            if column not in at and frame[column].null_count() < frame.height:
                at[column] = next(
                    cell.column
                    for cell in sheet[1]
                    if not cell.value and cell.column not in at.values()
                )
                sheet.cell(1, at[column], column)
            for row, value in enumerate(frame[column].to_list(), start=2):
                if value is not None:
                    sheet.cell(row, at[column], value)
    book.save(template)
    assert on.read_case(template) == case


def test_a_template_goes_to_a_workbook_only(tmp_path: Path) -> None:
    with pytest.raises(on.QuestionError, match=r"must end in \.xlsx"):
        on.write_template(tmp_path / "template.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_grouping_added_to_the_template_is_a_level(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    book["regions"]["C1"] = "province"
    book.save(template)
    with pytest.raises(on.CaseError) as refused:
        on.read_case(template)
    assert not any(finding.column == "province" for finding in refused.value.findings)
    assert isinstance(on.load_case("two-villages").regions, pl.DataFrame)
