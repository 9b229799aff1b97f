"""Findings and refused questions: every code has its text in both languages, and keeps it."""

from __future__ import annotations

import ast
import pickle
import string
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import ontschotting as on
from ontschotting.support.suggestions import hint
from ontschotting.words.catalogue import texts
from ontschotting.words.messages import any_of, message, problem
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
    assert refused.value.text("nl").startswith("De casus is afgekeurd: 1 fout.")


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


ERRORS = ("QuestionError", "QuestionWarning", "CertificateError", "RefreshError")


@cache
def _calls() -> list[tuple[str, str, ast.Call]]:
    """Return file, name and call of every `problem` and every error in the package."""
    return [
        (path.name, node.func.id, node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("problem", *ERRORS)
    ]


def test_every_problem_fills_in_what_its_text_names() -> None:
    """Most are told in no test: here each call is held to its text, in both languages."""
    problems = 0
    for file, name, call in _calls():
        code = call.args[0] if call.args else None
        if name != "problem" or not isinstance(code, ast.Constant):
            continue
        problems += 1
        for lang in ("en", "nl"):
            text = texts("questions", lang)[code.value]
            fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
            values = {keyword.arg for keyword in call.keywords}
            assert values - {"count"} == fields - {"count"}, (file, code.value)
            assert "count" in values or "count" not in fields, (file, code.value)
    assert problems > 200


def test_no_error_speaks_one_language_only() -> None:
    bare = [
        (file, ast.unparse(call))
        for file, name, call in _calls()
        for argument in call.args
        if name in ERRORS and isinstance(argument, ast.Constant | ast.JoinedStr | ast.BinOp)
    ]
    assert bare == []
    dutch = texts("questions", "nl")
    same = {name for name, text in texts("questions", "en").items() if text == dutch[name]}
    assert same <= {"value_not_admitted"}


def test_a_question_has_one_code_and_two_languages_also_after_its_pickle() -> None:
    with pytest.raises(on.QuestionError) as refused:
        on.load_case("two-villages").set("streams", "lnad", cap_eur_per_unit=1)
    for error in (refused.value, pickle.loads(pickle.dumps(refused.value))):
        assert error.code == "no_row_with_key"
        assert str(error) == error.text("en")
        assert error.text("en").startswith("set | no row of streams has the key stream lnad.")
        assert error.text("nl") == (
            "set | geen rij van streams heeft de sleutel stream lnad. Sleutelkolommen, in hun"
            " volgorde: stream. Bedoel je 'land'?"
        )
    several = on.QuestionError(problem("wall"), "as it is")
    assert (several.code, several.text("nl"), str(several)) == (
        "wall",
        "schot\nas it is",
        "wall\nas it is",
    )
    assert on.QuestionError("as it is").code is None
    assert any_of(["a", "b"]).nl == "'a' of 'b'"


def test_a_doubt_about_a_question_has_two_languages_also_after_its_pickle() -> None:
    with pytest.warns(on.QuestionWarning) as caught:
        on.allocate(on.load_case("two-villages"), on.lift("purpose", purposes=["lnd"]))
    doubt = caught[0].message
    assert isinstance(doubt, on.QuestionWarning)
    assert pickle.loads(pickle.dumps(doubt)).text("nl") == doubt.text("nl")
    assert "verandert niets. Bedoel je 'land'?" in doubt.text("nl")
    assert type(doubt)(*doubt.args).text("nl") == str(doubt), "as other libraries make it again"


def test_a_name_that_looks_the_same_is_told_from_its_nearest() -> None:
    case = on.load_case("two-villages")
    with pytest.raises(on.QuestionError, match=r"here stands 'l\\xa0and|here stands 'land\\u200b'"):
        on.allocate(case, on.lift("purpose", streams=["land\u200b"]))
