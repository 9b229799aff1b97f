"""The certificate in Excel.

Its formulas, worked out by another program, say what the library says, and notice what is wrong.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pytest

import ontschotting as on
from ontschotting.certificate_workbook.program_sheets import FIRST
from ontschotting.certificate_workbook.program_tables import certificate_tables
from tests.benchmarks.synthetic import synthetic

needs_calc = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


def checks(path: Path) -> dict[str, tuple[object, ...]]:
    """The sheet of the proof by its words."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return {
        str(words): tuple(row)
        for words, *row in sheet.iter_rows(min_col=2, max_col=5, values_only=True)
        if words is not None and any(cell is not None for cell in row)
    }


WRONG: dict[str, tuple[str, str, Callable[[float], float]]] = {
    "a price that is too low": ("nu rijen", "F", lambda value: 0.5 * value),
    "a price that is too high": ("nu rijen", "F", lambda value: 2 * value + 1e-6),
    "a delivery that is not paid": ("nu kolommen", "E", lambda value: value + 10),
    "a budget that is smaller": ("nu rijen", "E", lambda value: 0.9 * value),
}
"""What is wrong in a workbook: the sheet and column of the number, and what becomes of it."""


def with_another_number(own: Path, what: str) -> openpyxl.Workbook:
    """The workbook with the number of the first used budget, or of the first delivery, changed."""
    sheet, letter, change = WRONG[what]
    book = openpyxl.load_workbook(own)
    page = book[sheet]
    line = next(
        line
        for line in range(FIRST, page.max_row + 1)
        if (
            str(page[f"B{line}"].value).startswith("budget") and page[f"F{line}"].value > 0
            if sheet.endswith("rijen")
            else page[f"B{line}"].value == "levering"
        )
    )
    cell = page[f"{letter}{line}"]
    cell.value = change(cell.value)
    return book


@pytest.fixture(scope="module")
def synthetic_proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proof") / "x.xlsx"
    return on.write_certificate(synthetic(2, 3, 2, seed=2), path, on.INTEGRAL.with_awarded())


@pytest.fixture(scope="module")
def recalculated(
    tmp_path_factory: pytest.TempPathFactory, own: Path, synthetic_proof: Path
) -> dict[str, Path]:
    """Workbooks after LibreOffice, started once, worked out every formula.

    Saving them with openpyxl first drops all values that this library wrote for them.
    """
    folder = tmp_path_factory.mktemp("changed")
    books = {what: with_another_number(own, what) for what in WRONG}
    books["right"] = openpyxl.load_workbook(synthetic_proof)
    for what, book in books.items():
        book.save(folder / f"{what}.xlsx")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "out"),
        *(str(folder / f"{what}.xlsx") for what in books),
    ]
    done = subprocess.run(command, check=True, capture_output=True, timeout=180, text=True)
    if "could not be loaded" in done.stderr:
        pytest.skip("this LibreOffice has no Calc")
    return {what: folder / "out" / f"{what}.xlsx" for what in books}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return on.write_certificate(
        on.load_case("two-villages-own-money"), tmp_path_factory.mktemp("proof") / "own.xlsx"
    )


@pytest.mark.parametrize("name", ["two-villages", "two-villages-years", "two-villages-own-money"])
def test_outcome_bound_and_difference_are_those_of_compare(name: str, tmp_path: Path) -> None:
    case = on.load_case(name)
    comparison, lines = on.compare(case), checks(on.write_certificate(case, tmp_path / "x.xlsx"))
    outcome, bound = (
        lines["uitkomst: Σ gewicht × aantal"],
        lines["bewezen bovengrens: de som hiervan"],
    )
    for values in (outcome, bound):
        assert values[0] == pytest.approx(comparison.current.value, rel=1e-6)
        assert values[1] == pytest.approx(comparison.lifted.value, rel=1e-6)
    assert lines["extra: verschil van de twee uitkomsten"][0] == pytest.approx(
        comparison.freed, abs=1e-4
    )
    assert lines["oordeel"][:2] == ("KLOPT", "KLOPT")


