"""Writes docs/cases-of-walls.md: the documented cases of walls and how each was judged.

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
    """Return the page; what contradicts the claim comes first."""
    cases = {case["id"]: case for case in read_raw("need/cases_of_walls")}
    judged = read_raw("walls_judged")
    _check(cases, judged)
    marks = [case["supports_claim"] for case in cases.values()]
    counts = {mark: marks.count(mark) for mark in ("yes", "partly", "no")}
    groups = {kind: [row for row in judged if row["judgement"] == kind] for kind in ORDER}
    rebuilt = [row for row in judged if row["rebuilt"]]
    missing = [row for row in judged if row["missing"]]
    return "".join(
        (
            HEAD.format(all=len(cases), **counts),
            *(f"| {ORDER[kind][0]} | {len(rows)} |\n" for kind, rows in groups.items()),
            f"| All | {len(cases)} |\n",
            *(_group(kind, rows, cases) for kind, rows in groups.items()),
            REBUILT,
            *(
                f"- {_title(cases[row['id']])}: `{row['rebuilt']}`"
                f" (`datasets/{row['rebuilt']}/README.md`)\n"
                for row in rebuilt
            ),
            MISSING,
            *(
                f"| {_title(cases[row['id']])} ({cases[row['id']]['year']}) |"
                f" {_clean(row['missing'])} |\n"
                for row in missing
            ),
        )
    )


def _check(cases: dict[str, dict[str, str]], judged: list[dict[str, str]]) -> None:
    """Refuse cases that are not judged once, and judgements that are not known."""
    ids = {row["id"] for row in judged}
    if set(cases) != ids:
        raise ValueError(
            "walls_judged | every case is judged once; these are not, or are no case:"
            f" {', '.join(sorted(set(cases) ^ ids))}"
        )
    unknown = {row["judgement"] for row in judged} - set(ORDER)
    if unknown:
        raise ValueError(
            f"walls_judged | judgement may be {', '.join(ORDER)}, not {', '.join(sorted(unknown))}"
        )


def _group(kind: str, judged: list[dict[str, str]], cases: dict[str, dict[str, str]]) -> str:
    """Return the cases with one judgement."""
    title, meaning = ORDER[kind]
    head = (
        "| where | year | what was held back, and by what | streams | amount | homes | how it"
        " ended | how it was judged | source |\n|---|---|---|---|---|---|---|---|---|\n"
    )
    rows = "".join(_row(cases[row["id"]], row) for row in judged)
    return f"\n## {title}\n{meaning}\n\n{head}{rows}"


def _where(case: dict[str, str]) -> str:
    """Return the place of a case, with its region when that is another name."""
    if case["region"] in ("", case["place"]):
        return case["place"]
    return f"{case['place']} ({case['region']})"


def _title(case: dict[str, str]) -> str:
    """Return the place of a case, or for the whole country also its streams."""
    is_national = case["region"] == case["place"] == "Nederland"
    streams = f": {case['streams_involved']}" if is_national else ""
    return _clean(f"{_where(case)}{streams}")


def _row(case: dict[str, str], judged: dict[str, str]) -> str:
    """Return one case and its judgement."""
    wall = case["wall_type"]
    note, confidence = _clean(case["source_note"]), _clean(case["confidence"])
    cells = [
        _clean(_where(case)),
        case["year"],
        _clean(case["what_was_blocked"])
        + ("" if wall.startswith("none") else f" *({_clean(wall)})*"),
        _clean(case["streams_involved"]),
        _euros(float(case["amount_eur"])) if case["amount_eur"] else "",
        f"{int(case['homes']):,}" if case["homes"] else "",
        _clean(case["how_resolved"]),
        _clean(judged["why"]),
        f"[{note}]({case['source_url']}) (confidence: {confidence})",
    ]
    return f"| {' | '.join(cells)} |\n"


def _euros(euros: float) -> str:
    """Return euros in millions or billions, with all their digits."""
    size, word = next(
        pair for pair in ((1e9, " billion"), (1e6, " million"), (1.0, "")) if euros >= pair[0]
    )
    return f"{euros / size:,.10g}{word} euros"


def _clean(cell: str) -> str:
    """Return a text that stays in its cell, and in the words of a link."""
    return " ".join(cell.split()).replace("|", "/").replace("[", "(").replace("]", ")")


if __name__ == "__main__":
    page = (
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "cases-of-walls.md"
    )
    page.write_text(text(), encoding="utf-8", newline="\n")
