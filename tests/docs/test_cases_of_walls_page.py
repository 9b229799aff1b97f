"""The page of documented walls.

Written from its tables, no case without its source and a judgement, and what contradicts the claim
comes first.
"""

from __future__ import annotations

import csv
from pathlib import Path

from tests.datasets.builder import build

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cases-of-walls.md"


def rows_of(name: str) -> list[dict[str, str]]:
    with (ROOT / "datasets/raw" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cases() -> list[dict[str, str]]:
    return rows_of("need/cases_of_walls.csv")


def test_writing_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    build("docs.builders.cases_of_walls", tmp_path / "page.md")
    assert (tmp_path / "page.md").read_bytes() == PAGE.read_bytes()


def test_no_case_lacks_its_source_and_none_is_left_out() -> None:
    rows = [
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.count(" | ") == 8 and not line.startswith("| where")
    ]
    assert len(rows) == len(cases())
    why = {row["id"]: row["why"] for row in rows_of("walls_judged.csv")}
    for case in cases():
        assert (
            case["source_url"].startswith("https://")
            and case["source_note"]
            and case["confidence"] in ("high", "medium", "low")
        ), case["id"]
        mine = [
            row
            for row in rows
            if f"]({case['source_url']}) (confidence: {case['confidence']})" in row
            and " ".join(case["what_was_blocked"].split()) in row
        ]
        assert len(mine) == 1, case["id"]
        assert f"| {case['year']} |" in mine[0] and why[case["id"]] in mine[0]


def test_what_contradicts_comes_first_and_every_group_is_counted() -> None:
    page = PAGE.read_text(encoding="utf-8")
    of = {case["id"]: case for case in cases()}
    places = []
    for judgement, title in (
        ("contradicts", "Contradict the claim"),
        ("supports", "Support it"),
        ("effect unknown", "A wall, without a known effect"),
        ("other cause", "A wall, and another cause that explains it"),
        ("burden only", "Administrative burden only"),
        ("no wall", "No wall"),
        ("context", "Context, no case"),
    ):
        found = [row for row in rows_of("walls_judged.csv") if row["judgement"] == judgement]
        assert found and f"| {title} | {len(found)} |\n" in page
        places.append(page.index(f"## {title}\n"))
        section = page[places[-1] :].split("\n## ")[0]
        assert section.count("(confidence: ") == len(found)
        assert all(of[row["id"]]["source_url"] in section for row in found)
    assert places == sorted(places)


def test_what_only_costs_handling_is_not_counted_as_a_wall_and_both_readings_are_told() -> None:
    page = PAGE.read_text(encoding="utf-8")
    judged = {row["id"]: row["judgement"] for row in rows_of("walls_judged.csv")}
    assert {
        judged[case["id"]] for case in cases() if case["wall_type"] == "administrative burden"
    } == {"burden only"}
    assert {judged[case["id"]] for case in cases() if case["wall_type"] == "exhausted stream"} == {
        "no wall"
    }
    marks = [case["supports_claim"] for case in cases()]
    assert (
        f"{marks.count('yes')} of {len(marks)} were marked as support, {marks.count('partly')} as"
        " support in part" in page
    )


def test_rebuilt_cases_exist_and_the_others_say_what_is_missing() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for row in rows_of("walls_judged.csv"):
        if row["rebuilt"]:
            assert (
                ROOT / "datasets" / row["rebuilt"] / "README.md"
            ).is_file() and f"(`datasets/{row['rebuilt']}/README.md`)" in page
        if row["missing"]:
            assert f"| {row['missing']} |" in page and not row["rebuilt"]
    assert sum(bool(row["missing"]) for row in rows_of("walls_judged.csv")) == 3
