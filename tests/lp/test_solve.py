"""Each certified program is a line of the log, and nothing is written when nobody asks."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import numpy as np
import pytest
from scipy import sparse

from ontschotting.lp.program import Program
from ontschotting.lp.solve import minimise
from ontschotting.lp.solver_choice import open_backend


def test_a_program_is_a_line_at_info(caplog: pytest.LogCaptureFixture) -> None:
    """Minimise -x - 2 y with x + y at most 3, and each at most 2: x = 1, y = 2, so -5."""
    program = Program(
        sparse.csc_array(np.array([[1.0, 1.0]])),
        np.array([-1.0, -2.0]),
        np.array([-np.inf]),
        np.array([3.0]),
        np.zeros(2),
        np.full(2, 2.0),
        np.full(2, 2.0),
    )
    with caplog.at_level(logging.INFO, "ontschotting"):
        minimise(program, open_backend())
    (record,) = caplog.records
    assert record.name.startswith("ontschotting.") and record.levelno == logging.INFO
    line = record.getMessage()
    assert re.fullmatch(r"1 rows, 2 columns: certified minimum -5 in \d+\.\d{3} s", line)


def test_by_default_nothing_is_written() -> None:
    code = "import ontschotting as on; on.compare(on.load_case('two-villages'))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
