"""The types of the package are true.

Mypy in strict mode finds nothing, and what it is told to pass over has a code and a reason.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import ontschotting as on

PACKAGE = Path(on.__file__).parent
ROOT = PACKAGE.parent


@pytest.mark.skipif(
    find_spec("mypy") is None, reason="mypy is not installed; it comes with ontschotting[test]"
)
def test_mypy_in_strict_mode_finds_nothing() -> None:
    told = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"no issues found in {len(list(PACKAGE.rglob('*.py')))} source files" in told.stdout


def test_what_mypy_passes_over_has_a_code_and_a_reason() -> None:
    for path in PACKAGE.rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if "type: ignore" in line:
                assert re.search(r"# type: ignore\[[a-z-]+\]  # \w.{10,}", line), (
                    f"{path.name}, line {number}: write '# type: ignore[code]  # why'"
                )


def test_the_package_says_that_it_has_types() -> None:
    assert (PACKAGE / "py.typed").exists()
