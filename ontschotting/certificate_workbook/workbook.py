"""Writes the certificate as a workbook with live formulas.

Whoever opens it checks optimality in Excel, without Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.case.files.write import FullPrecisionFloat
from ontschotting.certificate_workbook.program_tables import (
    KINDS,
    CertificateTables,
    certificate_tables,
)
from ontschotting.certificate_workbook.words import translate
from ontschotting.errors import QuestionError
from ontschotting.lp.certificate import FEASIBILITY, GAP
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.labels import regime_name
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.support.atomic_files import atomic_path
from ontschotting.words.languages import check_lang

if TYPE_CHECKING:  # xlsxwriter is heavy: loaded when a workbook is written
    from xlsxwriter.workbook import Workbook

FIRST = 4
"""Line of the first row below the headers of every sheet (the first line is 1)."""

_LABEL, _NUMBERS = 1, 2
"""Columns of the sheet of the proof: the words, and from there one column per world."""


def write_certificate(
    case: Case,
    path: str | Path,
    regime: Regime = INTEGRAL,
    *,
    lang: str = "nl",
    solver: SolverChoice = "highs",
) -> Path:
    """Write a workbook that proves the best value within the walls and under a regime.

    Rows, prices, columns and values, and formulas that check them.

    The value of the budgets, capacities and limits at their prices equals the homes: by weak
    duality no allocation can do better. The file appears whole or not at all.

    Raises:
        QuestionError: For a case whose program is too large for a workbook
            (`proof.tables.MOST_TERMS`), or a path that does not end in .xlsx.
    """
    import xlsxwriter

    place = Path(path)
    if place.suffix.casefold() != ".xlsx":
        raise QuestionError(f"certificate | '{path}' must end in .xlsx.")
    check_lang(lang)
    check_regime(regime, case)
    proofs = {"current": certificate_tables(case, CURRENT, lang, solver)}
    if regime != CURRENT:
        proofs["lifted"] = certificate_tables(case, regime, lang, solver)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with atomic_path(place) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        title = translate("title", lang, case=case.title)
        book.set_properties({"title": title, "author": f"ontschotting {__version__}"})
        summary = book.add_worksheet(translate("sheet_proof", lang))
        looks = _looks(book)
        worlds = {
            name: _RegimeSheets(book, looks, name, proof, lang) for name, proof in proofs.items()
        }
        _write_summary(book, looks, summary, case, worlds, lang)
    return place


class _RegimeSheets:
    """The three sheets of one world, and what the sheet of the proof needs to know of them."""

    def __init__(
        self, book: Workbook, looks: dict[str, Any], name: str, proof: CertificateTables, lang: str
    ) -> None:
        self.proof, self.lang, self.looks = proof, lang, looks
        sheets = {
            part: f"{translate(name, lang)} {translate(f'sheet_{part}', lang)}"
            for part in ("rows", "columns", "terms")
        }
        self.rows_sheet, self.columns_sheet, self.terms_sheet = (
            f"'{sheets[part]}'" for part in ("rows", "columns", "terms")
        )
        self.last_row, self.last_column, self.last_term = (
            FIRST - 1 + frame.height for frame in (proof.rows, proof.columns, proof.terms)
        )
        self._work_out()
        self._write_rows(book.add_worksheet(sheets["rows"]))
        self._write_columns(book.add_worksheet(sheets["columns"]))
        self._write_terms(book.add_worksheet(sheets["terms"]))

    def of_rows(self, letter: str) -> str:
        """A whole column of the sheet of rows."""
        return f"{self.rows_sheet}!${letter}${FIRST}:${letter}${self.last_row}"

    def of_columns(self, letter: str) -> str:
        """A whole column of the sheet of columns."""
        return f"{self.columns_sheet}!${letter}${FIRST}:${letter}${self.last_column}"

    def of_terms(self, letter: str) -> str:
        """A whole column of the sheet of terms."""
        return f"{self.terms_sheet}!${letter}${FIRST}:${letter}${self.last_term}"

    def _work_out(self) -> None:
        """What the formulas give, so that the file reads right before anything recalculates it."""
        rows, columns = self.proof.rows, self.proof.columns
        self.by_row, self.by_column = (
            self.proof.terms.sort("row", "column"),
            self.proof.terms.sort("column", "row"),
        )
        lower, upper, price = (rows[name].to_numpy() for name in ("lower", "upper", "price"))
        wrong = ((price > 0) & np.isnan(upper)) | ((price < 0) & np.isnan(lower))
        self.used = np.where(wrong, 0.0, price)
        value = columns["value"].to_numpy()
        self.products = (
            self.by_row["coefficient"].to_numpy() * value[self.by_row["column"].to_numpy() - 1]
        )
        self.charges = (
            self.by_column["coefficient"].to_numpy()
            * self.used[self.by_column["row"].to_numpy() - 1]
        )
        at_row, at_column = (
            self.by_row["row"].to_numpy() - 1,
            self.by_column["column"].to_numpy() - 1,
        )
        self.activity, size = (
            np.bincount(at_row, weights, minlength=rows.height)
            for weights in (self.products, np.abs(self.products))
        )
        self.violation = np.fmax(
            0.0, np.fmax(lower - self.activity, self.activity - upper)
        ) / np.fmax(1.0, size)
        self.contribution = np.where(
            self.used > 0,
            self.used * np.nan_to_num(upper),
            np.where(self.used < 0, self.used * np.nan_to_num(lower), 0.0),
        )
        self.charged = np.bincount(at_column, self.charges, minlength=columns.height)
        self.over = columns["weight"].to_numpy() - self.charged
        self.rest = np.maximum(0.0, self.over) * columns["most"].to_numpy()
        self.below = np.maximum(0.0, -value) / np.maximum(1.0, np.abs(value)) + 0.0
        self.value = float(columns["weight"].to_numpy() @ value)
        self.bound = float(self.contribution.sum() + self.rest.sum())

    def _write_rows(self, sheet: Any) -> None:
        heads = (
            "row",
            "kind",
            "what",
            "lower",
            "upper",
            "price",
            "used_price",
            "activity",
            "violation",
            "contribution",
        )
        self._head(sheet, "rows_note", heads, (7, 26, 52, 16, 16, 15, 15, 17, 14, 17))
        spans = _spans(self.by_row["row"], self.proof.rows.height)
        looks = self.looks
        for number, (row, kind, what, lower, upper, price) in enumerate(
            self.proof.rows.iter_rows()
        ):
            line, (start, end) = FIRST - 1 + number, spans[number]
            at, terms = line + 1, f"{self.terms_sheet}!E{start}:E{end}"
            sheet.write_number(line, 0, row)
            sheet.write_string(line, 1, translate(f"kind_{kind}", self.lang))
            sheet.write_string(line, 2, what)
            for column, bound in ((3, lower), (4, upper)):
                if bound is not None:
                    sheet.write_number(line, column, FullPrecisionFloat(bound), looks["input"])
            sheet.write_number(line, 5, FullPrecisionFloat(price), looks["price_input"])
            sheet.write_formula(
                line,
                6,
                f'=IF(OR(AND(F{at}>0,E{at}=""),AND(F{at}<0,D{at}="")),0,F{at})',
                looks["price"],
                self.used[number],
            )
            sheet.write_formula(
                line,
                7,
                f"=SUM({terms})" if end >= start else "=0",
                looks["number"],
                self.activity[number],
            )
            size = f"MAX(1,SUMPRODUCT(ABS({terms})))" if end >= start else "1"
            sheet.write_formula(
                line,
                8,
                f'=MAX(0,IF(D{at}="",0,D{at}-H{at}),IF(E{at}="",0,H{at}-E{at}))/{size}',
                looks["small"],
                self.violation[number],
            )
            sheet.write_formula(
                line,
                9,
                f"=IF(G{at}>0,G{at}*E{at},IF(G{at}<0,G{at}*D{at},0))",
                looks["number"],
                self.contribution[number],
            )
        sheet.autofilter(FIRST - 2, 0, self.last_row - 1, len(heads) - 1)

    def _write_columns(self, sheet: Any) -> None:
        heads = (
            "column",
            "kind",
            "what",
            "weight",
            "amount",
            "most",
            "charged",
            "over",
            "contribution",
            "below_zero",
        )
        self._head(sheet, "columns_note", heads, (8, 16, 62, 9, 17, 18, 16, 16, 17, 14))
        spans = _spans(self.by_column["column"], self.proof.columns.height)
        looks = self.looks
        for number, (column, kind, what, weight, value, most) in enumerate(
            self.proof.columns.iter_rows()
        ):
            line, (start, end) = FIRST - 1 + number, spans[number]
            at = line + 1
            sheet.write_number(line, 0, column)
            sheet.write_string(line, 1, translate(f"kind_{kind}", self.lang))
            sheet.write_string(line, 2, what)
            sheet.write_number(line, 3, weight, looks["input"])
            sheet.write_number(line, 4, FullPrecisionFloat(value), looks["input"])
            sheet.write_number(line, 5, FullPrecisionFloat(most), looks["number"])
            sheet.write_formula(
                line,
                6,
                f"=SUM({self.terms_sheet}!K{start}:K{end})" if end >= start else "=0",
                looks["price"],
                self.charged[number],
            )
            sheet.write_formula(line, 7, f"=D{at}-G{at}", looks["price"], self.over[number])
            sheet.write_formula(line, 8, f"=MAX(0,H{at})*F{at}", looks["number"], self.rest[number])
            sheet.write_formula(
                line, 9, f"=MAX(0,-E{at})/MAX(1,ABS(E{at}))", looks["small"], self.below[number]
            )
        sheet.autofilter(FIRST - 2, 0, self.last_column - 1, len(heads) - 1)

    def _write_terms(self, sheet: Any) -> None:
        heads = (
            "row",
            "column",
            "coefficient",
            "amount",
            "product",
            "",
            "column",
            "row",
            "coefficient",
            "price",
            "product",
        )
        self._head(sheet, "terms_note", heads, (8, 8, 17, 17, 19, 3, 8, 8, 17, 15, 17))
        sheet.write_string(FIRST - 3, 0, translate("by_row", self.lang), self.looks["bold"])
        sheet.write_string(FIRST - 3, 6, translate("by_column", self.lang), self.looks["bold"])
        looks, values = self.looks, self.proof.columns["value"].to_list()
        for number, (row, column, coefficient) in enumerate(self.by_row.iter_rows()):
            line = FIRST - 1 + number
            sheet.write_number(line, 0, row)
            sheet.write_number(line, 1, column)
            sheet.write_number(line, 2, FullPrecisionFloat(coefficient), looks["input"])
            sheet.write_formula(
                line,
                3,
                f"=INDEX({self.of_columns('E')},B{line + 1})",
                looks["number"],
                values[column - 1],
            )
            sheet.write_formula(
                line, 4, f"=C{line + 1}*D{line + 1}", looks["number"], self.products[number]
            )
        for number, (row, column, coefficient) in enumerate(self.by_column.iter_rows()):
            line = FIRST - 1 + number
            sheet.write_number(line, 6, column)
            sheet.write_number(line, 7, row)
            sheet.write_number(line, 8, FullPrecisionFloat(coefficient), looks["input"])
            sheet.write_formula(
                line,
                9,
                f"=INDEX({self.of_rows('G')},H{line + 1})",
                looks["price"],
                self.used[row - 1],
            )
            sheet.write_formula(
                line, 10, f"=I{line + 1}*J{line + 1}", looks["price"], self.charges[number]
            )

    def _head(self, sheet: Any, note: str, heads: tuple[str, ...], widths: tuple[int, ...]) -> None:
        sheet.write_string(0, 0, translate(note, self.lang), self.looks["soft"])
        sheet.set_row(FIRST - 2, 31)
        texts = ("kind", "what")
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            if head:
                sheet.write_string(
                    FIRST - 2,
                    column,
                    translate(head, self.lang),
                    self.looks["head" if head in texts else "head_right"],
                )
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST - 2)
        sheet.freeze_panes(FIRST - 1, 3 if note != "terms_note" else 0)


def _write_summary(
    book: Workbook,
    looks: dict[str, Any],
    sheet: Any,
    case: Case,
    worlds: dict[str, _RegimeSheets],
    lang: str,
) -> None:
    """The sheet that says whether it holds."""
    wrap, title, bold = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"bold": True, "font_size": 15}),
        looks["bold"],
    )
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 2)
    sheet.set_column(_LABEL, _LABEL, 62)
    sheet.set_column(_NUMBERS, _NUMBERS + len(worlds), 28)
    sheet.write_string(0, _LABEL, translate("title", lang, case=case.title), title)
    solver = next(iter(worlds.values())).proof.solver
    sheet.write_string(
        1,
        _LABEL,
        translate(
            "about", lang, fingerprint=case.fingerprint[:12], version=__version__, solver=solver
        ),
        looks["soft"],
    )
    line = 3
    for number in range(1, 6):
        sheet.merge_range(line, _LABEL, line, _NUMBERS + 2, translate(f"how_{number}", lang), wrap)
        sheet.set_row(line, 32)
        line += 1
    line += 1
    for place, (name, world) in enumerate(worlds.items()):
        words = (
            translate("within", lang)
            if name == "current"
            else translate("without", lang, regime=regime_name(world.proof.regime, lang))
        )
        sheet.write_string(line, _NUMBERS + place, words, looks["head_right"])
    sheet.write_string(
        line, _NUMBERS + len(worlds), translate("tolerance", lang), looks["head_right"]
    )
    lines = _lines(line + 1)
    for key, at in lines.items():
        kind = key.removeprefix("from_")
        words = (
            translate("from_kind", lang, kind=translate(f"kind_{kind}", lang))
            if kind in KINDS
            else translate(key, lang)
        )
        sheet.write_string(
            at, _LABEL, words, bold if key in ("value", "bound", "verdict") else None
        )
    limits = {
        "gap": GAP,
        "row_violation": FEASIBILITY,
        "column_violation": FEASIBILITY,
        "same_matrix": FEASIBILITY,
    }
    for key, limit in limits.items():
        sheet.write_number(lines[key], _NUMBERS + len(worlds), limit, looks["small"])
    letters = {}
    for place, (name, world) in enumerate(worlds.items()):
        letters[name] = chr(ord("A") + _NUMBERS + place)
        _write_checks(
            sheet,
            world,
            lines,
            _NUMBERS + place,
            limits,
            chr(ord("A") + _NUMBERS + len(worlds)),
            looks,
        )
    right = book.add_format({"bold": True, "bg_color": "#D5E8D4", "font_color": "#1B4D1B"})
    wrong = book.add_format({"bold": True, "bg_color": "#F8CECC", "font_color": "#7A0C0C"})
    for word, look in (("right", right), ("wrong", wrong)):
        cells = (lines["verdict"], _NUMBERS, lines["verdict"], _NUMBERS + len(worlds) - 1)
        sheet.conditional_format(
            *cells,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{translate(word, lang)}"',
                "format": look,
            },
        )
    if len(worlds) == 2:
        _write_difference(sheet, worlds, letters, lines, looks, lang)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.activate()


def _lines(first: int) -> dict[str, int]:
    """The line of each check on the sheet of the proof, counted from 0."""
    keys = [
        "value",
        *(f"from_{kind}" for kind in KINDS),
        "from_columns",
        "bound",
        "gap",
        "row_violation",
        "column_violation",
        "same_matrix",
        "verdict",
    ]
    return {key: first + number for number, key in enumerate(keys)}


def _write_checks(
    sheet: Any,
    world: _RegimeSheets,
    lines: dict[str, int],
    column: int,
    limits: dict[str, float],
    allowed: str,
    looks: dict[str, Any],
) -> None:
    """The checks of one world, all as formulas."""
    letter, lang = chr(ord("A") + column), world.lang

    def cell(key: str) -> str:
        return f"{letter}{lines[key] + 1}"

    kinds = np.array(world.proof.rows["kind"].to_list())
    from_kinds = {f"from_{kind}": float(world.contribution[kinds == kind].sum()) for kind in KINDS}
    by_rows, by_columns = (
        float(world.used @ world.activity),
        float(world.proof.columns["value"].to_numpy() @ world.charged),
    )
    same = abs(by_rows - by_columns) / max(1.0, abs(by_rows))
    gap = (world.bound - world.value) / max(1.0, abs(world.value))
    found = {
        "value": (
            f"=SUMPRODUCT({world.of_columns('D')},{world.of_columns('E')})",
            world.value,
            "number",
        ),
        **{
            f"from_{kind}": (
                (
                    f'=SUMIF({world.of_rows("B")},"{translate(f"kind_{kind}", lang)}",'
                    f"{world.of_rows('J')})"
                ),
                from_kinds[f"from_{kind}"],
                "number",
            )
            for kind in KINDS
        },
        "from_columns": (f"=SUM({world.of_columns('I')})", float(world.rest.sum()), "number"),
        "bound": (
            f"=SUM({cell(f'from_{KINDS[0]}')}:{cell('from_columns')})",
            world.bound,
            "number",
        ),
        "gap": (f"=({cell('bound')}-{cell('value')})/MAX(1,ABS({cell('value')}))", gap, "small"),
        "row_violation": (
            f"=MAX({world.of_rows('I')})",
            float(world.violation.max(initial=0.0)),
            "small",
        ),
        "column_violation": (
            f"=MAX({world.of_columns('J')})",
            float(world.below.max(initial=0.0)),
            "small",
        ),
        "same_matrix": (
            (
                f"=ABS(SUMPRODUCT({world.of_rows('G')},"
                f"{world.of_rows('H')})-SUMPRODUCT({world.of_columns('E')},"
                f"{world.of_columns('G')}))"
                f"/MAX(1,ABS(SUMPRODUCT({world.of_rows('G')},{world.of_rows('H')})))"
            ),
            same,
            "small",
        ),
    }
    for key, (formula, value, look) in found.items():
        sheet.write_formula(lines[key], column, formula, looks[look], value)
    tests = ",".join(f"ABS({cell(key)})<=${allowed}${lines[key] + 1}" for key in limits)
    holds = all(abs(float(found[key][1])) <= limit for key, limit in limits.items())
    sheet.write_formula(
        lines["verdict"],
        column,
        (
            f'=IFERROR(IF(AND({tests}),"{translate("right", lang)}","{translate("wrong", lang)}"),'
            f'"{translate("wrong", lang)}")'
        ),
        looks["verdict"],
        translate("right" if holds else "wrong", lang),
    )


def _write_difference(
    sheet: Any,
    worlds: dict[str, _RegimeSheets],
    letters: dict[str, str],
    lines: dict[str, int],
    looks: dict[str, Any],
    lang: str,
) -> None:
    """What is freed, and between which bounds that is proven."""
    current, lifted = worlds["current"], worlds["lifted"]
    now, then = letters["current"], letters["lifted"]
    value, bound, first = lines["value"] + 1, lines["bound"] + 1, lines["verdict"] + 2
    sheet.write_string(first, _LABEL, translate("difference", lang), looks["head"])
    rows = (
        ("freed", f"={then}{value}-{now}{value}", lifted.value - current.value),
        ("freed_least", f"={then}{value}-{now}{bound}", lifted.value - current.bound),
        ("freed_most", f"={then}{bound}-{now}{value}", lifted.bound - current.value),
    )
    for number, (key, formula, shown) in enumerate(rows, start=first + 1):
        sheet.write_string(number, _LABEL, translate(key, lang))
        sheet.write_formula(number, _NUMBERS, formula, looks["number"], shown)


def _spans(sorted_numbers: pl.Series, count: int) -> list[tuple[int, int]]:
    """The first and last line of each number in a sorted list that begins at line FIRST.

    An empty one ends before it begins.
    """
    ends = np.searchsorted(sorted_numbers.to_numpy(), np.arange(1, count + 2))
    return [
        (FIRST + int(ends[number]), FIRST - 1 + int(ends[number + 1])) for number in range(count)
    ]


def _looks(book: Workbook) -> dict[str, Any]:
    """The formats: what may be changed is blue, as accountants have it."""
    return {
        "head": book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top"}
        ),
        "head_right": book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "bg_color": "#DCE6F1",
                "text_wrap": True,
                "valign": "top",
                "align": "right",
            }
        ),
        "bold": book.add_format({"bold": True}),
        "verdict": book.add_format({"bold": True, "align": "right"}),
        "soft": book.add_format({"font_color": "#4D4D4D"}),
        "number": book.add_format({"num_format": "#,##0.00"}),
        "input": book.add_format({"num_format": "#,##0.00", "font_color": "#0000C0"}),
        "price": book.add_format({"num_format": "0.000000000"}),
        "price_input": book.add_format({"num_format": "0.000000000", "font_color": "#0000C0"}),
        "small": book.add_format({"num_format": "0.0E+00"}),
    }
