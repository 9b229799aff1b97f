"""Draws the house.

Its floors, the parts on each, and which part imports which, read from the code itself.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import Any

from tests.test_fences import FLOORS, MODULES, PACKAGE, floor_of, imports

PICTURE = Path(__file__).resolve().parent.parent / "img" / "architecture.svg"

ROLES = (
    "ground: names and errors",
    "what law and budgets say",
    "areas, and cutting out a part",
    "one checked case",
    "which walls stand · bundled cases · linear programs",
    "where tables meet the program · words",
    "the few optima",
    "who pays what",
    "numbers and their sentences",
    "frames only",
    "the panel of a notebook",
    "what readers see",
    "the terminal",
)
"""What each floor knows, from the ground up."""

COLUMNS = {
    "cli": 2,
    "measures": 2,
    "passports": 6,
    "proof": 1,
    "export": 0,
    "results": 6,
    "charts": 4,
    "panel": 1,
    "report": 3,
    "texts": 4,
    "datasets": 0,
    "lp": 5,
    "walls": 6,
    "cut_out": 5,
    "areas": 6,
    "own_rows": 4,
    "differences": 2,
    "allocation": 3,
    "optima": 3,
    "assembly": 5,
    "_version": 0,
    "errors": 1,
    "names": 2,
    "interruptible": 3,
    "progress": 4,
    "side_by_side": 5,
    "written": 6,
}
"""The column in which a part stands, so that no arrow runs behind a part it does not touch; one
that is free, from the middle, where none is named.
"""

_WIDTH, _MARGIN, _BAND, _BOX, _HIGH = 1120, 16, 74, 112, 40


def parts() -> set[str]:
    """Every part: a module or a package directly under `ontschotting`."""
    return {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in MODULES} - {"__init__"}


def edges() -> set[tuple[str, str]]:
    """Which part imports which, at once or when it is asked something.

    The ground floor left out, since everyone stands on it, and doors that open upwards on request.
    """
    found, known = set(), parts()
    for path in MODULES:
        part = path.relative_to(PACKAGE).with_suffix("").parts[0]
        for module in imports(path, top_level=False):
            if module.startswith("ontschotting.") and 0 < floor_of(module) <= floor_of(
                f"ontschotting.{part}"
            ):
                other = module.split(".")[1]
                if other != part and part in known and other in known:
                    found.add((part, other))
    return found


def shown(all_edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges without those that a longer way already shows."""
    below: dict[str, set[str]] = {}
    for upper, lower in all_edges:
        below.setdefault(upper, set()).add(lower)

    def reached(part: str) -> set[str]:
        found: set[str] = set()
        todo = list(below.get(part, ()))
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += below.get(one, ())
        return found

    return {
        (upper, lower)
        for upper, lower in all_edges
        if not any(lower in reached(other) for other in below[upper] - {lower})
    }


def picture() -> str:
    """The picture as SVG text: the same imports give the same bytes."""
    lines = shown(edges())
    height = _BAND * len(FLOORS) + 2 * _MARGIN
    places: dict[str, tuple[float, float]] = {}
    for number, floor in enumerate(FLOORS):
        here = sorted(floor & parts(), key=lambda name: (name not in COLUMNS, name))
        free = [
            column
            for column in (3, 2, 4, 1, 5, 0, 6)
            if column not in {COLUMNS.get(name) for name in here}
        ]
        for name in here:
            column = COLUMNS[name] if name in COLUMNS else free.pop(0)
            places[name] = (
                230 + (_WIDTH - 230 - _MARGIN) / 7 * (column + 0.5),
                height - _MARGIN - _BAND * (number + 0.5),
            )
    body = []
    for number, role in enumerate(ROLES):
        top = height - _MARGIN - _BAND * (number + 1)
        body.append(
            f'<rect x="{_MARGIN}" y="{top + 3:g}" width="{_WIDTH - 2 * _MARGIN}"'
            f' height="{_BAND - 6}" rx="6" fill="{"#f2f2f2" if number % 2 else "#e6e6e6"}"/>'
        )
        for line, words in enumerate(_wrapped(role, 28)):
            body.append(
                f'<text x="{_MARGIN + 12}"'
                f' y="{top + _BAND / 2 + 4 + 16 * (line - (len(_wrapped(role, 28)) - 1) / 2):g}"'
                f' font-size="13" fill="#333">{escape(words)}</text>'
            )
    for upper, lower in sorted(lines):
        (x1, y1), (x2, y2) = places[upper], places[lower]
        if y1 == y2:
            side = 1 if x2 > x1 else -1
            x1, x2 = x1 + side * _BOX / 2, x2 - side * (_BOX / 2 + 4)
        else:
            y1, y2 = y1 + _HIGH / 2, y2 - _HIGH / 2 - 4
        body.append(
            f'<line class="imports" data-from="{upper}" data-to="{lower}" x1="{x1:.1f}"'
            f' y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#444" stroke-width="1.4"'
            ' marker-end="url(#tip)"/>'
        )
    for name in sorted(places):
        x, y = places[name]
        count = "package" if (PACKAGE / name).is_dir() else f"{name}.py"
        label = f"{name}/" if (PACKAGE / name).is_dir() else name
        body += [
            (
                f'<rect class="part" data-name="{name}" x="{x - _BOX / 2:.1f}"'
                f' y="{y - _HIGH / 2:.1f}" width="{_BOX}" height="{_HIGH}" rx="4" fill="#fff"'
                ' stroke="#111" stroke-width="1.2"/>'
            ),
            (
                f'<text x="{x:.1f}" y="{y - 2:.1f}" font-size="13" font-weight="bold"'
                f' text-anchor="middle" fill="#111">{escape(label)}</text>'
            ),
            (
                f'<text x="{x:.1f}" y="{y + 13:.1f}" font-size="11" text-anchor="middle"'
                f' fill="#333">{escape(count)}</text>'
            ),
        ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}"'
        f' height="{height}" font-family="DejaVu Sans, Arial, sans-serif" role="img">'
    )
    title = "<title>The floors of the library; an arrow says that a part imports another</title>"
    tip = (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#444"/></marker></defs>'
    )
    return "\n".join(
        [
            head,
            title,
            tip,
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _wrapped(text: str, wide: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def draw(_: Any = None) -> None:
    """Draw the picture again where the imports have changed."""
    if not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != picture():
        PICTURE.write_text(picture(), encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """Draws before the pages are read."""
    app.connect("builder-inited", draw)
    return {"parallel_read_safe": True}


if __name__ == "__main__":
    draw()
    sys.stdout.write(f"{PICTURE.name}\n")
