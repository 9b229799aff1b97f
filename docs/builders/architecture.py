"""Draws the parts of the package, and every import between two of them.

The order of the parts is that of the layers in `pyproject.toml`, and the imports are read from the
code. Each part is a box on a diagonal. A line runs down from it, with a dot for each part that it
imports. An import that runs up stands on the other side of the diagonal, in another colour.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from html import escape
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "ontschotting"
PICTURE = ROOT / "docs" / "img" / "architecture.svg"

JOBS = {
    "cli": "the terminal: one command for each question",
    "report": "the report: sections, HTML and Word",
    "panel": "the what-if panel of a notebook",
    "certificate_workbook": "the proof as a workbook that checks itself",
    "measures": "answers: numbers with their sentence and frame",
    "results": "what every answer can do; who pays what",
    "charts": "pictures of frames",
    "solving": "the optima that measures are made of",
    "model": "from a case and a regime to a program",
    "lp": "programs, solvers and certificates",
    "loaders": "open data from elsewhere",
    "datasets": "the cases that ship with the library",
    "regime": "which walls fall",
    "case": "tables in, one checked and frozen case out",
    "support": "progress, interrupts, work side by side",
    "words": "numbers, names and sentences, in two languages",
    "errors": "what can go wrong",
    "_version": "the version of the library",
}
"""What each part does: the words beside its box."""

DOWN, UP = "#333", "#c4320a"
LEFT, TOP, STEP, ROW, BOX, HEIGHT, FOOT, WIDTH = 12, 8, 40, 40, 168, 28, 64, 1150
DROP = 14
"""How far the line of a part stands from the edge of its box."""


def parts() -> list[str]:
    """Return every part, the highest first, as the layers contract orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return list(layers)


def edges() -> set[tuple[str, str]]:
    """Return every pair of parts of which the first imports the second.

    Imports inside functions and imports for types count, and so does a public name, such as
    `on.compare`, which loads its module when it is used.
    """
    graph = grimp.build_graph("ontschotting", cache_dir=None)
    found = set()
    for part in parts():
        modules = graph.find_modules_directly_imported_by(f"ontschotting.{part}", as_package=True)
        if "ontschotting" in modules:
            modules = modules - {"ontschotting"} | public_modules_used(part)
        found |= {(part, module.split(".")[1]) for module in modules}
    return found


