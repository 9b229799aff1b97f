"""What `make check` asks of the types: all of the package is read, every public name is used in the
script that it checks, and what mypy is told to pass over has a code and a reason.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import ontschotting as on

PACKAGE = Path(on.__file__).parent
ROOT = PACKAGE.parent
SCRIPT = ROOT / "tests" / "typing" / "every_public_name.py"


def test_make_check_reads_the_whole_package_and_the_script_in_strict_mode() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    mypy = settings["mypy"]
    assert mypy["packages"] == ["ontschotting"] and mypy["strict"] is True
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2]
    commands = recipe.partition("\n\n")[0].splitlines()[1:]
    assert "\t$(BIN)/mypy" in commands
    script = SCRIPT.relative_to(ROOT).as_posix()
    assert f"\t$(BIN)/mypy --strict {script}" in commands
    assert "\t$(BIN)/pyright --pythonpath $(BIN)/python" in commands
    pyright = settings["pyright"]
    assert pyright["include"] == [script] and pyright["typeCheckingMode"] == "strict"
    assert pyright["pythonVersion"] == mypy["python_version"]


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
