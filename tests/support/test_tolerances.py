"""Every tolerance has a name, a reason and one place."""

from __future__ import annotations

import ast
from pathlib import Path

import ontschotting as on
from ontschotting.support import tolerances

PACKAGE = Path(on.__file__).parent
PARAMETERS = {1e-3, 0.0005}
"""How precisely a switching value is searched, which the user says; half of the last digit that a
percentage shows.
"""


def test_no_other_file_holds_a_tolerance() -> None:
    elsewhere = {
        f"{path.relative_to(PACKAGE)}:{node.lineno}": node.value
        for path in PACKAGE.rglob("*.py")
        if path.name != "tolerances.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, float)
        and 0 < node.value <= 1e-3
        and node.value not in PARAMETERS
    }
    assert not elsewhere


def test_every_tolerance_gives_its_reason() -> None:
    body = ast.parse(Path(tolerances.__file__).read_text("utf-8")).body
    named = [node for node in body if isinstance(node, ast.Assign)]
    assert len(named) > 20
    for node in named:
        reason = body[body.index(node) + 1]
        assert isinstance(reason, ast.Expr) and isinstance(reason.value, ast.Constant)
        assert len(str(reason.value.value)) > 40


def test_what_a_reader_sees_as_zero_is_no_more_than_a_certificate_admits() -> None:
    assert tolerances.NEGLIGIBLE <= tolerances.GAP
    assert tolerances.SAME_OPTIMUM < tolerances.SAME_VALUE < tolerances.REACH < tolerances.GAP
    assert tolerances.negligible(0.0) == 1e-6 and tolerances.negligible(4e6) == 4.0
