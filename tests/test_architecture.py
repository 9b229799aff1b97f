"""What holds for the code of every part.

Imports point down and never run in a circle, files and functions are short, and what is an
exception says why. The rules on imports stand in `pyproject.toml`, under importlinter.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

import ontschotting as on

PACKAGE = Path(on.__file__).parent
ROOT = PACKAGE.parent
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}

MODULES_AT_THE_TOP = 5
FILES_IN_A_FOLDER = 14
LINES_OF_A_FILE = 450
LINES_OF_A_FUNCTION = 60
LONG_FUNCTIONS = 10


def test_the_contracts_on_imports_hold() -> None:
    command = (
        "from importlinter.cli import lint_imports as run; raise SystemExit(run(no_cache=True))"
    )
    result = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert ", 0 broken" in result.stdout


def import_circles(graph: grimp.ImportGraph) -> list[set[str]]:
    """Return the sets of modules that import each other, over however many steps."""
    reached = {module: graph.find_upstream_modules(module) for module in graph.modules}
    circles = set()
    for module in graph.modules:
        circle = {other for other in reached[module] if module in reached[other]}
        if circle:
            circles.add(frozenset(circle | {module}))
    return sorted(map(set, circles), key=sorted)


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("ontschotting", exclude_type_checking_imports=True, cache_dir=None)
    assert import_circles(graph) == []


def test_a_circle_is_seen_inside_functions_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "ring"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "first.py").write_text("def load():\n    from ring import second\n")
    (package / "second.py").write_text("from ring.third import thing\n")
    (package / "third.py").write_text("import ring.first\nthing = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    graph = grimp.build_graph("ring", cache_dir=None)
    assert import_circles(graph) == [{"ring.first", "ring.second", "ring.third"}]


def test_few_modules_lie_loose_at_the_top_and_no_folder_is_full() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MODULES_AT_THE_TOP
    folders = [Path(name).parent for name in SOURCES if Path(name).name != "__init__.py"]
    assert [
        str(folder) for folder in set(folders) if folders.count(folder) > FILES_IN_A_FOLDER
    ] == []


def test_a_file_says_its_job_and_is_not_long() -> None:
    silent = [name for name, text in SOURCES.items() if not ast.get_docstring(ast.parse(text))]
    assert silent == [], "the first line of a file is its one job"
    long = [name for name, text in SOURCES.items() if len(text.splitlines()) > LINES_OF_A_FILE]
    assert long == []


def long_functions(text: str) -> dict[str, str]:
    """Return every function over the limit, by name, with the first line of the comment above it.

    A docstring does not count, since a formula and its arguments take the lines they need.
    """
    lines = text.splitlines()
    result = {}
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or 0) - node.lineno + 1
        if ast.get_docstring(node) is not None:
            docstring = node.body[0]
            length -= (docstring.end_lineno or 0) - docstring.lineno + 1
        if length <= LINES_OF_A_FUNCTION:
            continue
        above = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) - 2
        while lines[above - 1].strip().startswith("#"):
            above -= 1
        result[f"{node.name} ({length} lines)"] = lines[above].strip()
    return result


def test_few_functions_are_long_and_each_says_why() -> None:
    long = {
        f"{name}: {function}": reason
        for name, text in SOURCES.items()
        for function, reason in long_functions(text).items()
    }
    without = [function for function, reason in long.items() if not reason.startswith("# Long: ")]
    assert without == [], "cut it by meaning, or write '# Long: why' above it"
    assert len(long) <= LONG_FUNCTIONS


def test_a_long_function_is_seen_and_its_reason_read() -> None:
    short = "def f(x):\n    '''Return x.\n" + "\n" * 80 + "    '''\n    return x\n"
    long = "def f(x):\n" + "    x += 1\n" * 60
    assert long_functions(short) == {}
    assert long_functions("x = 1\n\n" + long) == {"f (61 lines)": ""}
    reason = "# Long: a table, row by row,\n# as the law has it.\n@decorated\n"
    assert long_functions("x = 1\n" + reason + long) == {
        "f (61 lines)": "# Long: a table, row by row,"
    }


def test_an_import_for_types_alone_says_why() -> None:
    without = [
        f"{name}, line {number}"
        for name, text in SOURCES.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip().startswith("if TYPE_CHECKING:") and not line.partition("#")[2].strip()
    ]
    assert without == [], "write 'if TYPE_CHECKING:  # why the import does not run'"


def test_the_wheel_has_every_bundled_case() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    cases = {path.parent.name for path in (ROOT / "datasets").glob("*/datapackage.json")}
    assert {f"datasets/{case}" for case in cases} <= set(included)
    assert all((ROOT / path).exists() for path in included)
    assert all(f"ontschotting/_{path}" == target for path, target in included.items())


READABLE = (".py", ".toml", ".txt", ".yml", ".cff", ".md", ".ipynb", "")


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    left_out, made = {".venv", ".git", "raw", "node_modules"}, {ROOT / "report", ROOT / "build"}
    tracked: list[Path] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name for name in folders if name not in left_out and Path(folder, name) not in made
        ]
        tracked += [Path(folder, name) for name in files if Path(name).suffix in READABLE]
    hosts = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian")
    for path in tracked:
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not any(host in text for host in hosts), path
