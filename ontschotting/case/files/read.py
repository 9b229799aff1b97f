"""Reads a case from a folder of CSV files or an Excel workbook."""

from __future__ import annotations

from itertools import islice
from os import PathLike
from pathlib import Path

from ontschotting.case.case import Case
from ontschotting.case.files.open_workbook import SUFFIXES
from ontschotting.case.files.read_csv import read_csv
from ontschotting.case.files.read_sheet import read_sheet
from ontschotting.case.files.workbook import read_sheets
from ontschotting.case.tables.findings import Findings
from ontschotting.case.tables.raw_table import RawTable
from ontschotting.errors import QuestionError
from ontschotting.support.forks import refuse_after_fork

COMPANIONS = (
    "assumptions",
    "register",
    "register_rules",
    "register_amounts",
    "rule_patterns",
    "programmes",
    "reconciliation",
    "published_totals",
    "contradictions",
    "division",
    "observed_completions",
    "observed_unspent",
    "account_gaps",
    "specific_grants",
    "advances_per_grant",
    "unspent_reasons",
    "municipal_results_2023",
)
"""CSV files and sheets that may lie beside the tables of a case; they are not part of it."""

MOST_FILES = 1000
"""A folder with more files than this is not read: it is no case."""

GUIDE_SHEETS = ("lees mij", "readme")
"""Sheets that the template writes for people."""


def read_case(path: str | Path) -> Case:
    """Read a case from a folder of CSV files or an Excel workbook.

    Warnings come as one CaseWarning and stand in `case.findings`.

    Args:
        path: The folder or workbook

    Raises:
        CaseError: With every finding of every table, when one of them is an error.
        QuestionError: There is no such folder or workbook.

    Examples:
        >>> import ontschotting as on
        >>> path = on.load_case("two-villages").write("my-case")
        >>> on.read_case(path)
        <Case 'Two villages': 1 region, 2 streams, 2 budgets (80 million euros), 1 plan>
    """
    refuse_after_fork()
    if not isinstance(path, str | PathLike):
        raise QuestionError(
            f"case | {type(path).__name__} is no path. Give the path of a folder or workbook as a"
            " text; for frames, use Case(budgets=…, …)."
        )
    source = _source(path)
    if source.is_dir():
        return Case.from_raw(*read_folder(source), "csv", source.resolve())
    if source.suffix.casefold() not in SUFFIXES:
        raise QuestionError(
            f"case | '{path}' is neither a folder of CSV files nor an Excel workbook (.xlsx)."
            " Save another kind of workbook (.xls, .ods, .xlsb) as .xlsx first."
        )
    if not source.is_file():
        raise QuestionError(
            f"case | '{path}' is no file but a pipe or a device. Save it as a file."
        )
    return Case.from_raw(*read_workbook(source), "sheet", source.resolve())


def _source(path: str | PathLike[str]) -> Path:
    """Return what lies at a path, which may begin with ~.

    Raises:
        QuestionError: Nothing does.
    """
    try:
        source = Path(path).expanduser()
        if str(path) and source.exists():
            return source
    except (OSError, ValueError, RuntimeError):  # too long, with a zero byte, or of nobody
        pass
    raise QuestionError(f"case | there is no folder or workbook at '{path}'.")


def read_folder(folder: Path) -> tuple[list[RawTable], Findings]:
    """Return the CSV files of a folder as raw tables; other files are passed over."""
    files = sorted(_csv_files(folder))
    if not files:
        raise QuestionError(f"case | the folder '{folder}' holds no CSV files.")
    findings = Findings()
    raw_tables = [read_csv(path, findings) for path in files if path.stem not in COMPANIONS]
    return [raw for raw in raw_tables if raw is not None], findings


def _csv_files(folder: Path) -> list[Path]:
    """Return the CSV files of a folder; those whose name begins with `_`, `.` or `~` are left out.

    Raises:
        QuestionError: The folder holds too many files for a case, or a link that leads out of it.
    """
    entries = list(islice(folder.iterdir(), MOST_FILES + 1))
    if len(entries) > MOST_FILES:
        raise QuestionError(
            f"case | the folder '{folder}' holds more than {MOST_FILES:,} files. Give a case a"
            " folder of its own."
        )
    files = [
        path
        for path in entries
        if path.suffix.casefold() == ".csv" and not path.name.startswith((".", "~", "_"))
    ]
    for path in files:
        if not path.is_file():
            raise QuestionError(
                f"case | '{path}' has the name of a table and is no file: a folder, a pipe, or a"
                " link that leads nowhere. Put the file there, or give it another name."
            )
        if not path.resolve().is_relative_to(folder.resolve()):
            raise QuestionError(
                f"case | '{path}' is a link to a file outside the folder, which is not followed."
                " Put a copy of that file in the folder."
            )
    return files


def read_workbook(path: Path) -> tuple[list[RawTable], Findings]:
    """Return the sheets of a workbook as raw tables; those for people are passed over."""
    findings = Findings()
    sheets = read_sheets(path, frozenset((*GUIDE_SHEETS, *COMPANIONS)))
    raw_tables = [read_sheet(sheet, findings) for sheet in sheets]
    return [raw for raw in raw_tables if raw is not None], findings
