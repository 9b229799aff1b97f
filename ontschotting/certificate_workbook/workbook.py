"""Write a certificate as a workbook with live formulas, which proves an optimum without Python."""

from __future__ import annotations

from pathlib import Path

from ontschotting._version import __version__
from ontschotting.case.case import Case
from ontschotting.case.facts.projects import refuse_mixed_integer
from ontschotting.certificate_workbook.formats import add_formats
from ontschotting.certificate_workbook.program_sheets import ProgramSheets
from ontschotting.certificate_workbook.program_tables import certificate_tables
from ontschotting.certificate_workbook.proof_sheet import ProofSheet
from ontschotting.certificate_workbook.words import translate
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice
from ontschotting.regime.presets import CURRENT, INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.support.arguments import checked_path
from ontschotting.support.atomic_files import atomic_path
from ontschotting.support.file_dates import file_date
from ontschotting.words.catalogue import check_lang
from ontschotting.words.messages import problem

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Texts of a case stay texts, also when they look like a formula."""


def write_certificate(
    case: Case,
    path: str | Path,
    regime: Regime = INTEGRAL,
    *,
    lang: str = "nl",
    solver: SolverChoice = "highs",
) -> Path:
    """Write a workbook that proves the best value within the walls and under a regime.

    It holds the rows, prices, columns and values of both programs, and formulas that check them.
    The value of the budgets, capacities and limits at their prices equals the homes: by weak
    duality no allocation can do better. The file appears whole or not at all.

    Args:
        case: The case
        path: The file, which ends in `.xlsx`
        regime: The regime beside the current one; with the current one itself there is one proof
        lang: `nl` or `en`
        solver: `highs`, or a `Solver`

    Returns:
        The path of the file.

    Raises:
        QuestionError: For a case whose program is too large for a workbook (`MOST_TERMS` in
            `certificate_workbook.program_tables`) or has whole plans, fixed costs per plan or least
            awards (with what to do instead), a regime that does not fit the case, or a path that
            does not end in .xlsx.

    Examples:
        >>> import ontschotting as on
        >>> on.write_certificate(on.load_case("two-villages"), "proof.xlsx").name
        'proof.xlsx'
    """
    import xlsxwriter  # heavy: loaded when a workbook is written

    path = checked_path("certificate", path)
    if path.suffix.casefold() != ".xlsx":
        raise QuestionError(problem("must_end_in_xlsx", question="certificate", path=path))
    check_lang(lang)
    check_regime(regime, case)
    refuse_mixed_integer(
        case,
        "certificate",
        "no_certificate_of_whole_plans",
    )
    tables = {"current": certificate_tables(case, CURRENT, lang, solver)}
    if regime != CURRENT:
        tables["lifted"] = certificate_tables(case, regime, lang, solver)
    with atomic_path(path) as temporary, xlsxwriter.Workbook(str(temporary), _OPTIONS) as book:
        title = translate("title", lang, case=case.title_in(lang))
        book.set_properties(
            {
                "title": title,
                "author": f"ontschotting {__version__}",
                "created": file_date(),
            }
        )
        formats = add_formats(book)
        sheet = book.add_worksheet(translate("sheet_proof", lang))
        regimes = {
            name: ProgramSheets(book, formats, name, program, lang)
            for name, program in tables.items()
        }
        ProofSheet(sheet, formats, regimes, lang).write(case)
    return path
