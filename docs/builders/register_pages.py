"""Writes docs/rule-patterns.md, docs/programmes.md and docs/contradictions.md from the registers.

The registers lie beside the case in datasets/nederland.

Run `python -m docs.builders.register_pages [folder]`, after the case is built. Rebuilding gives the
same bytes; no count, rule or judgement is typed here.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

BUILT = Path(__file__).parents[2] / "datasets" / "nederland"

Rows = list[dict[str, str]]

SIDES = {
    "today": "today's world (the difference comes out smaller than the rule would make it)",
    "lifted": "the lifted world (the difference comes out larger)",
    "unclear": "unclear, or both ways",
    "neither": "neither: no stream of the case has it",
}

PATTERNS = """# Rules of funding streams: what the model holds, and what it leaves out

Written by `python -m docs.builders.register_pages` from `datasets/nederland/rule_patterns.csv` \
and `register_rules.csv`; never edited by hand. The thirty-two patterns
are those of `datasets/raw/streams/SOURCES.md`.

**How a rule is counted.** A stream has a rule only where words in the collection, or on a page \
that is named beside it, state it; `register_rules.csv` holds those words,
and a test finds each of them again. Most pages were seen in part, so every count is a least one, \
and *not seen* is not *not there*. What a pattern is, how the format
writes it and whom its treatment favours is our reading. {without} of the {streams} streams have \
no rule that was seen: totals, plans for later years and streams without
a readable page.

**What favours means.** How the treatment in the case `nederland` moves the difference between the \
two worlds, against what the rule itself would do. The headline lifts
purposes, years and stacking; a rule of another kind stands in both worlds.
"""

PROGRAMMES = """# National programmes with their streams

Written by `python -m docs.builders.register_pages` from `datasets/nederland/programmes.csv` and \
`register.csv`; never edited by hand.

The letter of the municipalities speaks of 47 programmes of the state and does not list them; no \
list of them was found. This register holds **{count} programmes, each
with a page that names it**: found one by one, not the official list.

**What is claimed**: that each of these is named by a page; that {called} of them are called a \
programme by their own name or by what was noted of that page, and the other
{other} are an agenda, agreement, strategy, fund or project; that {with_streams} have at least one \
stream in the register, and {in_case} a stream in the case.

**What is not claimed**: that these are the 47 of the letter, or a part of them, or that there are \
more or fewer than 47; that a programme without a stream here has no money;
that all of them still run (the note of one says that it was cancelled); that money of a programme \
may be added to that of another, since a stream can belong to
two. Which stream belongs to which programme is our reading of the name that the collection gives.
"""

CONTRADICTIONS = """# Where sources contradict each other

Written by `python -m docs.builders.register_pages` from `datasets/nederland/contradictions.csv`; \
never edited by hand. {count} contradictions, of which {inside} touch the
case. Each is resolved by one of these rules. A file name is a collection in `datasets/raw`; what \
it says names its page there.

