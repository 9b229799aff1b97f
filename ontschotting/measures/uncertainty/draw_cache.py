"""Finished work of a sweep on disk.

One small file a draw, whole or not at all, and checked before it is trusted.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontschotting.errors import QuestionError
from ontschotting.support.atomic_files import atomic_path


@dataclass(frozen=True)
class DrawCache:
    """A folder of finished work; None keeps nothing."""

    folder: Path | None

    def __post_init__(self) -> None:
        if self.folder is not None and self.folder.exists() and not self.folder.is_dir():
            raise QuestionError(f"cache_dir | '{self.folder}' is a file. Name a folder.")

    def read(self, name: str, fingerprint: str) -> dict[str, Any] | None:
        """The answer kept under a name, when it belongs to this very question and is what was
        written; otherwise None, and it is to be worked out again.
        """
        if self.folder is None:
            return None
        try:
            found = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
            fits = found["fingerprint"] == fingerprint and found["checksum"] == _checksum(
                fingerprint, found["answer"]
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found["answer"] if fits else None

    def write(self, name: str, fingerprint: str, answer: dict[str, Any]) -> None:
        """Keep an answer. Numbers are written so that they read back to the last bit."""
        if self.folder is None:
            return
        text = json.dumps(
            {
                "fingerprint": fingerprint,
                "answer": answer,
                "checksum": _checksum(fingerprint, answer),
            },
            ensure_ascii=False,
            indent=1,
        )
        with atomic_path(self.folder / f"{name}.json") as path:
            path.write_text(text + "\n", encoding="utf-8")


def _checksum(fingerprint: str, answer: Any) -> str:
    text = fingerprint + json.dumps(answer, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
