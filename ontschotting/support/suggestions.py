"""Finds the known name that is most like a name with a typing error."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None when nothing comes close.

    Args:
        name: As the user wrote it; case does not count
        known: The names to choose from
    """
    candidates = [str(candidate) for candidate in known]
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    matches = get_close_matches(str(name).casefold(), list(folded), n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ` Did you mean 'x'?` with a space before it, or nothing.

    Args:
        name: As the user wrote it
        known: The names to choose from
    """
    suggestion = nearest(name, known)
    return f" Did you mean '{suggestion}'?" if suggestion else ""


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """Return ` Nearest: 'x'.` with a space before it, or nothing.

    Args:
        name: As it stands in the table
        known: The names to choose from
    """
    suggestion = nearest(name, known)
    return f" Nearest: '{suggestion}'." if suggestion else ""
