"""The types of the package are true.

Mypy in strict mode finds nothing, and what it is told to pass over has a code and a reason.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import ontschotting as on

PACKAGE = Path(on.__file__).parent
ROOT = PACKAGE.parent
SCRIPT = ROOT / "tests" / "typing" / "every_public_name.py"

needs_mypy = pytest.mark.skipif(
    find_spec("mypy") is None, reason="mypy is not installed; it comes with ontschotting[test]"
)


def run_mypy(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mypy", *arguments], cwd=ROOT, capture_output=True, text=True
    )


@needs_mypy
def test_mypy_in_strict_mode_finds_nothing() -> None:
    result = run_mypy()
    assert result.returncode == 0, result.stdout + result.stderr
    checked = re.search(r"no issues found in (\d+) source files", result.stdout)
    # a folder of texts counts as a file too
    assert checked and int(checked[1]) >= len(list(PACKAGE.rglob("*.py")))


@needs_mypy
def test_a_strict_type_checker_sees_every_public_name() -> None:
    result = run_mypy("--strict", str(SCRIPT))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "no issues found in 1 source file" in result.stdout


def test_the_script_of_public_names_uses_each_of_them() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "on"
    }
    assert used == set(on.__all__)


def test_what_mypy_passes_over_has_a_code_and_a_reason() -> None:
    for path in PACKAGE.rglob("*.py"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if "type: ignore" in line:
                assert re.search(r"# type: ignore\[[a-z-]+\]  # \w.{10,}", line), (
                    f"{path.name}, line {number}: write '# type: ignore[code]  # why'"
                )


def test_the_package_says_that_it_has_types() -> None:
    assert (PACKAGE / "py.typed").exists()
