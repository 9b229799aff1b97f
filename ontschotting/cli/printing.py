"""What a command prints: one JSON object, a table for people, a counter on standard error."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from ontschotting.support.progress import ReportProgress
from ontschotting.words.numbers import amount

Row = tuple[str, float | None, str]
"""A name, a value and its unit: `eur`, `share`, or anything else for a bare number."""


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


def table_lines(rows: Iterable[Row], lang: str) -> list[str]:
    """Return one line for each row: its name, and its value as people write it.

    Args:
        rows: The name, value and unit of each line; at least one
        lang: `nl` or `en`
    """
    cells = [(name, shown_amount(value, unit, lang)) for name, value, unit in rows]
    width = max(len(name) for name, _ in cells)
    return [f"{name:<{width}}  {value:>24}" for name, value in cells]


def text_table_lines(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Return a line of headers and one for each row of texts, in columns.

    Args:
        headers: Of the columns; the first column stands left and the others right
        rows: As many texts each
    """
    lines = [tuple(headers), *map(tuple, rows)]
    widths = [max(len(text) for text in column) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            f"{text:<{width}}" if number == 0 else f"{text:>{width}}"
            for number, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in lines
    ]


def shown_amount(value: float | None, unit: str, lang: str) -> str:
    """Return a value as people write it; in a table only euros and shares show their unit.

    Args:
        value: The number; None where none exists
        unit: `eur`, `share`, or anything else for a bare number
        lang: `nl` or `en`
    """
    return amount(value, lang, unit if unit in ("eur", "share") else "")


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
