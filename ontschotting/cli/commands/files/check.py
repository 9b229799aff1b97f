"""`ontschotting check`: every finding of a case."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.codes import DONE, REFUSED
from ontschotting.cli.command import Answer, command
from ontschotting.cli.options import Force, check_new, parse_case
from ontschotting.errors import CaseError, Finding
from ontschotting.words.catalogue import texts

Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="OUT.xlsx",
        help="Write a copy of the workbook with every finding as a comment on its cell.",
    ),
]


@command()
def check(case_name: str, lang: str, to: Annotate = None, force: Force = False) -> Answer:
    """Read a case and list every finding.

    With --annotate the findings also stand as comments in a copy of the workbook.
    """
    if to is not None:
        check_new([to], force)
    findings, accepted = _findings(case_name)
    if to is not None:
        on.annotate(case_name, to, lang)
    return Answer(
        lambda: {"ok": accepted, "findings": [finding.to_json(lang) for finding in findings]},
        _lines(findings, accepted, to, lang),
        DONE if accepted else REFUSED,
    )


def _findings(case_name: str) -> tuple[Sequence[Finding], bool]:
    """Return every finding of a case, and whether the case is accepted."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return parse_case(case_name).findings, True
    except CaseError as error:
        return error.findings, False


def _lines(
    findings: Sequence[Finding], accepted: bool, to: Path | None, lang: str
) -> Iterator[str]:
    yield from (finding.text(lang) for finding in findings)
    words = texts("terminal.check", lang)
    if to is not None:
        yield words["with_comments"].format(to=to)
    errors = sum(finding.severity == "error" for finding in findings)
    yield words["accepted"] if accepted else words["refused"].format(count=errors)
