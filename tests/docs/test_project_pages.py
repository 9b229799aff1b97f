"""The pages on real projects: they say what their tables say, and a second program gives those."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

import ontschotting as on
from docs.builders import project_pages
from docs.builders.project_answers import PROJECTS, Shares, divided
from tests.datasets.closing_by_hand import Row, Tables, read_tables, short_eur

ROOT = Path(__file__).parents[2]
AGAIN = "run python -m docs.builders.project_pages --page"
LATEST = {
    "waterdunen": {("nature_package", "2016"), ("province", "2016")},
    "marker-wadden": {
        ("ienm", "2016"),
        ("flevoland", "2016"),
        ("noord_holland", "2016"),
        ("ienm_research", "2017"),
        ("lottery", "2017"),
    },
    "zwolle-spoorzone": {("wbi", "2020")},
}
"""The money that the situations `before` and `refused` do without."""
PURPOSES = {
    "waterdunen": ("nature", "place"),
    "ooijen-wanssum": ("flood", "region_goals"),
    "marker-wadden": ("nature", "water"),
}


def rows(name: str) -> list[Row]:
    with (ROOT / "docs" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables_of(project: str, reading: str) -> Tables:
    return read_tables(ROOT / "datasets" / project, reading)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("project", PROJECTS)
def test_a_page_is_what_its_tables_say(project: str, lang: str) -> None:
    page = ROOT / "docs" / project_pages.FOLDERS[lang] / f"{project}.md"
    assert page.read_text(encoding="utf-8") == project_pages.text(project, lang), AGAIN


def test_a_second_program_gives_every_answer() -> None:
    found = rows("project-answers")
    assert len(found) == 20
    for row in found:
        reading = {"apart": "apart", "package": "2021"}.get(row["situation"], "")
        tables = tables_of(row["project"], reading)
        if row["situation"] in ("before", "refused"):
            for budget in tables["budgets"]:
                if (budget["stream"], budget["year"]) in LATEST[row["project"]]:
                    budget["amount_eur"] = "0"
        by_hand = short_eur(tables, lifted=row["regime"] == "lifted")
        assert float(row["short_together_eur"]) == pytest.approx(by_hand, abs=1), row
        assert (int(row["closing"]) == int(row["plans"])) == (by_hand < 1), row
        # money tied to another stage could pay the one that is short, and would be missing there
        is_tied = (row["project"], row["situation"]) == ("marker-wadden", "before")
        assert row["walls"] == ("area" if is_tied else ""), row


def test_a_second_program_gives_every_share() -> None:
    for row in rows("project-shares"):
        first, second = PURPOSES[row["project"]]
        tables = tables_of(row["project"], row["reading"].removeprefix("case"))
        whole: dict[str, float] = {}
        for cost in tables["costs"]:
            if cost["purpose"] in (first, second):
                kind = cost["plan_type"]
                whole[kind] = whole.get(kind, 0.0) + float(cost["eur_per_unit"])
        share = float(row["share"])
        for cost in tables["costs"]:
            part = {first: share, second: 1 - share}.get(cost["purpose"])
            if part is not None:
                cost["eur_per_unit"] = str(part * whole[cost["plan_type"]])
        for side in ("current", "lifted"):
            by_hand = short_eur(tables, lifted=side == "lifted")
            # the page rounds euros per unit down to the cent, so it may be less by some euros
            assert float(row[f"{side}_short_eur"]) == pytest.approx(by_hand, abs=40), row


def test_from_which_share_it_closes_is_plain_arithmetic() -> None:
    shares = pl.read_csv(ROOT / "docs" / "project-shares.csv")
    for project, reading, wanted in (
        ("waterdunen", "case", (33 / 90, 1.0)),
        ("ooijen-wanssum", "case", (135 / 210, 1.0)),
        ("ooijen-wanssum", "apart", (135 / 210, 135 / 210)),
        ("marker-wadden", "apart", (15 / 50, 1 - 15 / 50)),
    ):
        found = shares.filter(project=project, reading=reading)
        assert project_pages.closing_range(found) == pytest.approx(wanted, abs=1e-6), project


def test_the_library_still_gives_a_row_of_the_table() -> None:
    case = divided(on.load_case("ooijen-wanssum"), Shares("case", "flood", "region_goals"), 0.5)
    gap = on.target_gap(case, on.INTEGRAL.with_awarded(), steps=[0.0])
    assert gap.current.top_up_eur == pytest.approx(135e6 - 210e6 / 2, abs=20)
    assert gap.lifted.top_up_eur == pytest.approx(0, abs=1)


def test_answers_that_the_sentences_do_not_fit_are_refused() -> None:
    pair = {"situation": ["before", "before"], "short_together_eur": [2e6, 0.0]}
    with pytest.raises(ValueError, match="hold something back"):
        project_pages.check(pl.DataFrame(pair))
