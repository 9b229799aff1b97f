"""Findings: every code has its message in both languages, and stays what it is."""

from __future__ import annotations

import ast
import pickle
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.case.tables.messages import hint, message
from ontschotting.words.catalogue import texts
from tests.case.good_case import broken, write_good

PACKAGE = Path(on.__file__).parent


def _codes() -> Iterator[tuple[str, str]]:
    """Yield file and code of every message that the package makes with a plain text."""
    for path in (PACKAGE / "case").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            code = node.args[0]
            reports = name == "add" and "findings" in ast.unparse(node.func)
            names_code = reports or name in ("warn", "message", "refuse")
            if names_code and isinstance(code, ast.Constant):
                yield path.name, str(code.value)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_code_has_a_message(lang: str) -> None:
    known = texts("findings", lang)
    codes = list(_codes())
    assert len(codes) > 50
    assert [(file, code) for file, code in codes if code not in known] == []


def test_numbers_have_the_signs_of_the_language() -> None:
    above = message("budgets_below_one_unit", total=7.5, unit_cost=13000.0)
    assert "7.5 euros" in above.text("en") and "13,000 euros" in above.text("en")
    assert "7,5 euro" in above.text("nl") and "13.000 euro" in above.text("nl")


def test_a_message_may_hold_another_one() -> None:
    inside = message(
        "unknown_level", level="provinc", levels="a", hint=hint("provinc", ["province"])
    )
    assert "Het meest lijkt 'province'" in inside.text("nl")
    assert "Nearest: 'province'" in inside.text("en")


def test_a_finding_has_one_code_and_two_languages(tmp_path: Path) -> None:
    with pytest.raises(on.CaseError) as refused:
        on.read_case(write_good(tmp_path / "case", **broken("budgets", "1000000", "veel")))
    (finding,) = (one for one in refused.value.findings if one.severity == "error")
    assert finding.code == "not_a_number"
    assert finding.to_json("nl")["code"] == finding.to_json("en")["code"]
    assert finding.text("nl").startswith("budgets.csv | regel 2, kolom amount_eur: 'veel' is geen")
    assert finding.text("en").startswith("budgets.csv | line 2, column amount_eur: 'veel' is not")
    assert refused.value.text("nl").startswith("Het geval is afgekeurd: 1 fout.")


def test_a_warning_is_made_again_of_its_message_and_of_its_pickle() -> None:
    tables = dict(on.load_case("two-villages").tables)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        on.Case(**{**tables, "earmarks": tables["earmarks"].head(1)})
    warning = caught[0].message
    assert isinstance(warning, on.CaseWarning)
    again = pickle.loads(pickle.dumps(warning))
    assert again.findings == warning.findings
    assert type(warning)(*warning.args).text("nl") == str(warning)
