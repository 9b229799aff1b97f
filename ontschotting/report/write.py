"""Writes the report: one page, the same as a Word document, its charts and its tables.

Everything is computed and drawn first; files appear whole or not at all.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.lp.solver_choice import SolverChoice, open_backend
from ontschotting.report.collect import collect
from ontschotting.report.formatting import Formatter
from ontschotting.support.progress import ReportProgress, silent
from ontschotting.words.languages import check_lang

PAGE, DOCUMENT = "index.html", "report.docx"


def write_report(
    case: Case,
    out: str | Path,
    lang: str = "nl",
    progress: ReportProgress | None = None,
    *,
    name: str | None = None,
    folder: str | Path | None = None,
    solver: SolverChoice = "highs",
) -> Path:
    """Write the report on a case to a folder; gives the path of the page.

    Writes `index.html`, the same in Word as `report.docx`, `charts/`, `tables/` and `tables.xlsx`.
    Files of an earlier report are replaced one by one; other files in the folder are left alone.

    Args:
        lang: `nl` or `en`
        progress: Called with a few words before each step
        name: What a reader types to open this case (for *how to reproduce*)
        folder: Where the case lies, for the tables beside it (assumptions, register). A bundled
            case or a path as `name` is found by itself
        solver: `highs`, or a `Solver`; one that PuLP calls is much slower for a whole country
    """
    from ontschotting.charts.save import drawn
    from ontschotting.datasets.bundled import bundled_name
    from ontschotting.report.blocks import drop_missing_figures
    from ontschotting.report.figures import draw
    from ontschotting.report.page_order import page_sections
    from ontschotting.report.render.html import page
    from ontschotting.report.render.word import word
    from ontschotting.report.workbook_charts import CHARTS_OF_TABLES
    from ontschotting.results.workbook import write_result
    from ontschotting.support.atomic_files import move_into_place, staging_folder

    check_lang(lang)
    place, say = Path(out), progress or silent
    if place.exists() and not place.is_dir():  # told before the work, not after it
        raise QuestionError(f"report | '{out}' is a file; name a folder.")
    bundled = bundled_name(case)
    beside = _beside(name, bundled) if folder is None else Path(folder)
    open_backend(solver)  # a solver that is not there is told before the work, not after it
    facts = collect(case, progress, beside, solver)
    view = Formatter(facts, lang, _shell_word(name or bundled or "CASE"))
    say("charts")
    figures, frames = draw(view), tables(view)
    sections = drop_missing_figures(page_sections(view), figures)
    pictures = {chart: drawn(figure) for chart, figure in figures.items()}
    with staging_folder(place, "report") as prepared:
        (prepared / PAGE).write_text(page(view, sections, pictures), encoding="utf-8", newline="\n")
        (prepared / DOCUMENT).write_bytes(word(view, sections, pictures))
        (prepared / "charts").mkdir()
        for chart, picture in pictures.items():
            for suffix, content in picture.files().items():
                (prepared / "charts" / f"{chart}{suffix}").write_bytes(content)
        say("tables")
        (prepared / "tables").mkdir()
        for table, frame in frames.items():
            _without_formulas(frame).write_csv(prepared / "tables" / f"{table}.csv")
        write_result(
            frames,
            prepared / "tables.xlsx",
            (" ".join(facts.main.sentences(lang)), view.say("summary_note"), str(facts.main.trace)),
            lang,
            CHARTS_OF_TABLES,
        )
        # Every file in its place, the page last.
        for path in sorted(
            (path for path in prepared.rglob("*") if path.is_file()),
            key=lambda path: path.name == PAGE,
        ):
            move_into_place(path, place / path.relative_to(prepared))
    return place / PAGE


def tables(view: Formatter) -> dict[str, pl.DataFrame]:
    """Every table of the report by its name."""
    facts = view.facts
    frames = {
        "homes": view.homes,
        "measures": facts.main.frame,
        "outcomes": facts.main.outcomes,
        "bounds": facts.main_bounds.frame,
    }
    if facts.price is not None:
        frames |= {
            "measures_free_money": facts.free.frame,
            "bounds_free_money": facts.free_bounds.frame,
        }
    frames |= {
        "swings": facts.swings.frame,
        "scenarios": facts.scenarios,
        "break_evens": facts.break_evens,
    }
    if facts.flips is not None:
        frames["flips"] = facts.flips.frame
    if facts.free_share is not None:
        frames["free_share"] = facts.free_share.frame
    if facts.limits_curve is not None:
        frames["limits"] = facts.limits_curve
    asked = facts.answers
    results = {
        "attribution": asked.attribution,
        "choice": asked.choice,
        "prices": asked.prices,
        "idle": asked.explanation,
        "targets": asked.targets,
        "years": asked.years,
        "terms": asked.terms,
        "pots": asked.pots,
    }
    frames |= {name: _flat(found.frame) for name, found in results.items() if found is not None}
    frames |= {"short": asked.explanation.short, "prices_budgets": asked.prices.budgets}
    frames |= {"ladder": asked.ladder} if asked.ladder is not None else {}
    frames |= {"extra_money": asked.targets.curve} if asked.targets is not None else {}
    frames |= {f"by_{dimension}": frame for dimension, frame in facts.groups.items()}
    frames["possible"] = pl.DataFrame(
        {"possible_units": [facts.possible]}, schema={"possible_units": pl.Float64}
    )
    frames |= {name: frame for name, frame in facts.companions.items() if frame.width}
    if facts.back_test is not None:
        frames |= {
            "back_test_units": facts.back_test.units,
            "back_test_money": facts.back_test.money,
        }
    return frames


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as text, which a sheet can hold."""
    return frame.with_columns(pl.col(pl.List(pl.String)).list.join(", "))


def _without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Texts that a spreadsheet would read as a formula get an apostrophe in front."""
    texts = [column for column, dtype in frame.schema.items() if dtype == pl.String]
    risky = r"^[=+\-@\t\r]"
    return frame.with_columns(
        pl.when(pl.col(column).str.contains(risky))
        .then(pl.lit("'") + pl.col(column))
        .otherwise(pl.col(column))
        .alias(column)
        for column in texts
    )


def _shell_word(name: str) -> str:
    """A name as one word on a command line."""
    import shlex

    return shlex.quote(name)


def _beside(name: str | None, bundled: str | None) -> Path | None:
    """Where the case lies: the folder that `name` says, or that of the bundled case."""
    from ontschotting.datasets.bundled import case_folder

    if name is not None and Path(name).is_dir():
        return Path(name)
    return None if bundled is None else case_folder(bundled)
