"""Work that is stopped.

Ctrl-C acts at once, nothing half-written stays behind, and the message names what was written. Of a
report in `tests/report/test_write.py`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.support import atomic_files
from ontschotting.support.atomic_files import atomic_path, staging_folder


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    before = list(atomic_files.finished_files)
    atomic_files.finished_files.clear()
    yield
    atomic_files.finished_files[:] = before


def test_the_message_names_what_was_written(tmp_path: Path) -> None:
    assert atomic_files.summary_of_written().en == "Nothing was written."
    with atomic_path(tmp_path / "one.csv") as path:
        path.write_text("x")
    assert (
        atomic_files.summary_of_written().en
        == f"Written, each of them whole: '{tmp_path / 'one.csv'}'. Nothing else was written."
    )
    for number in range(5):
        with atomic_path(tmp_path / "kept" / f"{number}.json") as path:
            path.write_text("x")
    assert f"5 files in '{tmp_path / 'kept'}'" in atomic_files.summary_of_written().en


def test_what_was_not_finished_is_cleared_away(tmp_path: Path) -> None:
    with (
        staging_folder(tmp_path / "report", "report") as folder,
        atomic_path(tmp_path / "table.csv") as file,
    ):
        (folder / "page.html").write_text("half")
        file.write_text("half")
        atomic_files.remove_unfinished_files()
        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
        file.write_text("whole after all")
    assert atomic_files.summary_of_written().en.count("table.csv") == 1


def test_what_was_whole_in_a_folder_that_is_cleared_away_was_not_written(tmp_path: Path) -> None:
    with staging_folder(tmp_path / "report", "report") as folder:
        with atomic_path(folder / "tables.xlsx") as path:
            path.write_text("whole, but not in its place")
        atomic_files.remove_unfinished_files()
        assert atomic_files.summary_of_written().en == "Nothing was written."


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
def test_a_sweep_that_is_stopped_takes_its_workers_with_it(tmp_path: Path) -> None:
    """Ctrl-C in a terminal reaches the workers too.

    None outlives the command (it would hold standard error open), and only the sentence is printed.
    """
    kept = tmp_path / "kept"
    command = [
        sys.executable,
        "-c",
        "from ontschotting.cli.run import main; main()",
        "sweep",
        "two-villages",
        "--draws",
        "1000",
        "--workers",
        "2",
        "--no-tornado",
        "--cache-dir",
        str(kept),
        "--json",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    begun = time.monotonic()
    while len(list(kept.glob("*.json"))) < 6:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() - begun < 240
        time.sleep(0.01)
    interrupted_at = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert time.monotonic() - interrupted_at < 10, "a second on a quiet machine"
    assert process.returncode == 130
    assert output == ""
    assert "Gestopt. Geschreven, elk in zijn geheel:" in errors
    assert "resource_tracker" not in errors
    assert "Traceback" not in errors


def test_what_cannot_be_placed_is_named(tmp_path: Path) -> None:
    (tmp_path / "case" / "budgets.csv").mkdir(parents=True)
    with pytest.raises(on.QuestionError, match=r"write \| cannot write to '.*budgets.csv': "):
        on.load_case("two-villages").write(tmp_path / "case")
    assert not list((tmp_path / "case").glob(".*"))
    full = OSError(28, "No space left on device")
    with (
        pytest.raises(
            on.QuestionError, match=r"report \| cannot write to '.*report': No space left on device"
        ),
        staging_folder(tmp_path / "report", "report"),
    ):
        raise full
