"""Writes docs/cases-of-walls.md from datasets/raw/need/cases_of_walls.csv: the documented cases, those that contradict the claim first.

Run `python datasets/build_cases_of_walls.py [file]`. Rebuilding gives the same bytes; no case, amount or judgement is typed here.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # so that it runs by path from anywhere

from building.material import raw

ORDER = {
    "no": ("Cases that contradict it", "What a wall kept out went on all the same."),
    "partly": ("Cases that support it in part", "A wall is documented, but so is another cause, or what the wall did to homes is not."),
    "yes": ("Cases that support it", "A rule is documented that kept money from where it was asked, turned free money into earmarked money, or made combining costly."),
}

HEAD = """# Documented cases of walls

Written by `python datasets/build_cases_of_walls.py` from `datasets/raw/need/cases_of_walls.csv`; never edited by hand. The claim that each case is held against:
*rules keep public money in separate pots, away from where it is asked, or make it costly to combine*. Whether a case supports the claim is our reading; what it says
is in its source. Where a text says *next row*, it means the next row of that table.

**Not one of these cases shows** one place with one amount that rules forbade to combine and homes that were therefore not built; none was found anywhere. The cases
show that walls exist and what they ask. What walls cost is not in them. Nitrogen, staff and appeals explain much of the money that lay idle. The list is what a
search found, not a sample, and its amounts may not be added up: they overlap. More on how it was collected: `datasets/raw/need/SOURCES.md`.

| | cases |
|---|---|
"""


def text() -> str:
    """The page."""
    cases = raw("need/cases_of_walls")
    strange = {case["supports_claim"] for case in cases} - set(ORDER)
    if strange:
        raise ValueError(f"cases_of_walls | supports_claim may be {', '.join(ORDER)}, not {', '.join(sorted(strange))}")
    groups = {kind: [case for case in cases if case["supports_claim"] == kind] for kind in ORDER}
    page = HEAD + "".join(f"| {ORDER[kind][0]} | {len(found)} |\n" for kind, found in groups.items()) + f"| All | {len(cases)} |\n"
    for kind, found in groups.items():
        title, meaning = ORDER[kind]
        page += f"\n## {title}\n{meaning}\n\n"
        page += "| where | year | what was held back, and by what | streams | amount | homes | how it ended | source |\n|---|---|---|---|---|---|---|---|\n"
        page += "".join(_row(case) for case in found)
    return page


def _row(case: dict[str, str]) -> str:
    amount = _euros(float(case["amount_eur"])) if case["amount_eur"] else ""
    homes = f"{int(case['homes']):,}" if case["homes"] else ""
    where = case["place"] if case["region"] in ("", case["place"]) else f"{case['place']} ({case['region']})"
    wall = case["wall_type"]
    what = _clean(case["what_was_blocked"]) + ("" if wall.startswith("none") else f" *({_clean(wall)})*")
    source = f"[{_clean(case['source_note'])}]({case['source_url']}) (confidence: {_clean(case['confidence'])})"
    cells = [_clean(where), case["year"], what, _clean(case["streams_involved"]), amount, homes, _clean(case["how_resolved"]), source]
    return f"| {' | '.join(cells)} |\n"


def _euros(euros: float) -> str:
    size, word = next(pair for pair in ((1e9, " billion"), (1e6, " million"), (1.0, "")) if euros >= pair[0])
    return f"{euros / size:,.10g}{word} euros"


def _clean(cell: str) -> str:
    """Text that stays in its cell, and in the words of a link."""
    return " ".join(cell.split()).replace("|", "/").replace("[", "(").replace("]", ")")


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "cases-of-walls.md"
    place.write_text(text(), encoding="utf-8", newline="\n")
