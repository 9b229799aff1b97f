"""`ontschotting cases`: the bundled cases."""

from __future__ import annotations

from typing import Any

import ontschotting as on
from ontschotting.cli.command import Answer, command

_UNITS = {
    "nl": {"regions": ("gebied", "gebieden"), "streams": ("stroom", "stromen")},
    "en": {"regions": ("region", "regions"), "streams": ("stream", "streams")},
}


@command()
def cases(lang: str) -> Answer:
    """List the bundled cases."""
    rows = on.cases().to_dicts()
    return Answer(lambda: {"cases": rows}, (_line(row, lang) for row in rows))


def _line(row: dict[str, Any], lang: str) -> str:
    regions, streams = (
        singular if row[column] == 1 else plural
        for column, (singular, plural) in _UNITS[lang].items()
    )
    return (
        f"{row['name']:<28} {row['regions']:>4} {regions:<8}  {row['streams']:>3}"
        f" {streams:<7}  {row['title']}"
    )
