"""Says where a table came from, and where in its file or sheet a cell stands."""

from __future__ import annotations

from dataclasses import dataclass

from ontschotting.words.catalogue import texts


@dataclass(frozen=True)
class TableOrigin:
    """Where a table came from.

    Attributes:
        kind: `csv` or `json` (a file), `sheet` (of a workbook) or `frame`
        table: Name of the table
        columns: The headers, in order
        lines: The line of each row in the file or sheet; blank when row 0 stands on line 2, row 1
            on line 3, and so on
        first_column: The column of the sheet in which the table begins, counted from 0
    """

    kind: str
    table: str
    columns: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    first_column: int = 0

    @property
    def name(self) -> str:
        """The name of the table as the user knows it: a file has its extension."""
        return self.name_of(self.table)

    def name_of(self, table: str) -> str:
        """Return the name of another table of the same case as the user knows it."""
        return f"{table}.{self.kind}" if self.kind in ("csv", "json") else table

    def line(self, row: int) -> int:
        """Return the line of a row; the header is line 1."""
        return self.lines[row] if row < len(self.lines) else row + 2

    def address(self, line: int | None, column: str | None) -> str | None:
        """Return the address of a cell in a workbook, such as `D41`; None outside a workbook.

        Args:
            line: None means the header
            column: None means the first column of the table
        """
        if self.kind != "sheet":
            return None
        # xlsxwriter is heavy: loaded when a finding in a workbook is reported
        from xlsxwriter.utility import xl_col_to_name

        position = self.columns.index(column) if column in self.columns else 0
        return f"{xl_col_to_name(self.first_column + position)}{line or 1}"

    def cell(self, line: int, column: str | None, lang: str = "en") -> str:
        """Return where a cell stands in words: `line 41, column area`, or `cell D41, column area`.

        The rows of a JSON file are records.

        Args:
            line: The header is line 1
            column: None means the whole line
            lang: `nl` or `en`
        """
        words = texts("findings.place", lang)
        in_sheet = self.kind == "sheet" and column in self.columns
        place = (
            f"{words['cell']} {self.address(line, column)}"
            if in_sheet
            else f"{words['record' if self.kind == 'json' else 'line']} {line}"
        )
        return f"{place}, {words['column']} {column}" if column else place
