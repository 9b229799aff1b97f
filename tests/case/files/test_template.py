"""The template.

Every table and column is there and explained, lists point at other sheets, and filled in it is the
case one meant. Its example rows are no data: left alone they count for nothing, typed over in part
they are refused, and a text of one's own is never taken for one.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import ontschotting as on
from ontschotting.case.files import template as writer
from ontschotting.case.tables.columns import TEXT, Column
from ontschotting.case.tables.examples import EXAMPLES, PREFIX, without_examples
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.parse_table import parse_table
from ontschotting.case.tables.raw_table import RawTable
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


def type_in(path: Path, case: on.Case, first: int) -> None:
    """Type the rows of a case from a line on, as somebody would."""
    book = openpyxl.load_workbook(path)
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
        for row, values in enumerate(frame.iter_rows(named=True), start=first):
            for column, position in at.items():
                sheet.cell(row, position).value = values.get(column)
    book.save(path)


@pytest.mark.parametrize("first", [2, 3], ids=["typed over", "left alone"])
@pytest.mark.parametrize("name", ["two-villages-years", "two-villages-own-money"])
def test_filled_in_it_is_the_same_case(template: Path, name: str, first: int) -> None:
    case = on.load_case(name)
    type_in(template, case, first)
    assert on.read_case(template) == case


@pytest.mark.parametrize("name", ["merwedal", "two-villages-own-money", "hilversum-2021"])
def test_a_case_written_into_it_is_the_same_case(tmp_path: Path, name: str) -> None:
    case = on.load_case(name)
    path = on.write_template(tmp_path / "filled.xlsx", case)
    assert on.read_case(path) == case
    book = openpyxl.load_workbook(path)
    assert book["budgets"]["A2"].value == case.budgets["stream"][0]
    assert book["transfers"]["A2"].value == "bijv. Klimaat"  # an empty sheet keeps its example


def test_an_example_could_be_a_row() -> None:
    for name, row in EXAMPLES.items():
        values = {column: cell.removeprefix(PREFIX) for column, cell in row.items()}
        assert all(cell == PREFIX + values[column] for column, cell in row.items())
        assert {column.name for column in TABLES[name].columns if column.required} <= set(row)
        findings = Findings()
        raw = replace(RawTable.from_frame(name, pl.DataFrame(values)), decimal=",")
        parsed = parse_table(raw, TABLES[name], findings)
        assert not findings.collected and parsed.height == 1
        assert all(parsed[column][0] is not None for column in row)
    assert set(EXAMPLES) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_an_example_typed_over_in_part_is_refused_cell_by_cell(name: str) -> None:
    example = dict(EXAMPLES[name])
    for own in example:
        findings = Findings()
        rows = pl.DataFrame([{**example}, {**example, own: "7"}, {**example}])
        left = without_examples(RawTable.from_frame(name, rows), findings)
        assert [(one.line, one.column, one.value) for one in findings.collected] == [
            (3, column, cell) for column, cell in example.items() if column != own
        ]
        assert left.frame.to_dicts() == [dict.fromkeys(example) | {own: "7"}]
        assert left.origin.line(0) == 3


def test_a_text_of_ones_own_is_no_example() -> None:
    case = on.load_case("two-villages")
    for note in ("bijv. brief 12 mei", "Bijv. WBI", "bijv.", "bijv. WBI (nieuw)"):
        mine = case.with_table("streams", case.streams.with_columns(note=pl.lit(note)))
        assert mine.streams["note"].to_list() == [note] * 2
    named = case.streams.with_columns(name=pl.lit("bijv. WBI"))  # the example of another column
    assert case.with_table("streams", named).streams["name"].to_list() == ["bijv. WBI"] * 2


def test_a_lump_is_paid_in_full_or_not_at_all() -> None:
    """A school for 2.52 million in a plan of 420 homes: 6,000 euros a home, and `whole`."""
    case = on.load_case("merwedal")
    school = {"Stationskwartier": 2_520_000, "Havenkade": 1_560_000, "Zuidpolder": 4_800_000}
    divisible = on.allocate(case).spend
    whole = on.allocate(case.with_table("plans", case.plans.with_columns(whole=True))).spend

    def paid(spend: pl.DataFrame) -> set[tuple[str, float]]:
        by_plan = spend.filter(purpose="school").group_by("plan").agg(pl.col("net_eur").sum())
        return {(plan, round(euros)) for plan, euros in by_plan.iter_rows() if euros > 1}

    assert paid(whole) and paid(whole) <= set(school.items())
    assert not paid(divisible) <= set(school.items())


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
