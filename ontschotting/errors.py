"""The errors a user can meet.

Wrong data, wrong question and no certified answer are different families.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes:
        severity: `error` or `warning`
        table: Name of the table, without extension
        line: Line in the file or sheet (the header is line 1); None when the whole table is meant
        column: Name of the column, or None
        value: The value found, as text, or None
        message: What is wrong and what to do
        place: File, sheet and cell in words
        cell: The cell in a workbook, such as `D41`
    """

    severity: str
    table: str
    line: int | None
    column: str | None
    value: str | None
    message: str
    place: str
    cell: str | None = None

    def __str__(self) -> str:
        kind = "warning: " if self.severity == WARNING else ""
        return f"{self.place}: {kind}{self.message}"

    def to_json(self) -> dict[str, object]:
        """The keys of interface.md."""
        return {
            name: getattr(self, name)
            for name in ("severity", "table", "line", "column", "value", "message", "place")
        }


class OntschottingError(Exception):
    """Anything this library raises on purpose. The message says where, what and what now."""


class CaseError(OntschottingError):
    """A case is refused.

    `findings` holds every error and warning, each with its place, value and remedy.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.severity == "error"]
        count = f"{len(errors)} error" + ("" if len(errors) == 1 else "s")
        super().__init__(
            "\n".join(
                [f"The case is refused: {count}.", *(str(finding) for finding in self.findings)]
            )
        )


class CaseWarning(UserWarning):
    """A case is accepted, but something in it may be a mistake."""


class QuestionError(OntschottingError, ValueError):
    """A question cannot be asked as it stands.

    An unknown wall, level, stream, option or bundled case.
    """


class QuestionWarning(UserWarning):
    """A question can be asked, but something in it may be a mistake."""


class RefreshError(OntschottingError):
    """Open data could not be fetched, or came back other than expected.

    Nothing was written and no case was changed.
    """


class CertificateError(OntschottingError):
    """No certified answer.

    The solver's answer did not pass the checks of `ontschotting.lp.certificate`.
    """
