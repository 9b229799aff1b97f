"""Files that appear whole or not at all, and a list of what this process has written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontschotting.errors import QuestionError

finished_files: list[Path] = []
"""Files that stand in their place, whole, in the order in which they came there."""

unfinished_files: set[Path] = set()
"""Temporary files and folders that are still being written to; they have no value of their own."""


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A path to write to, beside `path`.

    It takes the place of `path` when the block ends well, and disappears otherwise.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix
        )
        os.close(handle)
    except OSError as error:
        raise QuestionError(f"write | cannot write to '{path}': {error.strerror}.") from error
    temporary = Path(name)
    unfinished_files.add(temporary)
    try:
        yield temporary
        move_into_place(temporary, path)
    except OSError as error:
        raise QuestionError(f"write | cannot write to '{path}': {error.strerror}.") from error
    finally:
        temporary.unlink(missing_ok=True)
        unfinished_files.discard(temporary)


@contextmanager
def staging_folder(folder: Path, task: str) -> Iterator[Path]:
    """A hidden folder inside `folder` to prepare files in, gone when the block ends.

    `task` is the question that an error names.
    """
    if folder.exists() and not folder.is_dir():
        raise QuestionError(f"{task} | '{folder}' is a file; name a folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inside = Path(tempfile.mkdtemp(dir=folder, prefix=".writing-"))
    except OSError as error:
        raise QuestionError(f"{task} | cannot write to '{folder}': {error.strerror}.") from error
    unfinished_files.add(inside)
    try:
        yield inside
    except OSError as error:
        raise QuestionError(
            f"{task} | cannot write '{error.filename2 or error.filename or folder}':"
            f" {error.strerror or error}."
        ) from error
    finally:
        shutil.rmtree(inside, ignore_errors=True)
        unfinished_files.discard(inside)


def move_into_place(prepared: Path, path: Path) -> None:
    """Give a prepared file its place, whole, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    prepared.chmod(0o644)
    os.replace(prepared, path)
    finished_files.append(path)


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
