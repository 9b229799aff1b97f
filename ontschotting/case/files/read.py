"""Reads a case from a folder of CSV files or an Excel workbook."""

from __future__ import annotations

from collections.abc import Collection
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
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.errors import QuestionError
from ontschotting.support.forks import refuse_after_fork
from ontschotting.words.messages import problem

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

OTHER_KINDS = (".txt", ".tsv", ".dat", ".json", ".parquet", ".ods", ".xls", ".xlsx", ".xlsm")
"""A table in such a file in a folder is not read, and that is told."""

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
        <Case 'Twee dorpen': 1 region, 2 streams, 2 budgets (80 million euros), 1 plan>
    """
    refuse_after_fork()
    if not isinstance(path, str | PathLike):
        raise QuestionError(problem("no_path", type=type(path).__name__))
    source = _source(path)
    if source.is_dir():
        return Case.from_raw(*read_folder(source), "csv", source.resolve())
    if source.suffix.casefold() not in SUFFIXES:
        raise QuestionError(problem("not_a_case", path=path))
    if not source.is_file():
        raise QuestionError(problem("pipe_or_device", path=path))
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
    except (OSError, TypeError, ValueError, RuntimeError):  # too long, with a zero byte, of nobody
        pass
    raise QuestionError(problem("nothing_there", path=path))


def read_folder(folder: Path) -> tuple[list[RawTable], Findings]:
    """Return the CSV files of a folder as raw tables; other files are passed over."""
    files = sorted(_csv_files(folder))
    if not files:
        raise QuestionError(problem("no_csv_files", folder=folder))
    findings = Findings()
    _report_other_kinds(folder, {path.stem.casefold() for path in files}, findings)
    raw_tables = [read_csv(path, findings) for path in files if path.stem not in COMPANIONS]
    return [raw for raw in raw_tables if raw is not None], findings


def _csv_files(folder: Path) -> list[Path]:
    """Return the CSV files of a folder; those whose name begins with `_`, `.` or `~` are left out.

    Raises:
        QuestionError: The folder holds too many files for a case, or a link that leads out of it.
    """
    entries = list(islice(folder.iterdir(), MOST_FILES + 1))
    if len(entries) > MOST_FILES:
        raise QuestionError(problem("too_many_files", folder=folder, most=MOST_FILES))
    files = [
        path
        for path in entries
        if path.suffix.casefold() == ".csv" and not path.name.startswith((".", "~", "_"))
    ]
    for path in files:
        if not path.is_file():
            raise QuestionError(problem("table_is_no_file", path=path))
        if not path.resolve().is_relative_to(folder.resolve()):
            raise QuestionError(problem("link_out_of_folder", path=path))
    return files


def _report_other_kinds(folder: Path, read: Collection[str], findings: Findings) -> None:
    """Add a finding for each file that has the name of a table and is no CSV file.

    *case* and *sources* are usual names for a workbook or a note beside a case.

    Args:
        folder: The folder
        read: The names of the tables that are there as CSV files
        findings: Collects what is wrong
    """
    for path in sorted(folder.iterdir()):
        name = path.name.partition(".")[0].strip().casefold()
        is_other = path.suffix.casefold() in OTHER_KINDS and path.is_file()
        if is_other and name in TABLES and name not in (*read, "case", "sources"):
            findings.of_table(TableOrigin("csv", name)).add(
                "table_of_other_kind", file=path.name, table=name, value=path.name
            )


def read_workbook(path: Path) -> tuple[list[RawTable], Findings]:
    """Return the sheets of a workbook as raw tables; those for people are passed over."""
    findings = Findings()
    sheets = read_sheets(path, frozenset((*GUIDE_SHEETS, *COMPANIONS)))
    raw_tables = [read_sheet(sheet, findings) for sheet in sheets]
    return [raw for raw in raw_tables if raw is not None], findings
