"""What a command prints: one JSON object, a table for people, a counter on standard error."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from typing import Any


def print_json(answer: dict[str, Any]) -> None:
    print(json.dumps(_finite(answer), ensure_ascii=False, allow_nan=False))


def _finite(value: Any) -> Any:
    """JSON knows no NaN or infinity: what is not a number does not exist. A zero has no sign."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    if isinstance(value, float):
        return value + 0.0 if math.isfinite(value) else None
    return value


def print_table(rows: list[tuple[str, float | None, str]], lang: str) -> None:
    from ontschotting.words.numbers import amount

    shown = [
        (name, amount(value, lang, unit if unit in ("eur", "share") else ""))
        for name, value, unit in rows
    ]
    wide = max(len(name) for name, _ in shown)
    for name, value in shown:
        print(f"{name:<{wide}}  {value:>24}")


class progress:
    """A counter on standard error while work is done; silent where that is no terminal."""

    def __init__(self, name: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            desc=name, file=sys.stderr, disable=None, bar_format="{desc}: {postfix} [{elapsed}]"
        )

    def __enter__(self) -> Callable[[str], None]:
        def say(word: str) -> None:
            self._bar.set_postfix_str(word)
            self._bar.update()

        return say

    def __exit__(self, *_: object) -> None:
        self._bar.close()
