"""The template: every table and column explained, lists that work, and a filled template that reads as a case."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import ontschotting as on
from ontschotting.tables.schema import TABLES


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return on.write_template(tmp_path / "template.xlsx")


def test_every_table_and_column_is_there_with_a_comment(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    for table in TABLES.values():
        header = {cell.value: cell.comment for cell in book[table.name][1]}
        for column in table.columns:
            assert column.name in header
            assert column.nl in header[column.name].text
            assert column.en in header[column.name].text
    lists = {str(rule.sqref): rule.formula1 for rule in book["budgets"].data_validations.dataValidation}
    assert "'streams'!$A$2:$A$2000" in lists["A2:A2001"]
    assert '"ja,nee"' in lists.values()


def test_an_unfilled_template_says_what_is_missing(template: Path) -> None:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(template)
    assert {finding.table for finding in refused.value.findings} >= {"regions", "streams", "budgets", "plans", "costs"}
    assert "no rows" in str(refused.value)


def test_a_filled_template_is_the_same_case(template: Path) -> None:
    case = on.load_case("two-villages")
    book = openpyxl.load_workbook(template)
    for name, frame in case.tables.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for line, row in enumerate(frame.iter_rows(named=True), start=2):
            for column, value in row.items():
                if value is not None:
                    sheet.cell(line, columns[column]).value = value
    book.save(template)
    assert on.read_case(template) == case
