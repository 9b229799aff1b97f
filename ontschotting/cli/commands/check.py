"""`ontschotting check`: every finding of a case."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import DONE, REFUSED, app
from ontschotting.cli.options import CaseArgument, Json, read_named
from ontschotting.cli.printing import print_json
from ontschotting.errors import CaseError, QuestionError
from ontschotting.tables.findings import Finding

Annotate = Annotated[Path | None, typer.Option("--annotate", metavar="OUT.xlsx", help="Write a copy of the workbook with every finding as a comment on its cell.")]


@app.command()
def check(case: CaseArgument = "nederland", to: Annotate = None, as_json: Json = False) -> None:
    """Read a case and list every finding; with --annotate also as comments in a copy of the workbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = read_named(case)
        findings, ok = read.findings, True
    except CaseError as error:
        findings, ok = error.findings, False
    except QuestionError as error:
        if not Path(case).exists():
            raise
        # What is there cannot be read as a case at all: that is a finding too.
        findings, ok = (Finding("error", "case", None, None, case, str(error).removeprefix("case | "), case),), False
    if to is not None:
        from ontschotting.tables.annotating import annotate

        annotate(case, to)
    if as_json:
        print_json({"ok": ok, "findings": [finding.to_json() for finding in findings]})
    else:
        for finding in findings:
            print(finding)
        if to is not None:
            print(f"With comments: {to}")
        print("The case is accepted." if ok else f"The case is refused: {sum(f.severity == 'error' for f in findings)} error(s).")
    raise typer.Exit(DONE if ok else REFUSED)
