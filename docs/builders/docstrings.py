"""Turns the docstrings of this library into reStructuredText: aligned lists of names become definition lists, backticks become code."""

from __future__ import annotations

import re
from typing import Any

_ITEM = re.compile(r"^(?P<names>[`\w*]+(?:, [`\w*]+)*)(?P<gap>\s{2,})\S")
_NAMES = re.compile(r"[`\w*]+(, [`\w*]+)*")


def as_rest(lines: list[str]) -> list[str]:
    """The lines of a docstring, each block by itself: an example, or paragraphs and aligned lists.

    >>> as_rest(["Counts.", "", "width  how wide, in `metres`", "depth  how deep;", "       never below zero"])
    ['Counts.', '', '``width``', '   how wide, in ``metres``', '', '``depth``', '   how deep;', '   never below zero', '']
    """
    made: list[str] = []
    for block in _blocks(lines):
        made += [*(block if block[0].startswith(">>>") else _text(block)), ""]
    return made


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _text(block: list[str]) -> list[str]:
    """A paragraph, an aligned list, or one after the other; a line that runs across the column where the meanings begin ends the list."""
    made: list[str] = []
    column: int | None = None
    for line in block:
        item = _ITEM.match(line)
        name = line[:column].strip() if column else ""
        if column and not name:
            made.append("   " + _code(line.strip()))
        elif column and line[column - 1] == " " and _NAMES.fullmatch(name):
            made += ["", _term(name), "   " + _code(line[column:])]
        elif item is not None:
            column = column or item.end() - 1
            made += ["", _term(item["names"]), "   " + _code(line[item.end() - 1 :])]
        else:
            made += [*([""] if column else []), _code(line)]
            column = None
    return made[1:] if made[0] == "" else made


def _term(names: str) -> str:
    return ", ".join(f"``{name.strip('`')}``" for name in names.split(", "))


def _code(line: str) -> str:
    """Code marks as reStructuredText writes them; bars, and stars that are no emphasis, as themselves."""
    parts = re.split(r"(``[^`]+``|`[^`]+`|\*[^*\s][^*]*\*)", line)
    for place, part in enumerate(parts):
        if part.startswith("`"):
            parts[place] = f"``{part.strip('`')}``" + ("\\ " if parts[place + 1][:1].isalnum() else "")
        elif place % 2 == 0:
            parts[place] = re.sub(r"([|*])", r"\\\1", part)
    return "".join(parts)


def _process(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    lines[:] = as_rest(lines)


def _signature(app: Any, what: str, name: str, thing: Any, options: Any, signature: str | None, returns: str | None) -> tuple[str | None, str | None] | None:
    """A result is made by the library, so the page does not show how to make one; a `Case` is made by its user."""
    return ("", None) if what == "class" and not name.endswith(".Case") else None


def setup(app: Any) -> dict[str, bool]:
    """Joins autodoc."""
    app.connect("autodoc-process-docstring", _process)
    app.connect("autodoc-process-signature", _signature)
    return {"parallel_read_safe": True}