| rule | cases | statement |
|---|---|---|
"""


def read(name: str) -> Rows:
    """Return a table beside the case."""
    with (BUILT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rule_patterns() -> str:
    """Return the page of rule patterns."""
    patterns, rules, register = read("rule_patterns"), read("register_rules"), read("register")
    streams = [row["stream"] for row in register if row["in_case"] == "in"]
    page = PATTERNS.format(
        streams=len(register), without=len(register) - len({rule["stream"] for rule in rules})
    )
    return page + "".join(
        (
            _counts_of_patterns(patterns),
            _patterns_that_matter(patterns),
            _every_pattern(patterns),
            _rules_of_streams(rules, streams),
        )
    )


def _counts_of_patterns(patterns: Rows) -> str:
    """Return how many patterns the format expresses, and how many favour each regime."""
    expressed = Counter(row["expressed"] for row in patterns).most_common()
    text = "\n| the format | patterns |\n|---|---|\n"
    text += "".join(f"| {word} | {count} |\n" for word, count in expressed)
    text += "\n| the treatment in the case favours | patterns |\n|---|---|\n"
    for side, words in SIDES.items():
        numbers = [row["pattern"] for row in patterns if row["favours"] == side]
        text += f"| {words} | {len(numbers)}: {', '.join(numbers)} |\n"
    return text


def _patterns_that_matter(patterns: Rows) -> str:
    """Return the patterns that matter much for the answer."""
    return "".join(
        (
            "\n## What matters most for the answer\n\n",
            "A judgement, from what the streams of the case have and how much money they hold; not"
            " a measurement.\n\n",
            "| pattern | why | favours | because |\n|---|---|---|---|\n",
            *(
                _row(
                    f"{row['pattern']}. {row['name']}",
                    row["why_it_matters"],
                    row["favours"],
                    row["why"],
                )
                for row in patterns
                if row["matters"] == "much"
            ),
            "\nWhat was added to the format for the two of most use, and what not: [decision"
            " 9](decisions/0009-rules-not-expressed.md).\n",
        )
    )


def _every_pattern(patterns: Rows) -> str:
    """Return all patterns with what the case does."""
    text = (
        "\n## All patterns\n\n| # | pattern | for example | streams (in the case) | the format |"
        " how | in `nederland` | favours | because | weight"
        " |\n|---|---|---|---|---|---|---|---|---|---|\n"
    )
    return text + "".join(
        _row(
            row["pattern"],
            row["name"],
            row["example"],
            f"{row['streams']} ({row['streams_in_case']})",
            row["expressed"],
            row["how"],
            row["in_nederland"],
            row["favours"],
            row["why"],
            row["matters"],
        )
        for row in patterns
    )


def _rules_of_streams(rules: Rows, streams: list[str]) -> str:
    """Return the rules of the streams in the case, with the words that state them."""
    text = (
        "\n## The rules of the streams in the case\n\nIn the words of the collection or page."
        " *Written as* is how the format would hold it; blank where it cannot.\n\n"
        "| stream | pattern | words | written as | in the case | remark | source"
        " |\n|---|---|---|---|---|---|---|\n"
    )
    for stream in streams:
        for rule in rules:
            if rule["stream"] != stream:
                continue
            column, value = rule["format_column"], rule["format_value"]
            text += _row(
                stream,
                rule["name"],
                rule["words"],
                f"`{column}` = {value}" if column else "",
                rule["in_case"],
                rule["note"],
                f"[{rule['stated_in']}]({rule['source']})",
            )
    return text


def programmes() -> str:
    """Return the page of national programmes."""
    rows, register = read("programmes"), read("register")
    called = sum(row["called_programme"] == "yes" for row in rows)
    counts = {
        "with_streams": sum(int(row["streams"]) > 0 for row in rows),
        "in_case": sum(int(row["streams_in_case"]) > 0 for row in rows),
    }
    page = PROGRAMMES.format(count=len(rows), called=called, other=len(rows) - called, **counts)
    page += (
        "\n| programme | ministry | called a programme | streams (in the case) | which | noted of"
        " its page | confidence |\n|---|---|---|---|---|---|---|\n"
    )
    for row in rows:
        name = f"[{_clean(row['name'])}]({row['source']})"
        page += _row(
            name,
            row["ministry"],
            row["called_programme"],
            f"{row['streams']} ({row['streams_in_case']})",
            row["stream_names"],
            row["note"],
            row["confidence"],
            raw_first=True,
        )
    undocumented = Counter(row["programme"] for row in register if not row["programmes"])
    count = sum(undocumented.values())
    page += (
        f"\n## Streams under no documented programme\n\n{count} streams stand under a"
        " name that was not documented as a national programme (an agreement, a fund, a law, the"
        " budget).\n\n"
    )
    page += "| name in the collection | streams |\n|---|---|\n" + "".join(
        _row(name, str(count)) for name, count in undocumented.items()
    )
    return page


def contradictions() -> str:
    """Return the page of contradictions."""
    rows = read("contradictions")
    page = CONTRADICTIONS.format(
        count=len(rows), inside=sum(row["enters_case"] == "yes" for row in rows)
    )
    for rule, count in Counter(row["rule"] for row in rows).most_common():
        name, statement = rule.split(": ", 1)
        page += _row(name, str(count), statement)
    for title, mark in (("In the case", "yes"), ("Beside the case", "no")):
        page += (
            f"\n## {title}\n\n| | topic | one says | another says | rule | reading | used"
            " |\n|---|---|---|---|---|---|---|\n"
        )
        for row in rows:
            if row["enters_case"] == mark:
                sides = [
                    f"{_figure(row[f'value_{side}'])} ({_linked(row[f'source_{side}'])})"
                    for side in "ab"
                ]
                page += _row(
                    row["id"],
                    f"{row['topic']} [{row['unit']}]" if row["unit"] else row["topic"],
                    *sides,
                    row["rule"].split(":")[0],
                    row["reading"],
                    _figure(row["used"]),
                )
    return page


def _figure(cell: str) -> str:
    """Return a number of at least ten thousand with separators; anything else as it is."""
    if not cell.replace(".", "", 1).isdigit() or float(cell) < 10_000:
        return cell
    return f"{float(cell):,.2f}".removesuffix(".00")


def _linked(words: str) -> str:
    """Return a source with its addresses as links under the name of their site."""
    return " ".join(
        f"[{urlsplit(word).netloc}]({word})" if word.startswith("http") else word
        for word in words.split()
    )


def _row(*cells: str, raw_first: bool = False) -> str:
    """Return a row of a table in Markdown; the first cell may be Markdown itself."""
    cleaned = [
        cell if raw_first and number == 0 else _clean(cell) for number, cell in enumerate(cells)
    ]
    return f"| {' | '.join(cleaned)} |\n"


def _clean(cell: str) -> str:
    """Return a text that stays in its cell."""
    return " ".join(cell.split()).replace("|", "/")


PAGES = {"rule-patterns": rule_patterns, "programmes": programmes, "contradictions": contradictions}

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    for page, write in PAGES.items():
        (folder / f"{page}.md").write_text(write(), encoding="utf-8", newline="\n")
