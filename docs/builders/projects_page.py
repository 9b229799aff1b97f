"""Writes docs/projecten.md and docs/projects.md, with their chart, from datasets/raw.

Run `python -m docs.builders.projects_page [folder]`. Rebuilding gives the same bytes; every amount
is a row of datasets/raw/projects, and which pot it is stands in datasets/raw/project_pots.csv.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
from matplotlib.axes import Axes

import ontschotting as on
from docs.builders.project_answers import PROJECTS
from docs.builders.projects_template import PAGES, SOURCE, WORDS
from ontschotting.charts.observed.project_pots import project_pots_chart
from ontschotting.words.numbers import amount, number

RAW = Path(__file__).parents[2] / "datasets" / "raw"
FILES = {"nl": "projecten.md", "en": "projects.md"}
PAGE_FOLDERS = {"nl": "projecten", "en": "projects"}
"""Where the page of a project stands that is a case (docs/builders/project_pages.py)."""
PICTURE = "project-pots"
_PAID = ("pot", "refused")
"""The roles that count towards a total."""


def read_projects() -> pl.DataFrame:
    """Return every row on a project with its role: the columns of both tables."""
    roles = pl.read_csv(RAW / "project_pots.csv", infer_schema_length=0)
    first, later = (
        pl.read_csv(RAW / name, infer_schema_length=0)
        for name in ("projects/projects.csv", "project_cases/facts.csv")
    )
    # Of what was read later for the cases only the pots belong here.
    rows = pl.concat([first, later.join(roles, on="id", how="semi", maintain_order="left")])
    joined = rows.join(roles, on="id", how="left", maintain_order="left_right")
    # An amount of its own was read in the note of that row.
    return joined.with_columns(pl.coalesce("value_right", "value").alias("value"))


def sums(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a row per project: its published total, what its pots bring, and the rest.

    Args:
        rows: As `read_projects` gives them

    Returns:
        `project`, `total_eur`, `pots_eur` (refused money with it), `pots`, `rest_eur`
    """
    eur = pl.col("value").cast(pl.Float64) * 1e6
    paid = (
        rows.filter(pl.col("role").is_in(_PAID))
        .group_by("project")
        .agg(eur.sum().alias("pots_eur"), pl.len().alias("pots"))
    )
    total = rows.filter(role="total").select("project", eur.alias("total_eur"))
    overview = pl.read_csv(RAW / "project_overview.csv")
    return (
        overview.join(total, on="project", how="left", maintain_order="left")
        .join(paid, on="project", how="left", maintain_order="left")
        .with_columns((pl.col("total_eur") - pl.col("pots_eur").fill_null(0.0)).alias("rest_eur"))
    )


def parts(rows: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return what the chart draws: `name`, `kind`, `eur`, with the rest of each total."""
    projects = sums(rows).drop_nulls("total_eur").filter(pl.col("pots") > 0)
    name = pl.col(f"name_{lang}").alias("name")
    pots = (
        rows.filter(pl.col("role").is_in(_PAID))
        .join(projects.select("project", name), on="project")
        .select("name", "kind", (pl.col("value").cast(pl.Float64) * 1e6).alias("eur"))
    )
    rest = projects.filter(pl.col("rest_eur") > 0).select(
        name, pl.lit("rest").alias("kind"), pl.col("rest_eur").alias("eur")
    )
    return pl.concat([pots, rest])


def chart(rows: pl.DataFrame, lang: str) -> Axes:
    """Draw the projects with a published total by pot."""
    return project_pots_chart(parts(rows, lang), lang=lang, source=SOURCE[lang])


def text(rows: pl.DataFrame, lang: str) -> str:
    """Return a page."""
    overview = sums(rows)
    words = WORDS[lang]
    facts = pl.read_csv(RAW / "projects" / "fragmentation_more.csv", infer_schema_length=None)
    values = dict(facts.select("id", "value").iter_rows())
    judged = ("frg_nr_pot", "frg_nr_good", "frg_nr_bad", "frg_rvdr")
    return PAGES[lang].format(
        count=overview.height,
        with_total=overview["total_eur"].is_not_null().sum(),
        closing=overview.filter(pl.col("rest_eur").abs() < 1)["project"].len(),
        alt=chart(rows, lang).get_label(),
        table="".join(_row(each, rows, lang) for each in overview.iter_rows(named=True)),
        goals=_listed(rows, overview, "goal", lang),
        later=_listed(rows, overview, "later", lang),
        rounds=_listed(rows, overview, "round", lang),
        **{name.removeprefix("frg_"): number(float(values[name]), lang) for name in judged},
        none=words["none"],
    )


def _row(project: dict[str, object], rows: pl.DataFrame, lang: str) -> str:
    """Return the row of one project in the table."""
    words = WORDS[lang]
    own = rows.filter(project=project["project"])
    pots = "; ".join(
        f"{row[f'pot_{lang}']} {_million(row['value'], lang)}"
        + (f" ({words['refused']})" if row["role"] == "refused" else "")
        for row in own.filter(pl.col("role").is_in(_PAID)).iter_rows(named=True)
    )
    total, rest = project["total_eur"], project["rest_eur"]
    name = project[f"name_{lang}"]
    page = f"{PAGE_FOLDERS[lang]}/{project['project']}.md"
    cells = (
        f"[{name}]({page})" if project["project"] in PROJECTS else name,
        project[f"goals_{lang}"],
        words["none"] if total is None else amount(float(str(total)), lang, "eur"),
        pots or words["none"],
        words["none"] if total is None else amount(float(str(rest)), lang, "eur"),
        project[f"missing_{lang}"],
        ", ".join(
            f"[{count}]({url})"
            for count, url in enumerate(
                own.filter(pl.col("role") != "later")["url"].unique(maintain_order=True), start=1
            )
        ),
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def _million(value: object, lang: str) -> str:
    return amount(float(str(value)) * 1e6, lang, "eur")


def _listed(rows: pl.DataFrame, overview: pl.DataFrame, role: str, lang: str) -> str:
    """List the rows of one role: what each is, how much, in which year, and who says so."""
    names = dict(overview.select("project", f"name_{lang}").iter_rows())
    lines = []
    for row in rows.filter(role=role).iter_rows(named=True):
        is_money = row["unit"] == "million_eur"
        much = _million(row["value"], lang) if is_money else number(float(row["value"]), lang, 1)
        what = ": ".join(filter(None, (names.get(row["project"]), row[f"pot_{lang}"])))
        what = row[f"pot_{lang}"] if role == "round" else what
        lines.append(f"- {what}: {much} ({row['year']}). [{row['publisher']}]({row['url']})\n")
    return "".join(lines)


def write(folder: Path) -> None:
    """Write both pages and their charts.

    Args:
        folder: The folder of the documentation
    """
    rows = read_projects()
    (folder / "img").mkdir(exist_ok=True)
    for lang, name in FILES.items():
        on.save(chart(rows, lang), folder / "img" / f"{PICTURE}-{lang}", for_="word")
        (folder / name).write_text(text(rows, lang), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
