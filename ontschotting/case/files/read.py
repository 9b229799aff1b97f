"""Reads a case from a folder of CSV files or an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from ontschotting.case.case import Case
from ontschotting.case.files.read_csv import read_csv
from ontschotting.case.files.read_sheet import read_sheet
from ontschotting.case.files.workbook import read_sheets
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.errors import QuestionError

COMPANIONS = (
    "assumptions",
    "register",
    "register_rules",
    "rule_patterns",
    "programmes",
    "reconciliation",
    "published_totals",
    "contradictions",
    "division",
    "observed_completions",
    "observed_unspent",
)
"""CSV files and sheets that may lie beside the tables of a case; they are not part of it."""

GUIDE_SHEETS = ("lees mij", "readme")
"""Sheets that the template writes for people."""


def read_case(path: str | Path) -> Case:
    """Read a case from a folder of CSV files or an Excel workbook.

    Warnings come as one CaseWarning and stand in `case.findings`.

    Raises:
        CaseError: With every finding of every table, when one of them is an error.
        QuestionError: There is no such folder or workbook.
    """
    source = Path(path)
    if source.is_dir():
        return Case.from_raw(*read_folder(source), "csv", source.resolve())
    if not source.exists():
        raise QuestionError(f"case | there is no folder or workbook at '{path}'.")
    if source.suffix.casefold() not in (".xlsx", ".xlsm", ".xls", ".ods"):
        raise QuestionError(
            f"case | '{path}' is neither a folder of CSV files nor a workbook (.xlsx)."
        )
    return Case.from_raw(*read_workbook(source), "sheet", source.resolve())


def read_folder(folder: Path) -> tuple[list[RawTable], Findings]:
    """Return the CSV files of a folder as raw tables; other files are passed over."""
    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() == ".csv"
        and path.is_file()
        and not path.name.startswith((".", "~"))
    )
    if not files:
        raise QuestionError(f"case | the folder '{folder}' holds no CSV files.")
    findings = Findings()
    raw_tables = [read_csv(path, findings) for path in files if path.stem not in COMPANIONS]
    return [raw for raw in raw_tables if raw is not None], findings


def read_workbook(path: Path) -> tuple[list[RawTable], Findings]:
    """Return the sheets of a workbook as raw tables; those for people are passed over."""
    findings = Findings()
    sheets = read_sheets(path, frozenset((*GUIDE_SHEETS, *COMPANIONS)))
    raw_tables = [read_sheet(sheet, findings) for sheet in sheets]
    return [raw for raw in raw_tables if raw is not None], findings
