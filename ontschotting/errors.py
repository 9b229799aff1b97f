"""The errors that a user can meet: wrong data, a wrong question, or no certified answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

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
        code: Stable name of what is wrong, the same in every language and version
        message: What is wrong and what to do, in English
        message_nl: The same in Dutch
        place: File, sheet and cell in words
        place_nl: The same in Dutch
        cell: The cell in a workbook, such as `D41`

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> try:
        ...     case.with_table("budgets", case.budgets.with_columns(amount_eur=-1))
        ... except on.CaseError as error:
        ...     finding = error.findings[0]
        >>> finding.table, finding.line, finding.column, finding.code
        ('budgets', 2, 'amount_eur', 'too_low')
    """

    severity: str
    table: str
    line: int | None
    column: str | None
    value: str | None
    code: str
    message: str
    message_nl: str
    place: str
    place_nl: str
    cell: str | None = None

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str) -> str:
        """Return place and message in one line.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> finding.text("en")
            "budgets | line 2, column amount_eur: '-1' is below 0, the least that amount_eur ...
        """
        place, message = self._in_language(lang)
        word = {"nl": "let op: ", "en": "warning: "}[lang] if self.severity == WARNING else ""
        return f"{place}: {word}{message}"

    def to_json(self, lang: str = "en") -> dict[str, object]:
        """Return the finding with the keys that the terminal prints.

        Args:
            lang: `nl` or `en`: the language of message and place

        Examples:
            >>> finding.to_json("en")["value"]
            '-1'
        """
        place, message = self._in_language(lang)
        fields = ("severity", "table", "line", "column", "value", "code")
        return {
            **{name: getattr(self, name) for name in fields},
            "message": message,
            "place": place,
        }

    def message_in(self, lang: str) -> str:
        """Return what is wrong and what to do.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> finding.message_in("nl")
            "'-1' ligt onder 0, het minste dat amount_eur kan zijn. Verbeter het."
        """
        return self._in_language(lang)[1]

    def _in_language(self, lang: str) -> tuple[str, str]:
        """Return place and message."""
        return (self.place_nl, self.message_nl) if lang == "nl" else (self.place, self.message)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a question and what to do, in both languages.

    Attributes:
        code: Stable name of what is wrong, the same in every language and version
        en: Place, value and remedy in English
        nl: The same in Dutch
    """

    code: str
    en: str
    nl: str

    def __str__(self) -> str:
        return self.en


def _in_language(problems: Sequence[Problem | str], lang: str) -> str:
    """Return problems in a line each; a bare text is the same in every language."""
    return "\n".join(
        each if isinstance(each, str) else {"nl": each.nl, "en": each.en}[lang] for each in problems
    )


def _code(problems: Sequence[Problem | str]) -> str | None:
    """Return the code of the first problem that has one."""
    return next((each.code for each in problems if isinstance(each, Problem)), None)


class _InTwoLanguages(Exception):
    """What errors and warnings of problems share: the message in both languages, and a code."""

    def __init__(self, *problems: Problem | str) -> None:
        """Hold what is wrong; other libraries make a warning again of its message alone.

        Args:
            *problems: A line each; a bare text is the same in every language
        """
        self.problems = problems
        self.code = _code(problems)
        super().__init__(_in_language(problems, "en"))

    def text(self, lang: str) -> str:
        """Return the message.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> import ontschotting as on
            >>> try:
            ...     on.lift("purposes")
            ... except on.OntschottingError as error:
            ...     wrong = error
            >>> wrong.text("nl")
            "regime | er is geen schot 'purposes'. ..."
        """
        return _in_language(self.problems, lang)

    def __reduce__(self) -> tuple[type[_InTwoLanguages], tuple[Problem | str, ...]]:
        return type(self), self.problems


class OntschottingError(_InTwoLanguages):
    """The base of all errors of this library; a message says where, what and what to do.

    Attributes:
        problems: What is wrong, each in both languages; a bare text is the same in both
        code: Stable name of what is wrong, the same in every language and version; of several the
            first, and None where it has none

    Examples:
        >>> import ontschotting as on
        >>> try:
        ...     on.lift("purposes")
        ... except on.OntschottingError as error:
        ...     wrong = error
        >>> wrong.code
        'unknown_wall'
    """


class Refusal(OntschottingError):
    """Data are refused, with everything that is wrong with them.

    Attributes:
        findings: Every error and warning, each with its place, value and remedy

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> try:
        ...     case.with_table("budgets", case.budgets.with_columns(amount_eur=-1))
        ... except on.CaseError as error:
        ...     refused = error
    """

    _refused: ClassVar[dict[str, str]]
    """What is refused, in either language."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.text("en"))
        self.code = next((each.code for each in self.findings if each.severity == ERROR), None)

    def text(self, lang: str) -> str:
        """Return all findings, a line for each, with their number above them.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> refused.text("nl").splitlines()[0]
            'De casus is afgekeurd: ...
        """
        count = sum(finding.severity == ERROR for finding in self.findings)
        errors = {"nl": ("fout", "fouten"), "en": ("error", "errors")}[lang][count != 1]
        heading = f"{self._refused[lang]}: {count} {errors}."
        return "\n".join([heading, *(finding.text(lang) for finding in self.findings)])

    def __reduce__(self) -> tuple[type[Refusal], tuple[Any, ...]]:
        return type(self), (self.findings,)


