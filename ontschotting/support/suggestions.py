"""The nearest known name, for messages that help."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when nothing comes close."""
    candidates = [str(candidate) for candidate in known]
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    found = get_close_matches(str(name).casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence ` Did you mean 'x'?` with a space before it, or nothing."""
    found = nearest(name, known)
    return f" Did you mean '{found}'?" if found else ""
