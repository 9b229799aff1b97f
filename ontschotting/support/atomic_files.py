"""Files that appear whole or not at all, with a list of what this process has written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontschotting.errors import Problem, QuestionError
from ontschotting.words.languages import LANGUAGES
from ontschotting.words.messages import problem

finished_files: list[Path] = []
"""Files that were written in whole, in the order of writing."""

unfinished_files: set[Path] = set()
"""Temporary files and folders that are still being written to; useless by themselves."""


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to, which becomes `path` when the block ends without error.

    After an error the temporary file is removed and `path` stays as it was.

    Raises:
        QuestionError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix
        )
        os.close(handle)
    except OSError as error:
        raise QuestionError(
            problem("cannot_write", question="write", path=path, problem=error.strerror)
        ) from error
    temporary = Path(name)
    unfinished_files.add(temporary)
    try:
        yield temporary
        move_into_place(temporary, path)
    except OSError as error:
        raise QuestionError(
            problem("cannot_write", question="write", path=path, problem=error.strerror)
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
        unfinished_files.discard(temporary)


@contextmanager
def staging_folder(folder: Path, task: str) -> Iterator[Path]:
    """Give a hidden folder inside `folder` to prepare files in; it is removed after the block.

    Args:
        folder: Is made when it does not exist
        task: What the caller is doing, such as `report`: an error message begins with it

    Raises:
        QuestionError: The folder is a file, or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise QuestionError(problem("name_a_folder", question=task, folder=folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inside = Path(tempfile.mkdtemp(dir=folder, prefix=".writing-"))
    except OSError as error:
        raise QuestionError(
            problem("cannot_write", question=task, path=folder, problem=error.strerror)
        ) from error
    unfinished_files.add(inside)
    try:
        yield inside
    except OSError as error:
        raise QuestionError(
            problem(
                "cannot_write",
                question=task,
                path=error.filename2 or error.filename or folder,
                problem=error.strerror or error,
            )
        ) from error
    finally:
        shutil.rmtree(inside, ignore_errors=True)
        unfinished_files.discard(inside)


def move_into_place(prepared: Path, path: Path) -> None:
    """Move a prepared file to its path in one step, replacing what stood there.

    Args:
        prepared: The file, on the same disk
        path: Where it goes; folders on the way are made
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    prepared.chmod(0o644)
    os.replace(prepared, path)
    finished_files.append(path)


def remove_unfinished_files() -> None:
    """Remove the temporary files and folders of work that was stopped."""
    for path in list(unfinished_files):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def summary_of_written() -> Problem:
    """Return in a sentence what was written; more than three files of one folder are counted."""
    # files in a staging folder have been moved or removed since
    files = [path for path in dict.fromkeys(finished_files) if path.exists()]
    if not files:
        return problem("nothing_written")
    per_folder = Counter(path.parent for path in files)
    few = [f"'{path}'" for path in files if per_folder[path.parent] <= 3]
    many = [
        problem("files_in_folder", files=count, folder=folder)
        for folder, count in per_folder.items()
        if count > 3
    ]
    listed = {
        lang: ", ".join([*few, *(getattr(each, lang) for each in many)]) for lang in LANGUAGES
    }
    return problem("written_whole", parts=Problem("parts", **listed))
