"""Write the sheet of the proof: what every regime reaches, what bounds it, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.certificate_workbook.evaluation import LIMITS, checked_amounts
from ontschotting.certificate_workbook.program_sheets import ProgramSheets
from ontschotting.certificate_workbook.program_tables import KINDS
from ontschotting.certificate_workbook.words import translate
from ontschotting.regime.labels import regime_name

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.worksheet import Worksheet

_WORDS_COLUMN, _FIRST_REGIME_COLUMN = 1, 2
"""The columns of the words and of the first regime, from 0; each regime has a column."""

_FIRST_EXPLANATION_LINE, _EXPLANATIONS = 3, 5
"""The line of the first explanation, from 0, and how many there are."""


class ProofSheet:
    """The sheet that says whether the proof holds."""

    def __init__(
        self,
        sheet: Worksheet,
        formats: dict[str, Any],
        regimes: dict[str, ProgramSheets],
        lang: str,
    ) -> None:
        """Prepare the sheet; `write` writes it.

        Args:
            sheet: The empty sheet
            formats: The formats of the workbook by name
            regimes: The sheets of `current` and, where there is one, `lifted`
            lang: `nl` or `en`
        """
        from xlsxwriter.utility import xl_col_to_name  # heavy: loaded when a workbook is written

        self._sheet, self._formats, self._regimes, self._lang = sheet, formats, regimes, lang
        self._limit_column = _FIRST_REGIME_COLUMN + len(regimes)
        self._limit_letter = xl_col_to_name(self._limit_column)
        self._regime_columns = {
            name: _FIRST_REGIME_COLUMN + number for number, name in enumerate(regimes)
        }
        self._letters = {
            name: xl_col_to_name(column) for name, column in self._regime_columns.items()
        }
        self._header_line = _FIRST_EXPLANATION_LINE + _EXPLANATIONS + 1
        keys = [
            "value",
            *(f"from_{kind}" for kind in KINDS),
            "from_columns",
            "bound",
            *LIMITS,
            "verdict",
        ]
        self._lines = {key: self._header_line + 1 + number for number, key in enumerate(keys)}

    def write(self, case: Case) -> None:
        """Write the whole sheet."""
        self._write_introduction(case)
        self._write_headers()
        self._write_words()
        for key, limit in LIMITS.items():
            self._sheet.write_number(
                self._lines[key], self._limit_column, limit, self._formats["small"]
            )
        for name in self._regimes:
            self._write_checks(name)
        self._colour_verdicts()
        if len(self._regimes) == 2:
            self._write_difference()
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 1)
        self._sheet.activate()

    def _text(self, key: str, **values: object) -> str:
        return translate(key, self._lang, **values)

    def _write_introduction(self, case: Case) -> None:
        """Write the title, what was solved, and how to read the proof."""
        sheet, formats = self._sheet, self._formats
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 2)
        sheet.set_column(_WORDS_COLUMN, _WORDS_COLUMN, 62)
        sheet.set_column(_FIRST_REGIME_COLUMN, self._limit_column, 28)
        title = self._text("title", case=case.title_in(self._lang))
        sheet.write_string(0, _WORDS_COLUMN, title, formats["title"])
        about = self._text(
            "about",
            fingerprint=case.fingerprint[:12],
            version=__version__,
            solver=self._regimes["current"].tables.solver,
        )
        sheet.write_string(1, _WORDS_COLUMN, about, formats["soft"])
        for number in range(_EXPLANATIONS):
            line = _FIRST_EXPLANATION_LINE + number
            text = self._text(f"how_{number + 1}")
            sheet.merge_range(
                line, _WORDS_COLUMN, line, _FIRST_REGIME_COLUMN + 2, text, formats["wrap"]
            )
            sheet.set_row(line, 32)

    def _write_headers(self) -> None:
        """Write the name of each regime, and of the column of what each check allows."""
        header_format = self._formats["head_right"]
        for name, regime in self._regimes.items():
            text = (
                self._text("within")
                if name == "current"
                else self._text("without", regime=regime_name(regime.tables.regime, self._lang))
            )
            self._sheet.write_string(
                self._header_line, self._regime_columns[name], text, header_format
            )
        self._sheet.write_string(
            self._header_line, self._limit_column, self._text("tolerance"), header_format
        )

    def _write_words(self) -> None:
        """Write what each line is."""
        for key, line in self._lines.items():
            kind = key.removeprefix("from_")
            text = (
                self._text("from_kind", kind=self._text(f"kind_{kind}"))
                if kind in KINDS
                else self._text(key)
            )
            is_bold = key in ("value", "bound", "verdict")
            self._sheet.write_string(
                line, _WORDS_COLUMN, text, self._formats["bold"] if is_bold else None
            )

    def _write_checks(self, name: str) -> None:
        """Write the lines of one regime, all as formulas, and its verdict."""
        regime, column = self._regimes[name], self._regime_columns[name]
        amounts = checked_amounts(regime.tables, regime.evaluation)
        for key, formula in self._formulas(name).items():
            line_format = self._formats["small" if key in LIMITS else "number"]
            self._sheet.write_formula(self._lines[key], column, formula, line_format, amounts[key])
        tests = ",".join(
            f"ABS({self._cell(name, key)})<=${self._limit_letter}${self._lines[key] + 1}"
            for key in LIMITS
        )
        holds = all(abs(amounts[key]) <= limit for key, limit in LIMITS.items())
        right, wrong = self._text("right"), self._text("wrong")
        self._sheet.write_formula(
            self._lines["verdict"],
            column,
            f'=IFERROR(IF(AND({tests}),"{right}","{wrong}"),"{wrong}")',
            self._formats["verdict"],
            right if holds else wrong,
        )

    def _cell(self, name: str, key: str) -> str:
        """Return the cell of a line of a regime."""
        return f"{self._letters[name]}{self._lines[key] + 1}"

    def _formulas(self, name: str) -> dict[str, str]:
        """Return the formula of each line of a regime; letters are columns of its sheets."""
        rows, columns = self._regimes[name].rows.column, self._regimes[name].columns.column
        value, bound = self._cell(name, "value"), self._cell(name, "bound")
        first_part = self._cell(name, f"from_{KINDS[0]}")
        last_part = self._cell(name, "from_columns")
        by_rows = f"SUMPRODUCT({rows('G')},{rows('H')})"
        by_columns = f"SUMPRODUCT({columns('E')},{columns('G')})"
        return {
            "value": f"=SUMPRODUCT({columns('D')},{columns('E')})",
            **{
                f"from_{kind}": f'=SUMIF({rows("B")},"{self._text(f"kind_{kind}")}",{rows("J")})'
                for kind in KINDS
            },
            "from_columns": f"=SUM({columns('I')})",
            "bound": f"=SUM({first_part}:{last_part})",
            "gap": f"=({bound}-{value})/MAX(1,ABS({value}))",
            "row_violation": f"=MAX({rows('I')})",
            "column_violation": f"=MAX({columns('J')})",
            "same_matrix": f"=ABS({by_rows}-{by_columns})/MAX(1,ABS({by_rows}))",
        }

    def _colour_verdicts(self) -> None:
        """Make a verdict green or red, also when it changes."""
        line = self._lines["verdict"]
        for key in ("right", "wrong"):
            self._sheet.conditional_format(
                line,
                _FIRST_REGIME_COLUMN,
                line,
                self._limit_column - 1,
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{self._text(key)}"',
                    "format": self._formats[key],
                },
            )

    def _write_difference(self) -> None:
        """Write what is freed, and between which bounds that is proven."""
        line, formats = self._lines["verdict"] + 2, self._formats
        self._sheet.write_string(line, _WORDS_COLUMN, self._text("difference"), formats["head"])
        rows = {
            "freed": ("value", "value"),
            "freed_least": ("value", "bound"),
            "freed_most": ("bound", "value"),
        }
        current, lifted = (self._regimes[name].evaluation for name in ("current", "lifted"))
        for number, (key, (of_lifted, of_current)) in enumerate(rows.items(), start=line + 1):
            self._sheet.write_string(number, _WORDS_COLUMN, self._text(key))
            self._sheet.write_formula(
                number,
                _FIRST_REGIME_COLUMN,
                f"={self._cell('lifted', of_lifted)}-{self._cell('current', of_current)}",
                formats["number"],
                getattr(lifted, of_lifted) - getattr(current, of_current),
            )
