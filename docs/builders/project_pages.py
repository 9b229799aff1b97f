"""Writes a page per real project, in docs/projecten and docs/projects, with its chart.

Run `python -m docs.builders.project_pages [folder]`; it takes some minutes. `--page` writes the
pages from the tables that are there. No amount of the pages is typed: a figure comes from the raw
tables, what the model finds from `project-answers.csv` and `project-shares.csv`. The sentences
(`project_texts/`) fit projects that the walls did not hold back; other answers are refused.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl

import ontschotting as on
from datasets.builders.projects import Facts
from docs.builders.project_answers import PROJECTS, compute, drawn_closing
from docs.builders.project_words import WORDS
from docs.builders.projects_page import PAGE_FOLDERS as FOLDERS
from ontschotting.case.case import Case
from ontschotting.words.numbers import amount, number

DOCS = Path(__file__).parents[1]
TEMPLATES = Path(__file__).parent / "project_texts"


class Values(dict[str, str]):
    """The values of a page by name; a name that was not given is a fact.

    `{fact}` is a published figure with its unit, `{at_fact}` a link to the page it was read on.
    """

    def __init__(self, values: dict[str, str], lang: str) -> None:
        super().__init__(values)
        self.facts, self.lang = Facts(), lang

    def __missing__(self, name: str) -> str:
        row = self.facts.rows[name.removeprefix("at_")]
        if name.startswith("at_"):
            return f"[{row['publisher']}]({row['url']})"
        value, unit = float(row["value"]), row["unit"]
        if unit == "million_eur":
            return amount(value * 1e6, self.lang, "eur")
        if unit == "year":
            return str(round(value))
        unit = WORDS[self.lang]["units"].get(unit, "")
        return f"{number(value, self.lang, 2)} {unit}".strip()


def text(project: str, lang: str, folder: Path = DOCS) -> str:
    """Return the page of a project, from the tables that are there.

    Args:
        project: The name of its case
        lang: `nl` or `en`
        folder: The folder of the documentation
    """
    case = on.load_case(project)
    answers = pl.read_csv(folder / "project-answers.csv").filter(project=project)
    shares = pl.read_csv(folder / "project-shares.csv").filter(project=project)
    check(answers)
    values = {
        "pots": _pots(case, lang),
        "costs": _costs(case, lang),
        "answers": _answers(answers, lang),
        "shares": _shares(shares, lang),
        "alt": (folder / "img" / f"project-{project}-{lang}.txt").read_text("utf-8").strip(),
        "total": amount(case.budgets["amount_eur"].sum(), lang, "eur"),
    }
    for row in answers.filter(regime="current").iter_rows(named=True):
        values[f"short_{row['situation']}"] = amount(row["short_together_eur"], lang, "eur")
        values[f"year_{row['situation']}"] = str(row["last_first_year"])
    for (reading,), rows in shares.group_by("reading"):
        for end, share in zip(("from", "to"), closing_range(rows), strict=True):
            values[f"{end}_{reading}"] = f"{number(100 * share, lang, 1)}%"
        for row in rows.filter(pl.col("assumed") != "").iter_rows(named=True):
            short = amount(row["current_short_eur"], lang, "eur")
            values[f"short_{row['assumed']}_{reading}"] = short
    template = TEMPLATES.joinpath(f"{project}_{lang}.txt").read_text("utf-8")
    return template.format_map(Values(values, lang))


def check(answers: pl.DataFrame) -> None:
    """Refuse answers that the sentences do not fit: the walls must hold nothing back."""
    for _, pair in answers.group_by("situation"):
        short = pair["short_together_eur"]
        if short.null_count() or short.max() - short.min() > 1:  # type: ignore[operator]
            raise ValueError(f"the walls hold something back, and the page says not: {pair}")


def closing_range(rows: pl.DataFrame) -> tuple[float, float]:
    """Return from which to which share of the first purpose the project closes.

    What is short is a straight line of the share near zero, so two points give where it ends.

    Args:
        rows: `share` and `current_short_eur` of one reading
    """
    points = list(rows.sort("share").select("share", "current_short_eur").iter_rows())
    return _zero(points, 0.0), _zero(points[::-1], 1.0)


def _zero(points: list[tuple[float, float]], end: float) -> float:
    """Return where the line through the last two points above zero meets it, from one end."""
    above = []
    for share, short in points:
        if short < 1:
            break
        above.append((share, short))
    if not above:
        return end
    (first, high), (second, low) = above[-2:]
    return second + low * (second - first) / (high - low)


def _pots(case: Case, lang: str) -> str:
    """Return the money of a project, a line per budget."""
    words = WORDS[lang]
    names = dict(case.streams.select("stream", _name(lang)).iter_rows())
    purposes = dict(case.tables["purposes"].select("purpose", _name(lang)).iter_rows())
    sources = {row["source"]: row for row in case.sources.iter_rows(named=True)}
    lines = []
    for row in case.budgets.iter_rows(named=True):
        earmarks = case.earmarks.filter(stream=row["stream"])["purpose"]
        pays = ", ".join(words["all"] if name == "*" else purposes[name] for name in earmarks)
        source = sources[row["source"]]
        chance = ""
        if row.get("chance") is not None:
            chance = words["chance"].format(share=f"{number(100 * row['chance'], lang)}%")
        lines.append(
            f"| {names[row['stream']]} | {_million(row['amount_eur'], lang)}{chance} |"
            f" {row['year']} | {pays} | {words[row['status']]} |"
            f" [{source['publisher']}]({source['url']}) |"
        )
    return "\n".join(lines)


def _costs(case: Case, lang: str) -> str:
    """Return the cost of each whole plan by purpose, with the range that is assumed."""
    words = WORDS[lang]
    purposes = dict(case.tables["purposes"].select("purpose", _name(lang)).iter_rows())
    plans = {row["plan_type"]: row for row in case.plans.iter_rows(named=True)}
    lines = []
    for row in case.costs.iter_rows(named=True):
        plan = plans[row["plan_type"]]
        eur, low, high = (
            None if row.get(name) is None else row[name] * plan["capacity_units"]
            for name in ("eur_per_unit", "eur_per_unit_low", "eur_per_unit_high")
        )
        between = "" if low is None else " – ".join(_million(end, lang) for end in (low, high))
        lines.append(
            f"| {plan[_name(lang)]} | {purposes[row['purpose']]} | {_million(eur, lang)} |"
            f" {between} | {words[row['status']]} |"
        )
    return "\n".join(lines)


def _answers(rows: pl.DataFrame, lang: str) -> str:
    """Return a line per situation: within the walls and without."""
    words = WORDS[lang]
    lines = []
    for (situation,), pair in rows.group_by("situation", maintain_order=True):
        cells = [_verdict(row["short_together_eur"], lang) for row in pair.iter_rows(named=True)]
        lines.append(f"| {words['situations'][situation]} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _shares(rows: pl.DataFrame, lang: str) -> str:
    """Return a line per share of the first purpose, two columns for each reading."""
    words = WORDS[lang]
    lines = []
    for (share,), found in rows.group_by("share", maintain_order=True):
        cells = [
            _verdict(row[f"{side}_short_eur"], lang)
            for row in found.iter_rows(named=True)
            for side in ("current", "lifted")
        ]
        end = words["assumed"][found["assumed"][0] or ""]
        lines.append(f"| {number(100 * share, lang, 1)}%{end} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _verdict(short: float, lang: str) -> str:
    words = WORDS[lang]
    return words["closes"] if short < 1 else words["short"].format(eur=amount(short, lang, "eur"))


def _million(eur: float, lang: str) -> str:
    return number(eur / 1e6, lang, 2)


def _name(lang: str) -> str:
    return {"nl": "name", "en": "name_en"}[lang]


def draw(folder: Path) -> None:
    """Draw the chart of every project, in both languages."""
    for project in PROJECTS:
        found = drawn_closing(project)
        for lang in FOLDERS:
            picture = folder / "img" / f"project-{project}-{lang}"
            on.save(found.plot(lang=lang), picture, for_="word")


def write(folder: Path) -> None:
    """Write all pages."""
    for lang, name in FOLDERS.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for project in PROJECTS:
            page = folder / name / f"{project}.md"
            page.write_text(text(project, lang, folder), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The pages on real projects.")
    parser.add_argument("folder", nargs="?", type=Path, default=DOCS)
    parser.add_argument("--page", action="store_true", help="only the pages, from the tables")
    options = parser.parse_args()
    if not options.page:
        compute(options.folder)
        draw(options.folder)
    write(options.folder)
