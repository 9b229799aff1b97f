"""What this process has written and what it is still writing, so that who stops it can be told, and
nothing half-written stays behind.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

finished_files: list[Path] = []
"""Files that stand in their place, whole, in the order in which they came there."""

unfinished_files: set[Path] = set()
"""Temporary files and folders that are still being written to; they have no value of their own."""


def remove_unfinished_files() -> None:
    """Remove what was not finished."""
    for path in list(unfinished_files):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def summary_of_written() -> str:
    """A sentence on what was written and what was not; many files of one folder are counted."""
    # not those that were prepared elsewhere and moved or cleared away
    files = [path for path in dict.fromkeys(finished_files) if path.exists()]
    per_folder = Counter(path.parent for path in files)
    parts = [f"'{path}'" for path in files if per_folder[path.parent] <= 3]
    parts += [f"{count} files in '{folder}'" for folder, count in per_folder.items() if count > 3]
    return (
        f"Written, each of them whole: {', '.join(parts)}. Nothing else was written."
        if parts
        else "Nothing was written."
    )
