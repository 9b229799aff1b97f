"""Collects findings, and says where in its file a table's cell stands."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.errors import ERROR, WARNING, Finding


@dataclass(frozen=True)
class TableOrigin:
    """Where a table came from: `csv` (a file), `sheet` (of a workbook) or `frame`.

    `columns` are the headers in order, `lines` the line of each row, `first_column` where a sheet
    begins.
    """

    kind: str
    table: str
    columns: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    first_column: int = 0

    @property
    def name(self) -> str:
        """The table as a user knows it."""
        return f"{self.table}.csv" if self.kind == "csv" else self.table

    def line(self, row: int) -> int:
        """The line of a row: the header is line 1."""
        return self.lines[row] if row < len(self.lines) else row + 2

    def address(self, line: int | None, column: str | None) -> str | None:
        """The cell of a workbook, such as `D41`.

        The first of the line where no column is meant, the first of the sheet where no line is.
        None outside a workbook.
        """
        if self.kind != "sheet":
            return None
        position = self.columns.index(column) if column in self.columns else 0
        return f"{_letters(self.first_column + position)}{line or 1}"

    def cell(self, line: int, column: str | None) -> str:
        """`line 41, column area`, or the cell `D41` in a workbook."""
        if self.kind == "sheet" and column in self.columns:
            return f"cell {self.address(line, column)}" + (f", column {column}" if column else "")
        return f"line {line}" + (f", column {column}" if column else "")


class Findings:
    """Collects findings of all tables, so that all are told at once."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def add(
        self,
        place: TableOrigin,
        row: int | None,
        column: str | None,
        value: object,
        message: str,
        severity: str = ERROR,
        line: int | None = None,
    ) -> None:
        """Add a finding for a row of a table (or the header, with `line=1`; or the whole table,
        with neither).
        """
        where = line if row is None else place.line(row)
        at = place.name if where is None else f"{place.name} | {place.cell(where, column)}"
        self.found.append(
            Finding(
                severity,
                place.table,
                where,
                column,
                None if value is None else str(value),
                message,
                at,
                place.address(where, column),
            )
        )

    def warn(
        self, place: TableOrigin, row: int | None, column: str | None, value: object, message: str
    ) -> None:
        """Add a warning."""
        self.add(place, row, column, value, message, WARNING)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == ERROR for finding in self.found)

    def sorted(self) -> tuple[Finding, ...]:
        """Errors first, then by table and line."""
        from ontschotting.case.tables.schema import TABLES

        order = {name: number for number, name in enumerate(TABLES)}
        return tuple(
            sorted(
                dict.fromkeys(self.found),
                key=lambda f: (
                    f.severity != ERROR,
                    order.get(f.table, 99),
                    f.line or 0,
                    f.column or "",
                ),
            )
        )


def _letters(number: int) -> str:
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