def public_modules_used(part: str) -> set[str]:
    """Return the modules of the public names that the files of a part use as `on.NAME`."""
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    homes = {
        alias.name: f"ontschotting.{node.module}"
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {
        homes[node.attr]
        for path in (PACKAGE / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "on"
    }


def picture() -> str:
    """Return the picture as SVG: the same imports give the same bytes."""
    rows = {part: number for number, part in enumerate(parts())}
    height = TOP + ROW * len(rows) + FOOT
    imports = sorted(((rows[upper], rows[lower]), upper, lower) for upper, lower in edges())
    down = [pair for pair, _, _ in imports if pair[0] < pair[1]]
    up = [pair for pair, _, _ in imports if pair[0] > pair[1]]
    body = [f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>']
    body += [
        f'<rect y="{TOP + ROW * row}" width="{WIDTH}" height="{ROW}" fill="#f4f4f4"/>'
        for row in range(0, len(rows), 2)
    ]
    body += [
        _vertical(upper, max(row for start, row in down if start == upper))
        for upper in sorted({start for start, _ in down})
    ]
    body += [
        _horizontal(lower, min(row for row, end in down if end == lower))
        for lower in sorted({end for _, end in down})
    ]
    for row, part in enumerate(rows):
        body += _box(part, row)
    body += [_line_up(*pair) for pair in up]
    body += [_dot(*pair, upper, lower) for pair, upper, lower in imports]
    body += _legend(TOP + ROW * len(rows) + 26)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" font-family="DejaVu Sans, Arial, sans-serif" role="img">'
    )
    title = "<title>The parts of the library, and every import between two of them</title>"
    tips = "".join(
        f'<marker id="tip-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        f' markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for name, colour in (("down", DOWN), ("up", UP))
    )
    return "\n".join([head, title, f"<defs>{tips}</defs>", *body, "</svg>", ""])


def _corner(row: int) -> tuple[int, int]:
    """Return the left edge and the middle height of the box in a row."""
    return LEFT + STEP * row, TOP + ROW * row + ROW // 2


def _crossing(upper: int, lower: int) -> tuple[int, int]:
    """Return where the line from the importing part meets the line to the imported one."""
    x, y = _corner(upper)[0], _corner(lower)[1]
    return (x + DROP, y) if upper < lower else (x + BOX - DROP, y + HEIGHT // 2 - 3)


def _vertical(upper: int, lowest: int) -> str:
    x, end = _crossing(upper, lowest)
    return f'<path d="M{x} {_corner(upper)[1] + HEIGHT // 2}V{end}" stroke="{DOWN}"/>'


def _horizontal(lower: int, first: int) -> str:
    x, y = _crossing(first, lower)
    end = _corner(lower)[0] - 1
    return f'<path d="M{x} {y}H{end}" stroke="{DOWN}" marker-end="url(#tip-down)"/>'


def _line_up(upper: int, lower: int) -> str:
    x, y = _crossing(upper, lower)
    start, end = _corner(upper)[1] - HEIGHT // 2, _corner(lower)[0] + BOX + 1
    return (
        f'<path d="M{x} {start}V{y}H{end}" fill="none" stroke="{UP}" stroke-width="2"'
        ' stroke-dasharray="5 3" marker-end="url(#tip-up)"/>'
    )


def _dot(upper: int, lower: int, importer: str, imported: str) -> str:
    x, y = _crossing(upper, lower)
    return (
        f'<circle data-from="{importer}" data-to="{imported}" cx="{x}" cy="{y}" r="3.5"'
        f' fill="{DOWN if upper < lower else UP}"/>'
    )


def _box(part: str, row: int) -> list[str]:
    left, middle = _corner(row)
    label = f"{part}/" if (ROOT / "ontschotting" / part).is_dir() else part
    return [
        f'<rect data-name="{part}" x="{left}" y="{middle - HEIGHT // 2}" width="{BOX}"'
        f' height="{HEIGHT}" rx="4" fill="#fff" stroke="#111"/>',
        f'<text x="{left + BOX // 2}" y="{middle + 5}" font-size="13" font-weight="bold"'
        f' text-anchor="middle" fill="#111">{label}</text>',
        f'<text x="{left + BOX + 10}" y="{middle + 5}" font-size="12.5" fill="#333">'
        f"{escape(JOBS[part])}</text>",
    ]


def _legend(y: int) -> list[str]:
    entries = (
        (DOWN, "", "a dot: the part above it imports the part to the right of it"),
        (UP, ' stroke-dasharray="5 3"', "an import that runs up: the contracts let none pass"),
    )
    lines = []
    for number, (colour, dashes, text) in enumerate(entries):
        middle = y + 22 * number
        lines += [
            f'<path d="M{LEFT} {middle}h34" stroke="{colour}" stroke-width="1.5"{dashes}/>',
            f'<circle cx="{LEFT + 17}" cy="{middle}" r="3.5" fill="{colour}"/>',
            f'<text x="{LEFT + 46}" y="{middle + 4}" font-size="12.5" fill="#333">{text}</text>',
        ]
    return lines


def draw(_: Any = None) -> None:
    """Draw the picture again where the imports have changed."""
    if not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != picture():
        PICTURE.write_text(picture(), encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """Draw the picture before the pages are read."""
    app.connect("builder-inited", draw)
    return {"parallel_read_safe": True}


if __name__ == "__main__":
    draw()
    sys.stdout.write(f"{PICTURE.name}\n")
