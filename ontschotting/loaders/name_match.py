"""What a code or name in a file means to a case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NameMatch:
    """What a code or name in a file means.

    Attributes:
        code: The region or stream, or None
        reason: Why there is none: the name of a text in `words/texts/loaders.po`
        nearest: The known name that is most like it, or None
    """

    code: str | None
    reason: str | None = None
    nearest: str | None = None
