"""The page of documented walls: written from its table, no case without its source, and what contradicts the claim comes first."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "cases-of-walls.md"


def cases() -> list[dict[str, str]]:
    with (ROOT / "datasets/raw/need/cases_of_walls.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_writing_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "datasets/build_cases_of_walls.py"), str(tmp_path / "page.md")], check=True, capture_output=True)
    assert (tmp_path / "page.md").read_bytes() == PAGE.read_bytes()


def test_no_case_lacks_its_source_and_none_is_left_out() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.count(" | ") == 7 and not line.startswith("| where")]
    assert len(rows) == len(cases())
    for case in cases():
        assert case["source_url"].startswith("https://") and case["source_note"] and case["confidence"] in ("high", "medium", "low"), case["id"]
        mine = [row for row in rows if f"]({case['source_url']}) (confidence: {case['confidence']})" in row and " ".join(case["what_was_blocked"].split()) in row]
        assert len(mine) == 1, case["id"]
        assert f"| {case['year']} |" in mine[0]


def test_what_contradicts_comes_first_and_counts_are_told() -> None:
    page = PAGE.read_text(encoding="utf-8")
    places = []
    for verdict, title in (("no", "Cases that contradict it"), ("partly", "Cases that support it in part"), ("yes", "Cases that support it")):
        found = [case for case in cases() if case["supports_claim"] == verdict]
        assert found and f"| {title} | {len(found)} |\n" in page
        places.append(page.index(f"## {title}\n"))
        section = page[places[-1] :].split("\n## ")[0]
        assert all(case["source_url"] in section for case in found)
    assert places == sorted(places)
