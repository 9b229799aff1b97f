"""The errors that a user can meet: wrong data, a wrong question, or no certified answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a case, with its place, its value and what to do.

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
        """Return the finding with the keys that the terminal prints."""
        return {
            name: getattr(self, name)
            for name in ("severity", "table", "line", "column", "value", "message", "place")
        }


class OntschottingError(Exception):
    """The base of all errors of this library; a message says where, what and what to do.

    Examples:
        >>> import ontschotting as on
        >>> issubclass(on.CaseError, on.OntschottingError)
        True
    """


class CaseError(OntschottingError):
    """A case is refused.

    Attributes:
        findings: Every error and warning, each with its place, value and remedy

    Examples:
        >>> import ontschotting as on
        >>> try:
        ...     on.Case(budgets=None)
        ... except on.CaseError as error:
        ...     len(error.findings) > 0
        True
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
    """A case is accepted, but something in it may be a mistake.

    Examples:
        >>> import ontschotting as on
        >>> issubclass(on.CaseWarning, UserWarning)
        True
    """


class QuestionError(OntschottingError, ValueError):
    """A question has no answer as it stands: an unknown wall, level, stream, option or case.

    Examples:
        >>> import ontschotting as on
        >>> on.lift("purposes")
        Traceback (most recent call last):
            ...
        ontschotting.errors.QuestionError: regime | no wall called 'purposes'. ...
    """


class QuestionWarning(UserWarning):
    """A question has an answer, but something in it may be a mistake.

    Examples:
        >>> import ontschotting as on
        >>> issubclass(on.QuestionWarning, UserWarning)
        True
    """


class RefreshError(OntschottingError):
    """Open data could not be fetched or are not as expected; nothing was written.

    Examples:
        >>> import ontschotting as on
        >>> issubclass(on.RefreshError, on.OntschottingError)
        True
    """


class CertificateError(OntschottingError):
    """The solver's answer did not pass the checks of `ontschotting.lp.certificate`.

    Examples:
        >>> import ontschotting as on
        >>> issubclass(on.CertificateError, on.OntschottingError)
        True
    """