class CaseError(Refusal):
    """A case is refused.

    Attributes:
        findings: Every error and warning, each with its place, value and remedy

    Examples:
        >>> import ontschotting as on
        >>> case = on.load_case("two-villages")
        >>> try:
        ...     case.with_table("budgets", case.budgets.with_columns(amount_eur=-1))
        ... except on.CaseError as error:
        ...     refused = error
        >>> {(finding.table, finding.column) for finding in refused.findings}
        {('budgets', 'amount_eur')}
    """

    _refused: ClassVar[dict[str, str]] = {
        "nl": "De casus is afgekeurd",
        "en": "The case is refused",
    }


class FileError(Refusal):
    r"""A file that is not a case is refused: Iv3, advances per grant, payments.

    Attributes:
        findings: Every error and warning, each with its place, value and remedy

    Examples:
        >>> from pathlib import Path
        >>> import ontschotting as on
        >>> lines = ["Regeling;Saldo 31-12-2024", "WBI;1.200"]
        >>> _ = Path("advances.csv").write_text("\n".join(lines))
        >>> try:
        ...     on.read_advances("advances.csv", area="GM0344", unit_eur=1)
        ... except on.FileError as error:
        ...     print(error)
        The file is refused: 1 error.
        advances.csv | line 2, column Saldo 31-12-2024: '1.200' can be read in two ways. ...
    """

    _refused: ClassVar[dict[str, str]] = {
        "nl": "Het bestand is afgekeurd",
        "en": "The file is refused",
    }


class CaseWarning(UserWarning):
    """A case is accepted, but something in it may be a mistake.

    Attributes:
        findings: The warnings, each with its place, value and remedy

    Examples:
        >>> import warnings
        >>> import ontschotting as on
        >>> tables = dict(on.load_case("two-villages").tables)
        >>> tables["earmarks"] = tables["earmarks"].head(1)
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     case = on.Case(**tables)
        >>> warning = caught[0].message
        >>> [(finding.table, finding.value) for finding in warning.findings]
        [('streams', 'mobility'), ('costs', 'mobility')]
    """

    def __init__(self, message: str = "", findings: Sequence[Finding] = ()) -> None:
        """Hold the warnings; other libraries make a warning again of its message alone.

        Args:
            message: All warnings in English, a line for each
            findings: The warnings
        """
        super().__init__(message)
        self.findings = tuple(findings)

    def text(self, lang: str) -> str:
        """Return the warnings, a line for each.

        Args:
            lang: `nl` or `en`

        Examples:
            >>> warning.text("en")
            "...'mobility'..."
        """
        if not self.findings:
            return str(self)
        return "\n".join(finding.text(lang) for finding in self.findings)


class QuestionError(OntschottingError, ValueError):
    """A question has no answer as it stands: an unknown wall, level, stream, option or case.

    Examples:
        >>> import ontschotting as on
        >>> on.lift("purposes")
        Traceback (most recent call last):
            ...
        ontschotting.errors.QuestionError: regime | no wall called 'purposes'. ...
    """


class QuestionWarning(_InTwoLanguages, UserWarning):
    """A question has an answer, but something in it may be a mistake.

    Attributes:
        problems: What may be wrong, each in both languages; a bare text is the same in both
        code: Stable name of what may be wrong, the same in every language and version

    Examples:
        >>> import warnings
        >>> import ontschotting as on
        >>> with warnings.catch_warnings(record=True) as caught:
        ...     warnings.simplefilter("always")
        ...     answer = on.allocate(
        ...         on.load_case("two-villages"), on.lift("purpose", purposes=["lnd"])
        ...     )
        >>> doubt = caught[0].message
        >>> print(doubt)
        regime | no purpose 'lnd' in costs or earmarks, so opening it changes nothing...
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


class SearchStoppedError(CertificateError):
    """A search for 0–1 values stopped before it found any that are allowed."""
