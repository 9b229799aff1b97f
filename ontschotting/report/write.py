"""Write the report on a case: a page, the same as a Word document, charts and tables."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from ontschotting.case.case import Case
from ontschotting.charts.save import RenderedFigure, render_figure
from ontschotting.datasets.bundled import bundled_name, case_folder
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.regime.presets import INTEGRAL
from ontschotting.regime.regime import Regime
from ontschotting.regime.validate import check_regime
from ontschotting.report.blocks import Section, drop_missing_figures
from ontschotting.report.collect.cache import ReportCache, cache_folder, collect_or_read
from ontschotting.report.figures import draw
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.page_order import page_sections
from ontschotting.report.render.html import render_page
from ontschotting.report.render.word import render_document
from ontschotting.report.tables import tables, without_formulas
from ontschotting.report.workbook_charts import CHARTS_OF_TABLES
from ontschotting.results.workbook import write_result
from ontschotting.support.arguments import checked_path
from ontschotting.support.atomic_files import move_into_place, staging_folder
from ontschotting.support.progress import Progress, reporter_of, with_bar
from ontschotting.words.catalogue import check_lang
from ontschotting.words.messages import problem

PAGE, DOCUMENT = "index.html", "report.docx"


@with_bar
def write_report(
    case: Case,
    out: str | Path,
    lang: str = "nl",
    *,
    regime: Regime = INTEGRAL,
    name: str | None = None,
    folder: str | Path | None = None,
    solver: SolverChoice = "highs",
    cache: bool = True,
    progress: Progress = None,
) -> Path:
    """Write the report on a case to a folder and return the path of its page.

    Writes `index.html`, the same in Word as `report.docx`, `charts/`, `tables/` and `tables.xlsx`.
    Everything is computed and drawn first, and each file appears whole or not at all. Files of an
    earlier report are replaced one by one; other files in the folder are left alone.

    Args:
        case: The case that the report is about
        out: The folder
        lang: `nl` or `en`
        regime: Which walls fall: every section answers for it, for money not yet awarded and with
            awarded money
        name: What a reader types to open this case (for *how to reproduce*)
        folder: Where the case lies, for the tables beside it (assumptions, register). A bundled
            case or a path as `name` is found by itself
        solver: `highs`, or a `Solver`; one that PuLP calls is much slower for a whole country
        cache: Keep what was computed in the cache folder of this user, so that a second report of
            the same case takes seconds. The environment variable `ONTSCHOTTING_CACHE` names another
            folder, or turns it off with `off`
        progress: True for a bar, False for none, or a function that is called with a few words
            before each step

    Returns:
        The path of `index.html`.

    Raises:
        QuestionError: For a language that does not exist, for a regime that does not fit the case,
            and for a file in place of the folder.

    Examples:
        >>> import ontschotting as on
        >>> on.write_report(on.load_case("two-villages"), "report").name
        'index.html'
    """
    check_lang(lang)
    out_folder, report_progress = checked_path("report", out), reporter_of(progress)
    # what cannot work is refused before the long work begins
    if out_folder.exists() and not out_folder.is_dir():
        raise QuestionError(problem("name_a_folder", question="report", folder=out))
    open_backend(solver)
    check_regime(regime, case)
    bundled = bundled_name(case)
    beside = _folder_of(name, bundled) if folder is None else Path(folder)
    report_cache = ReportCache(cache_folder() if cache else None)
    data = collect_or_read(case, report_progress, beside, solver, report_cache, regime)
    report = LocalizedReport(data, lang, shlex.quote(name or bundled or "CASE"))
    report_progress("charts")
    figures = draw(report)
    sections = drop_missing_figures(page_sections(report), figures)
    charts = {chart: render_figure(figure, with_pdf=True) for chart, figure in figures.items()}
    with staging_folder(out_folder, "report") as staged:
        _write_page(staged, report, sections, charts)
        report_progress("tables")
        _write_tables(staged, report)
        paths = [path for path in staged.rglob("*") if path.is_file()]
        for path in sorted(paths, key=lambda path: path.name == PAGE):  # the page last
            move_into_place(path, out_folder / path.relative_to(staged))
    return out_folder / PAGE


def _folder_of(name: str | None, bundled: str | None) -> Path | None:
    """Return where a case lies: the folder that `name` is, or that of the bundled case."""
    if name is not None and Path(name).is_dir():
        return Path(name)
    return None if bundled is None else case_folder(bundled)


def _write_page(
    folder: Path,
    report: LocalizedReport,
    sections: Sequence[Section],
    charts: Mapping[str, RenderedFigure],
) -> None:
    """Write the page, the document and the files of the charts."""
    text = render_page(report, sections, charts)
    (folder / PAGE).write_text(text, encoding="utf-8", newline="\n")
    (folder / DOCUMENT).write_bytes(render_document(report, sections, charts))
    (folder / "charts").mkdir()
    for name, chart in charts.items():
        for suffix, content in chart.files().items():
            (folder / "charts" / f"{name}{suffix}").write_bytes(content)


def _write_tables(folder: Path, report: LocalizedReport) -> None:
    """Write each table as CSV, and all of them as a workbook with the headline above it."""
    frames, comparison = tables(report), report.data.main.comparison
    (folder / "tables").mkdir()
    for name, frame in frames.items():
        without_formulas(frame).write_csv(folder / "tables" / f"{name}.csv")
    header = (
        " ".join(comparison.sentences(report.lang)),
        report.formatter.text("summary_note"),
        str(comparison.trace),
    )
    write_result(frames, folder / "tables.xlsx", header, report.lang, CHARTS_OF_TABLES)
