"""`ontschotting check`: every finding of a case."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated

import typer

from ontschotting.cli.app import app
from ontschotting.cli.codes import DONE, REFUSED
from ontschotting.cli.options import CaseArgument, Json, Lang, check_lang, read_named
from ontschotting.cli.printing import print_json
from ontschotting.errors import CaseError

Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="OUT.xlsx",
        help="Write a copy of the workbook with every finding as a comment on its cell.",
    ),
]

_VERDICT = {
    "nl": (
        "Het geval is aanvaard.",
        "Het geval is geweigerd. Aantal fouten: {count}.",
        "Met opmerkingen: {to}",
    ),
    "en": (
        "The case is accepted.",
        "The case is refused. Number of errors: {count}.",
        "With comments: {to}",
    ),
}


@app.command()
def check(
    case: CaseArgument = "nederland", to: Annotate = None, as_json: Json = False, lang: Lang = "nl"
) -> None:
    """Read a case and list every finding, in English beside the names of tables and columns; with
    --annotate also as comments in a copy of the workbook.
    """
    check_lang(lang)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = read_named(case)
        findings, ok = read.findings, True
    except CaseError as error:
        findings, ok = error.findings, False
    if to is not None:
        from ontschotting.case.files.annotate import annotate

        annotate(case, to)
    if as_json:
        print_json({"ok": ok, "findings": [finding.to_json() for finding in findings]})
    else:
        for finding in findings:
            print(finding)
        accepted, refused, commented = _VERDICT[lang]
        if to is not None:
            print(commented.format(to=to))
        print(
            accepted
            if ok
            else refused.format(count=sum(finding.severity == "error" for finding in findings))
        )
    raise typer.Exit(DONE if ok else REFUSED)