def test_it_holds_for_every_rule_of_the_model() -> None:
    """Row by row against the program that the library exports.

    The same optimum from the auditor's tables alone, by another solver.
    """
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    case = synthetic(4, 6, 2, seed=5)
    for regime in (
        on.CURRENT,
        on.INTEGRAL.with_awarded(),
        on.lift("purpose", free_share=0.3),
        on.lift("purpose", cut=0.2),
    ):
        proof = certificate_tables(case, regime, "nl")
        shape = (proof.rows.height, proof.columns.height)
        matrix = coo_array(
            (proof.terms["coefficient"], (proof.terms["row"] - 1, proof.terms["column"] - 1)),
            shape=shape,
        ).tocsr()
        lower, upper = (proof.rows[side].to_numpy() for side in ("lower", "upper"))
        equal = lower == upper
        above, below = ~np.isnan(upper) & ~equal, ~np.isnan(lower) & ~equal
        from scipy.sparse import vstack

        sides = vstack([matrix[above], -matrix[below]])
        solution = linprog(
            -proof.columns["weight"].to_numpy(),
            A_ub=sides,
            b_ub=np.concatenate([upper[above], -lower[below]]),
            A_eq=matrix[equal],
            b_eq=upper[equal],
        )
        assert -solution.fun == pytest.approx(proof.value, rel=1e-6)
        assert on.allocate(case, regime).value == pytest.approx(proof.value, rel=1e-6)
        assert set(proof.rows["kind"]) >= {
            "budget",
            "recipe",
            "capacity",
            "limit",
            "ceiling",
            "cofinancing",
            "cap",
        }


@needs_calc
def test_another_program_works_out_the_same(
    synthetic_proof: Path, recalculated: dict[str, Path]
) -> None:
    written, worked_out = (
        openpyxl.load_workbook(synthetic_proof, data_only=True),
        openpyxl.load_workbook(recalculated["right"], data_only=True),
    )
    count = 0
    for name in written.sheetnames:
        for row, other in zip(
            written[name].iter_rows(), worked_out[name].iter_rows(), strict=False
        ):
            for cell, again in zip(row, other, strict=False):
                if isinstance(cell.value, int | float):
                    assert again.value == pytest.approx(cell.value, rel=1e-9, abs=1e-7), (
                        name,
                        cell.coordinate,
                    )
                    count += 1
                elif cell.value is not None:
                    assert again.value == cell.value, (name, cell.coordinate)
    assert count > 1000


@needs_calc
@pytest.mark.parametrize("what", WRONG)
def test_it_notices_what_is_wrong(what: str, recalculated: dict[str, Path]) -> None:
    assert checks(recalculated[what])["oordeel"][:2] == ("KLOPT NIET", "KLOPT")


def test_it_says_what_it_is_in_english_and_names_its_budgets(tmp_path: Path) -> None:
    path = on.write_certificate(
        on.load_case("two-villages"), tmp_path / "x.xlsx", on.UNCONDITIONAL, lang="en"
    )
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == [
        "proof",
        "now rows",
        "now columns",
        "now terms",
        "without rows",
        "without columns",
        "without terms",
    ]
    assert checks(path)["verdict"][:2] == ("HOLDS", "HOLDS")
    budgets = {
        row[2]: row[4]
        for row in book["now rows"].iter_rows(min_row=FIRST, values_only=True)
        if row[1] == "budget (euros)"
    }
    assert sum(budgets.values()) == pytest.approx(80e6)
    assert any(name.startswith("land ") for name in budgets)


def test_one_world_needs_no_difference(tmp_path: Path) -> None:
    path = on.write_certificate(on.load_case("two-villages"), tmp_path / "x.xlsx", on.CURRENT)
    assert len(openpyxl.load_workbook(path).sheetnames) == 4


def test_what_does_not_fit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = on.load_case("two-villages")
    with pytest.raises(on.QuestionError, match=r"must end in \.xlsx"):
        on.write_certificate(case, tmp_path / "x.csv")
    monkeypatch.setattr("ontschotting.certificate_workbook.program_tables.MOST_TERMS", 5)
    with pytest.raises(on.QuestionError, match=r"7 coefficients.*holds 5.*one region"):
        on.write_certificate(case, tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_texts_never_become_formulas(tmp_path: Path) -> None:
    case = on.load_case("two-villages")
    renamed = case.with_table("plans", case.plans.with_columns(plan="=" + case.plans["plan"]))
    path = on.write_certificate(renamed, tmp_path / "x.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheets = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    assert not any("<f>=" in sheet or "<f>A1" in sheet for sheet in sheets)
    assert "plan =" in str(
        list(openpyxl.load_workbook(path)["nu kolommen"].iter_rows(values_only=True))
    )
