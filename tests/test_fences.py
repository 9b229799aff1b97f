"""The fences of the house.

Imports point down, importing loads nothing heavy, names are public on purpose, no file grows into a
heap.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import ontschotting as on

PACKAGE = Path(on.__file__).parent
ROOT = PACKAGE.parent

FLOORS = [
    {"_version", "errors", "names", "interruptible", "progress", "side_by_side", "written", "py"},
    {"tables"},
    {"areas", "cut_out", "differences", "own_rows"},
    {"case"},
    {"walls", "datasets", "lp"},
    {"assembly", "texts", "regime_words"},
    {"optima", "export", "results"},
    {"allocation", "passports", "proof"},
    {"measures"},
    {"charts"},
    {"panel"},
    {"report"},
    {"cli"},
]
"""From the ground up. A module may import its own floor and those below; doors that open upwards on
request are imports inside functions.
"""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_datasets" not in path.parts)


def floor_of(module: str) -> int:
    part = module.split(".")[1] if "." in module else "__init__"
    return next((number for number, names in enumerate(FLOORS) if part in names), len(FLOORS))


def imports(path: Path, top_level: bool = True) -> set[str]:
    """Modules that a file imports; at top level only those that run when it is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if not top_level else tree.body
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    name = "ontschotting." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    here = floor_of(name)
    for module in imports(path):
        if module.startswith("ontschotting."):
            assert floor_of(module) <= here, f"{name} imports {module}, which is a floor above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_one_job_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450
    assert ast.get_docstring(ast.parse(text)), "the first line of a file is its one job"


def test_only_the_backends_import_a_solver_and_charts_see_frames_only() -> None:
    for path in MODULES:
        found = {module.split(".")[0] for module in imports(path, top_level=False)}
        inside = path.relative_to(PACKAGE).parts
        if inside[:2] != ("lp", "backends"):
            assert not found & {"highspy", "pulp"}, path
        if inside[0] == "charts":
            assert not {
                m
                for m in imports(path, top_level=False)
                if m.startswith(
                    (
                        "ontschotting.case.case",
                        "ontschotting.lp",
                        "ontschotting.assembly",
                        "ontschotting.measures",
                    )
                )
            }, path
        if inside[0] == "lp":
            assert not {
                m
                for m in imports(path, top_level=False)
                if m.startswith("ontschotting.") and floor_of(m) > floor_of("ontschotting.lp")
            }, path


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import ontschotting, sys; print([m for m in"
        " ('pandas','matplotlib','highspy','pulp','scipy','polars','typer') if m in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )
    code = (
        "import ontschotting as on, sys; on.compare(on.load_case('two-villages')); print([m for m"
        " in ('pandas','matplotlib','pulp') if m in sys.modules])"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_public_names() -> None:
    wanted = {
        "load_case",
        "read_case",
        "cases",
        "Case",
        "lift",
        "CURRENT",
        "INTEGRAL",
        "UNCONDITIONAL",
        "BORDERLESS",
        "regional",
        "allocate",
        "compare",
        "free_share",
        "bounds",
        "write_report",
    }
    assert wanted <= set(on.__all__)
    for name in on.__all__:
        assert getattr(on, name) is not None
    with pytest.raises(AttributeError, match="no name 'nonsense'"):
        _ = on.nonsense


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("flips", "switching_values"),
        ("swings", "tornado"),
        ("per_area", "by_area"),
        ("wall_prices", "shadow_prices"),
        ("terms", "conditions"),
        ("several_years", "year_rules"),
        ("change_of_course", "cancellation"),
        ("Flips", "SwitchingValues"),
        ("Swings", "Tornado"),
        ("PerArea", "ByArea"),
        ("WallPrices", "ShadowPrices"),
        ("Terms", "Conditions"),
        ("SeveralYears", "YearRules"),
        ("ChangeOfCourse", "Cancellation"),
    ],
)
def test_an_old_public_name_is_refused_with_the_new_one(old: str, new: str) -> None:
    message = f"ontschotting has no '{old}' since version 0.2; it is called '{new}'."
    with pytest.raises(AttributeError, match=f"^{message}$"):
        getattr(on, old)
    assert old not in dir(on)
    assert getattr(on, new) is not None


def test_nothing_names_a_registry_or_a_path_of_one_machine() -> None:
    tracked = [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in (".py", ".toml", ".txt", ".yml", ".cff", ".md", ".ipynb", "")
        and not {".venv", ".git", "raw", "report", "build", "node_modules"} & set(path.parts)
    ]
    hosts = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian")
    for path in tracked:
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not any(host in text for host in hosts), path
