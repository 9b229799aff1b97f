"""Type a command as at the terminal, within this process or as a process of its own."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import warnings
from unittest.mock import patch

from ontschotting.cli.run import main


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command within this process, through the same entry point as a process.

    Starting a process takes longer than most answers. Where the process is the point (what native
    code prints, what is imported), use `start`.
    """
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with (
        patch.object(sys, "argv", ["ontschotting", *arguments]),
        patch.dict("os.environ"),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        warnings.simplefilter("default")
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from ontschotting.cli.run import main; main()", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
    )
