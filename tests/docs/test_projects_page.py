"""The pages on projects with several pots: made again they are the same, with the right sums."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from docs.builders import projects_page

ROOT = Path(__file__).parents[2]
AGAIN = "run python -m docs.builders.projects_page"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_page_is_what_the_tables_say(lang: str) -> None:
    written = (ROOT / "docs" / projects_page.FILES[lang]).read_text(encoding="utf-8")
    assert written == projects_page.text(projects_page.read_projects(), lang), AGAIN


def read(name: str) -> list[dict[str, str]]:
    with (ROOT / "datasets" / "raw" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sums_are_those_of_a_plain_program() -> None:
    rows = {row["id"]: row for row in read("projects/projects") + read("project_cases/facts")}
    totals: dict[str, float] = {}
    pots: defaultdict[str, float] = defaultdict(float)
    for role in read("project_pots"):
        row = rows[role["id"]]
        million = role["value"] or row["value"]
        if role["role"] == "total":
            totals[row["project"]] = float(million)
        elif role["role"] in ("pot", "refused"):
            pots[row["project"]] += float(million)
    found = {
        row["project"]: row
        for row in projects_page.sums(projects_page.read_projects()).iter_rows(named=True)
    }
    for project, total in totals.items():
        assert found[project]["total_eur"] == pytest.approx(total * 1e6)
        assert found[project]["rest_eur"] == pytest.approx((total - pots[project]) * 1e6, abs=1)
        assert found[project]["rest_eur"] >= -1, f"{project}: pots above the total"
    for project, eur in pots.items():
        assert found[project]["pots_eur"] == pytest.approx(eur * 1e6)


def test_every_row_has_a_role_a_source_and_what_was_seen_of_it() -> None:
    roles = {row["id"] for row in read("project_pots")}
    for row in read("projects/projects"):
        assert row["id"] in roles
        assert row["url"].startswith("http") and row["publisher"] and row["seen_as"]
    named = {row["project"] for row in read("project_overview")}
    assert {row["project"] for row in read("projects/projects")} - named == {
        "(round of the Woningbouwimpuls)"
    }
