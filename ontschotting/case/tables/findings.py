"""Collects what is wrong with the tables of a case, so that everything is reported at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontschotting.case.tables.table_origin import TableOrigin
from ontschotting.errors import ERROR, WARNING, Finding
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import Message, message


class Findings:
    """The findings of all tables of a case."""

    def __init__(self) -> None:
        self.collected: list[Finding] = []

    def of_table(self, origin: TableOrigin) -> TableFindings:
        """Return a collector for one table; what it collects stands here too."""
        return TableFindings(origin, self.collected)

    def forget(self, table: str, line: int) -> None:
        """Drop what was found on a line.

        Args:
            table: Name of the table
            line: The header is line 1
        """
        self.collected[:] = [
            finding for finding in self.collected if (finding.table, finding.line) != (table, line)
        ]

    @property
    def has_errors(self) -> bool:
        """True when any finding is an error."""
        return any(finding.severity == ERROR for finding in self.collected)

    def sorted(self, tables: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings without repetitions: errors first, then by table, line and column.

        Args:
            tables: The names of the tables in their order; an unknown table comes last
        """
        order = {name: number for number, name in enumerate(tables)}
        return tuple(
            sorted(
                dict.fromkeys(self.collected),
                key=lambda finding: (
                    finding.severity != ERROR,
                    order.get(finding.table, len(order)),
                    finding.line or 0,
                    finding.column or "",
                ),
            )
        )


@dataclass(frozen=True)
class TableFindings:
    """The findings of one table, each with its place in the file or sheet.

    Attributes:
        origin: Where the table came from
        collected: Where findings are added, those of other tables among them
    """

    origin: TableOrigin
    collected: list[Finding]

    def add(
        self,
        what: str | Message,
        /,
        *,
        row: int | None = None,
        line: int | None = None,
        column: str | None = None,
        value: object = None,
        severity: str = ERROR,
        cell: str | None = None,
        **values: object,
    ) -> None:
        """Add an error, or a finding of another severity.

        Args:
            what: What is wrong and what to do: a message, or the code of one
            row: The row of the table, counted from 0
            line: The line in the file where no row is meant (1 is the header); without `row` and
                `line` the finding is about the whole table
            column: The column, or None when no column is meant
            value: The value that is wrong, or None when a value is missing
            severity: `error` or `warning`
            cell: The address in a workbook, such as `D41`, of a cell outside the columns
            **values: What the message of a code names
        """
        found = what if isinstance(what, Message) else message(what, **values)
        line = line if row is None else self.origin.line(row)
        self.collected.append(
            Finding(
                severity=severity,
                table=self.origin.table,
                line=line,
                column=column,
                value=None if value is None else str(value),
                code=found.code,
                message=found.text("en"),
                message_nl=found.text("nl"),
                place=self._place(line, column, cell, "en"),
                place_nl=self._place(line, column, cell, "nl"),
                cell=cell or self.origin.address(line, column),
            )
        )

    def _place(self, line: int | None, column: str | None, cell: str | None, lang: str) -> str:
        """Return file or sheet, and the line or cell in it."""
        if line is None:
            return self.origin.name
        word = texts("findings.place", lang)["cell"]
        where = self.origin.cell(line, column, lang) if cell is None else f"{word} {cell}"
        return f"{self.origin.name} | {where}"

    def warn(
        self,
        what: str | Message,
        /,
        *,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        **values: object,
    ) -> None:
        """Add a warning about a row, or about the whole table.

        Args:
            what: What may be wrong and what to do: a message, or the code of one
            row: The row of the table, counted from 0
            column: The column, or None when no column is meant
            value: The value that may be wrong
            **values: What the message of a code names
        """
        found = what if isinstance(what, Message) else message(what, **values)
        self.add(found, row=row, column=column, value=value, severity=WARNING)
