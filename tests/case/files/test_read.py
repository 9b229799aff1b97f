"""Reading: separators, places of sheets, cells without a value, and frames of mixed values."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest

import ontschotting as on
from tests.case.good_case import GOOD, write_good


def _refused(path: Path) -> list[tuple[str, int | None, str | None, str]]:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(path)
    return [
        (finding.table, finding.line, finding.column, str(finding))
        for finding in refused.value.findings
        if finding.severity == "error"
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("#N/A", "#N/A stands where a value belongs"),
        ("=1/0", "a formula that was not worked out stands"),
        ("1.234", "'1.234' can be read in two ways"),
    ],
)
def test_cells_that_hold_no_clear_value_are_refused_at_their_cell(
    tmp_path: Path, good: on.Case, value: str, words: str
) -> None:
    path = good.write(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["streams"]
    at = next(cell.column for cell in sheet[1] if cell.value == "cap_eur_per_unit")
    sheet.cell(3, at).value = value
    book.save(path)
    cell = sheet.cell(3, at).coordinate
    assert any(
        found[:3] == ("streams", 3, "cap_eur_per_unit")
        and f"cell {cell}" in found[3]
        and words in found[3]
        for found in _refused(path)
    )


def test_a_sheet_may_begin_elsewhere_and_cells_are_named_as_excel_names_them(
    tmp_path: Path, good: on.Case
) -> None:
    path = good.write(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    book["budgets"].insert_rows(1, 2)
    book["budgets"].insert_cols(1)
    book.save(path)
    assert on.read_case(path) == good
    sheet = book["budgets"]
    cell = next(cell for cell in sheet[3] if cell.value == "amount_eur")
    sheet.cell(5, cell.column).value = "veel"
    book.save(path)
    assert any(
        found[1] == 5 and f"cell {sheet.cell(5, cell.column).coordinate}" in found[3]
        for found in _refused(path)
    )


def test_a_number_typed_in_a_code_column_becomes_text(tmp_path: Path, good: on.Case) -> None:
    path = good.write(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    book["regions"]["A4"].value, book["regions"]["B4"].value = 363, "0363"
    book.save(path)
    assert on.read_case(path).regions.row(2)[:2] == ("363", "0363")


def test_what_is_no_workbook_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_text("no workbook")
    with pytest.raises(on.QuestionError, match="cannot be read as a workbook"):
        on.read_case(path)
    with pytest.raises(on.QuestionError, match="no folder or workbook"):
        on.read_case(tmp_path / "nowhere")


def test_the_separator_is_told_by_the_columns_it_gives(tmp_path: Path, good: on.Case) -> None:
    case = good.with_table("regions", good.regions.with_columns(pl.lit("x").alias("a;b;c;d;e")))
    assert on.read_case(case.write(tmp_path / "folder")) == case


def test_hidden_files_and_other_files_are_left_alone(tmp_path: Path, good: on.Case) -> None:
    folder = write_good(tmp_path / "case")
    for name in ("._budgets.csv", "README.md", "assumptions.csv", "datapackage.json"):
        (folder / name).write_text("x")
    assert on.read_case(folder) == good


def test_line_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    text = 'region,name,province\nGM0001,"Aa\nof Bee",Noord\n\nGM0002,Bee,Noord\nGM0002,Cee,\n'
    assert ("regions", 6, "region") in [
        found[:3] for found in _refused(write_good(tmp_path / "case", regions=text))
    ]


def test_frames_of_mixed_values(good: on.Case) -> None:
    mixed = pd.DataFrame(
        {
            "stream": ["road", "own"],
            "level": ["national", "plan"],
            "area": [None, "A1"],
            "year": [2026, "2026"],
            "amount_eur": ["1", 5.5],
        },
        dtype=object,
    )
    with pytest.warns(on.CaseWarning):
        frames = {name: frame for name, frame in good.tables.items() if frame.height}
        assert on.Case(**{**frames, "budgets": mixed}).budgets["amount_eur"].to_list() == [1.0, 5.5]
    with pytest.raises(on.QuestionError, match="two columns called"):
        good.with_table("regions", pd.DataFrame([["a", "b"]], columns=["region", "region"]))
    with pytest.raises(on.QuestionError, match="give a frame"):
        good.with_table("regions", {"region": ["a"]})


def test_too_many_years_are_refused(tmp_path: Path) -> None:
    found = _refused(
        write_good(tmp_path / "case", streams=GOOD["streams"].replace("0.5,2,0.1", "0.5,1e300,0.1"))
    )
    assert any(
        one[:3] == ("streams", 2, "assured_years") and "more than 1000 years" in one[3]
        for one in found
    )


def test_fifty_thousand_budgets_are_read_in_seconds(tmp_path: Path, good: on.Case) -> None:
    import time

    count = 50_000
    budgets = pl.DataFrame(
        {
            "stream": "road",
            "level": "region",
            "area": [f"R{i // 10}" for i in range(count)],
            "year": [2020 + i % 10 for i in range(count)],
            "amount_eur": 1.5,
        }
    )
    regions = pl.DataFrame({"region": ["GM0001", "GM0002", *(f"R{i}" for i in range(count // 10))]})
    with pytest.warns(on.CaseWarning):
        case = on.Case(
            regions=regions,
            budgets=budgets,
            **{name: good.tables[name] for name in ("streams", "earmarks", "plans", "costs")},
        )
        folder = case.write(tmp_path / "big")
        start = time.perf_counter()
        assert on.read_case(folder) == case
    assert time.perf_counter() - start < 20
