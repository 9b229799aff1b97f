"""Writes docs/cases-of-walls.md from datasets/raw.

The documented cases of walls and how each was judged, what contradicts the claim first.

Run `python -m docs.builders.cases_of_walls [file]`. Rebuilding gives the same bytes; no case,
amount or judgement is typed here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datasets.builders.material import read_raw

ORDER = {
    "contradicts": ("Contradict the claim", "What a wall kept out went on all the same."),
    "supports": ("Support it", "A rule kept a stated amount from where it was asked."),
    "effect unknown": (
        "A wall, without a known effect",
        "A rule is documented; that it kept anything from being done is not.",
    ),
    "other cause": (
        "A wall, and another cause that explains it",
        "Money lay idle or came late, and the source names another reason for it, or none.",
    ),
    "burden only": (
        "Administrative burden only",
        (
            "What it costs to apply and to account. No money was kept from where it was asked; what"
            " these do support is another claim, that many grants are costly to handle."
        ),
    ),
    "no wall": (
        "No wall",
        "A pot was empty, or what was bought did not fit. Rules did not keep money apart.",
    ),
    "context": ("Context, no case", "A count or a precedent."),
}

HEAD = """# Documented cases of walls

Written by `python -m docs.builders.cases_of_walls` from `datasets/raw/need/cases_of_walls.csv` \
(what was found) and `datasets/raw/walls_judged.csv` (how each
row was judged); never edited by hand. The claim that each is held against: *rules keep public \
money in separate pots, away from where it is asked*.

**Not one of these cases shows** one place with one amount that rules forbade to combine and homes \
that were therefore not built; none was found anywhere. The cases
show that walls exist and what they ask. What walls cost is not in them. Nitrogen, staff and \
appeals explain much of the money that lay idle. The list is what a
search found, not a sample, and its amounts may not be added up: they overlap. More on how it was \
collected: `datasets/raw/need/SOURCES.md`.

The judgement is ours and severe; what a case says is in its source. Where a text says *next row*, \
it means the next row of the first table. When the rows were collected, {yes} of {all} were marked \
as support, {partly} as support in part and
{no} as contradicting it. Judged again, with the question *which amount did a rule keep from where \
it was asked, and what came of it*, most of that does not stand: a burden of
applying is no wall between pots, an empty pot is a shortage, and a rule without a known effect \
proves no effect.

| | cases |
|---|---|
"""

REBUILT = """
## Rebuilt as a case

Where amounts and rules are known well enough, the case was rebuilt, with what is not published as \
an assumption with a range. Their pages say what the model finds, and where that differs from what \
happened.

"""

MISSING = """
## Not rebuilt, and what is missing

The nearest ones. Nothing was made up to fill the gaps.

| case | what would have to be published |
|---|---|
"""


def text() -> str:
    """The page."""
    cases = {case["id"]: case for case in read_raw("need/cases_of_walls")}
    judged = {row["id"]: row for row in read_raw("walls_judged")}
    if set(cases) != set(judged):
        raise ValueError(
            "walls_judged | every case is judged once; these are not, or are no case:"
            f" {', '.join(sorted(set(cases) ^ set(judged)))}"
        )
    strange = {row["judgement"] for row in judged.values()} - set(ORDER)
    if strange:
        raise ValueError(
            f"walls_judged | judgement may be {', '.join(ORDER)}, not {', '.join(sorted(strange))}"
        )
    marks = [case["supports_claim"] for case in cases.values()]
    groups = {kind: [row for row in judged.values() if row["judgement"] == kind] for kind in ORDER}
    page = HEAD.format(
        all=len(cases), **{mark: marks.count(mark) for mark in ("yes", "partly", "no")}
    )
    page += (
        "".join(f"| {ORDER[kind][0]} | {len(found)} |\n" for kind, found in groups.items())
        + f"| All | {len(cases)} |\n"
    )
    for kind, found in groups.items():
        title, meaning = ORDER[kind]
        page += f"\n## {title}\n{meaning}\n\n"
        page += (
            "| where | year | what was held back, and by what | streams | amount | homes | how it"
            " ended | how it was judged | source |\n|---|---|---|---|---|---|---|---|---|\n"
        )
        page += "".join(_row(cases[row["id"]], row) for row in found)
    page += REBUILT + "".join(
        f"- {_where(cases[row['id']])}: `{row['rebuilt']}`"
        f" (`datasets/{row['rebuilt']}/README.md`)\n"
        for row in judged.values()
        if row["rebuilt"]
    )
    return (
        page
        + MISSING
        + "".join(
            f"| {_where(cases[row['id']])} ({cases[row['id']]['year']}) |"
            f" {_clean(row['missing'])} |\n"
            for row in judged.values()
            if row["missing"]
        )
    )


def _where(case: dict[str, str]) -> str:
    place = (
        case["place"]
        if case["region"] in ("", case["place"])
        else f"{case['place']} ({case['region']})"
    )
    return _clean(
        place
        if case["region"] != "Nederland" or case["place"] != "Nederland"
        else f"{place}: {case['streams_involved']}"
    )


def _row(case: dict[str, str], judged: dict[str, str]) -> str:
    amount = _euros(float(case["amount_eur"])) if case["amount_eur"] else ""
    homes = f"{int(case['homes']):,}" if case["homes"] else ""
    where = (
        case["place"]
        if case["region"] in ("", case["place"])
        else f"{case['place']} ({case['region']})"
    )
    wall = case["wall_type"]
    what = _clean(case["what_was_blocked"]) + (
        "" if wall.startswith("none") else f" *({_clean(wall)})*"
    )
    source = (
        f"[{_clean(case['source_note'])}]({case['source_url']}) (confidence:"
        f" {_clean(case['confidence'])})"
    )
    cells = [
        _clean(where),
        case["year"],
        what,
        _clean(case["streams_involved"]),
        amount,
        homes,
        _clean(case["how_resolved"]),
        _clean(judged["why"]),
        source,
    ]
    return f"| {' | '.join(cells)} |\n"


def _euros(euros: float) -> str:
    size, word = next(
        pair for pair in ((1e9, " billion"), (1e6, " million"), (1.0, "")) if euros >= pair[0]
    )
    return f"{euros / size:,.10g}{word} euros"


def _clean(cell: str) -> str:
    """Text that stays in its cell, and in the words of a link."""
    return " ".join(cell.split()).replace("|", "/").replace("[", "(").replace("]", ")")


if __name__ == "__main__":
    place = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "cases-of-walls.md"
    )
    place.write_text(text(), encoding="utf-8", newline="\n")
