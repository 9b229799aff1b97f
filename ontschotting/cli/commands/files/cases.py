"""`ontschotting cases`: the bundled cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.printing import text_table_lines
from ontschotting.words.catalogue import texts


@command()
def cases(lang: str) -> Answer:
    """List the bundled cases."""
    rows = on.cases().to_dicts()
    return Answer(lambda: {"cases": rows}, _lines(rows, lang))


def _lines(rows: list[dict[str, Any]], lang: str) -> Iterator[str]:
    words = texts("terminal.cases", lang)
    cells = (
        (
            row["name"],
            *(f"{row[name]} {words.for_count(name, row[name])}" for name in ("regions", "streams")),
            row["title"],
        )
        for row in rows
    )
    yield from text_table_lines((), cells, left=4)
