"""`ontschotting cases`: the bundled cases."""

from __future__ import annotations

from typing import Any

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.words.catalogue import texts


@command()
def cases(lang: str) -> Answer:
    """List the bundled cases."""
    rows = on.cases().to_dicts()
    return Answer(lambda: {"cases": rows}, (_line(row, lang) for row in rows))


def _line(row: dict[str, Any], lang: str) -> str:
    words = texts("terminal.cases", lang)
    regions, streams = (words.for_count(name, row[name]) for name in ("regions", "streams"))
    return (
        f"{row['name']:<28} {row['regions']:>4} {regions:<8}  {row['streams']:>3}"
        f" {streams:<7}  {row['title']}"
    )
