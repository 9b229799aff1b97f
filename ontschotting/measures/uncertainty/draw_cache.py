"""The cache of a sweep: one small file for each finished draw, checked before it is trusted."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontschotting.errors import QuestionError
from ontschotting.support.atomic_files import atomic_path
from ontschotting.words.messages import problem


@dataclass(frozen=True)
class DrawCache:
    """A folder of answers by name.

    Attributes:
        folder: Where the files are; None caches nothing
    """

    folder: Path | None

    def __post_init__(self) -> None:
        if self.folder is not None and self.folder.exists() and not self.folder.is_dir():
            raise QuestionError(problem("cache_is_a_file", folder=self.folder))

    def read(self, name: str, fingerprint: str) -> dict[str, Any] | None:
        """Return the cached answer, or None if it is missing, corrupt or of another question.

        Args:
            name: The name of the answer
            fingerprint: Of the question
        """
        if self.folder is None:
            return None
        try:
            content = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
            answer = content["answer"]
            checksum = _checksum(fingerprint, answer)
            fits = (content["fingerprint"], content["checksum"]) == (fingerprint, checksum)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if fits else None

    def write(self, name: str, fingerprint: str, answer: dict[str, Any]) -> None:
        """Write an answer, numbers to the last bit.

        Args:
            name: The name of the answer
            fingerprint: Of the question
            answer: What JSON can hold
        """
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
