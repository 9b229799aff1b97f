"""Three laws of reading, on cases that hypothesis writes down in many ways.

Never a traceback. Never another case than the plain form of the same case. A refusal names its
place. Some hundreds of examples run in the tests; `make fuzz` runs many more.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ontschotting as on
from ontschotting.case.tables.columns import Column
from ontschotting.case.tables.parse_value import RefusedValue, parse_number, parse_value
from ontschotting.cli.options import parse_regime
from ontschotting.regime.validate import check_regime
from ontschotting.support.numerics import clear_text
from tests.case.good_case import write_good
from tests.fuzz.input_strategies import Dress, Fault, dresses, faults, tables, with_fault, write
from tests.oracle.samples import FUZZ

FEW = settings(
    max_examples=15 * FUZZ,
    deadline=None,
    derandomize=FUZZ == 1,
    suppress_health_check=list(HealthCheck),
)
MANY = settings(FEW, max_examples=100 * FUZZ)


def _plain() -> on.Case:
    with tempfile.TemporaryDirectory() as folder:
        return on.read_case(write_good(Path(folder) / "good"))


PLAIN = _plain()


def _workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return PLAIN.write(Path(folder) / "case.xlsx").read_bytes()


WORKBOOK = _workbook()


@FEW
@given(dresses())
def test_a_case_in_another_dress_is_the_same_case(dress: Dress) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = write(tables(), dress, Path(folder))()
    assert case == PLAIN
    assert case.fingerprint == PLAIN.fingerprint


@FEW
@given(dresses(), faults())
def test_a_fault_is_refused_at_its_place(dress: Dress, fault: Fault) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", on.CaseWarning)
        read = write(with_fault(tables(), fault), dress, Path(folder))
        try:
            read()
        except on.CaseError as error:
            places = {(finding.table, finding.column) for finding in error.findings}
            assert (fault.table, fault.column) in places, error
            for finding in error.findings:
                assert finding.text("nl") and finding.text("en") and finding.code
        else:
            raise AssertionError(f"{fault} was accepted")


@MANY
@given(st.text(max_size=12), st.sampled_from(".,"), st.booleans())
def test_a_text_is_a_number_or_is_refused_in_words(text: str, decimal: str, percent: bool) -> None:
    number = parse_number(text, decimal, percent=percent)
    if isinstance(number, RefusedValue):
        assert number.message.text("nl") and number.message.text("en")
    else:
        assert isinstance(number, float)


@MANY
@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_a_number_is_read_as_what_it_is(number: float, decimal: str) -> None:
    assert parse_number(clear_text(number).replace(".", decimal), decimal) == number


@MANY
@given(
    st.text(alphabet="0123456789.,-+€% eE", min_size=1, max_size=12),
    st.sampled_from(["number", "share", "whole number", "year", "yes/no", "text"]),
)
def test_any_cell_has_a_value_or_a_reason(text: str, kind: str) -> None:
    column = Column("x", kind, "x", "x", low=0.0 if kind in ("number", "share") else None)
    value = parse_value(text, column)
    if isinstance(value, RefusedValue):
        assert value.message.text("nl") and value.message.text("en")
    elif kind == "share":
        assert isinstance(value, float) and value >= 0


@FEW
@given(st.binary(max_size=300), st.sampled_from(["case.xlsx", "budgets.csv", "case.xlsm"]))
def test_any_bytes_are_refused_in_words(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", on.CaseWarning)
        path = write_good(Path(folder) / "case") if name.endswith(".csv") else Path(folder)
        (path / name).write_bytes(data)
        try:
            on.read_case(path if name.endswith(".csv") else path / name)
        except on.OntschottingError as error:
            assert error.text("nl") and error.text("en")


@FEW
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=4), st.floats(0.2, 1))
def test_a_damaged_workbook_is_read_or_refused_in_words(
    changes: list[tuple[float, int]], whole: float
) -> None:
    data = bytearray(WORKBOOK[: max(1, round(whole * len(WORKBOOK)))])
    for place, byte in changes:
        data[min(len(data) - 1, int(place * len(data)))] = byte
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", on.CaseWarning)
        path = Path(folder) / "case.xlsx"
        path.write_bytes(data)
        try:
            case = on.read_case(path)
        except on.OntschottingError as error:
            assert error.text("nl") and error.text("en")
        else:
            assert case == PLAIN


NAMES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            *("purpose", "period", "area", "area=province", "regional=region", "schot", "integral"),
            *("block-grant=0.1", "block-grant=2", "block-grant=1.234", "region=", "=", "-", "{x}"),
            *("land", "road", "own", "budgets", "streams", "amount_eur", "cap_eur_per_unit"),
        ]
    ),
)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), NAMES)


@MANY
@given(st.lists(NAMES, max_size=3), NAMES, st.floats(), st.floats(), st.booleans())
def test_any_regime_is_a_regime_or_is_refused_in_words(
    lifts: list[str], streams: str, free_share: float, cut: float, awarded: bool
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", on.QuestionWarning)
        try:
            regime = parse_regime(lifts, streams or None, None, free_share, cut, awarded)
            check_regime(regime or on.INTEGRAL, PLAIN)
        except on.QuestionError as error:
            assert error.code and error.text("nl") and error.text("en")


@MANY
@given(NAMES, st.lists(VALUES, max_size=4), NAMES, VALUES)
def test_any_cell_that_is_set_is_set_or_is_refused_in_words(
    table: str, key: list[object], column: str, value: object
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", on.CaseWarning)
        try:
            changed = PLAIN.set(table, *key, **{column: value})
        except (on.QuestionError, on.CaseError) as error:
            assert error.code and error.text("nl") and error.text("en")
        else:
            assert isinstance(changed, on.Case)
