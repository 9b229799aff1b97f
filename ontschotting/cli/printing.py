"""What a command prints: one JSON object, texts and tables of 80 signs, a counter on stderr."""

from __future__ import annotations

import io
import json
import math
import sys
import textwrap
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import amount, count_with_unit

Row = tuple[str, float | None, str]
"""A name, a value and its unit: `eur`, `share`, or anything else for a bare number."""

WIDTH = 80
"""The signs on a line: what every terminal shows without wrapping it again."""


def print_json(answer: Mapping[str, Any]) -> None:
    """Print one JSON object on one line, with unrounded numbers."""
    print(json.dumps(_finite(answer), ensure_ascii=False, allow_nan=False))


def _finite(value: Any) -> Any:
    """Replace NaN and infinity, which JSON does not know, by None, and −0.0 by 0.0."""
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) else None
    return value


def wrapped(text: str) -> str:
    """Return a text in lines of at most 80 signs; a word is never broken.

    Args:
        text: One or more sentences
    """
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def table_lines(rows: Iterable[Row], lang: str, units: str = "") -> list[str]:
    """Return one line for each row: its name, and its value as people write it.

    Args:
        rows: The name, value and unit of each line
        lang: `nl` or `en`
        units: What a value counts that is no money and no share, in the plural
    """
    cells = [(name, shown_amount(value, unit, lang, units)) for name, value, unit in rows]
    return text_table_lines((), cells)


def text_table_lines(
    headers: Iterable[str], rows: Iterable[Iterable[str]], left: int = 1
) -> list[str]:
    """Return a line of headers and one for each row of texts, in columns of 80 signs together.

    A text that is too long for its column goes on below.

    Args:
        headers: Of the columns; none for a table without headers
        rows: As many texts each
        left: So many columns stand left, and the others right
    """
    # rich is heavy: loaded when a table is printed
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    titles, cells = list(headers), [list(row) for row in rows]
    table = Table(
        box=box.SIMPLE_HEAD if titles else None,
        show_header=bool(titles),
        show_edge=False,
        pad_edge=False,
    )
    for number in range(len(titles) or max(map(len, cells), default=0)):
        title = Text(titles[number]) if titles else ""
        table.add_column(title, justify="left" if number < left else "right", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    text = io.StringIO()
    Console(file=text, width=WIDTH, color_system=None, legacy_windows=False).print(table)
    return [line.rstrip() for line in text.getvalue().splitlines() if line.strip()]


def shown_amount(value: float | None, unit: str, lang: str, units: str = "") -> str:
    """Return a value as people write it, with its unit.

    Args:
        value: The number; None where none exists
        unit: `eur`, `share`, or anything else for a number of units
        lang: `nl` or `en`
        units: What such a number counts, in the plural; empty for a bare number
    """
    if unit in ("eur", "share") or not units or value is None:
        return amount(value, lang, unit if unit in ("eur", "share") else "")
    return count_with_unit(value, units, lang)


class ProgressCounter:
    """A counter on standard error while work is done; silent where that is no terminal."""

    def __init__(self, name: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            desc=name, file=sys.stderr, disable=None, bar_format="{desc}: {postfix} [{elapsed}]"
        )

    def __enter__(self) -> ReportProgress:
        def report_progress(step: str) -> None:
            self._bar.set_postfix_str(step)
            self._bar.update()

        return report_progress

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.close()
