"""Turns one text into one typed value; a number that can be read in two ways is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ontschotting.case.tables.columns import SHARE, TEXT, WHOLE, YEAR, YEAR_RANGE, YES_NO, Column
from ontschotting.words.messages import Message, message

_YES = {"true", "waar", "ja", "yes", "1", "1.0"}
_NO = {"false", "onwaar", "nee", "no", "0", "0.0"}

MOST_YEARS = 1000
"""No rule counts more years than this; a blank says that there is no such rule."""


@dataclass(frozen=True)
class RefusedValue:
    """The reason why a cell holds no value of its column."""

    message: Message


def refuse(code: str, /, **values: object) -> RefusedValue:
    """Return a refusal with the message of a code."""
    return RefusedValue(message(code, **values))


def parse_value(text: str, column: Column, decimal: str = ".") -> object:
    """Return the value of a filled cell as the type of its column, or why it has none.

    Args:
        text: The cell, not blank
        column: Its column
        decimal: The decimal sign of the file: `.`, or `,` in a semicolon file
    """
    if column.kind == TEXT:
        control = _CONTROL.search(text)
        if control:
            sign = control[0].encode("unicode_escape").decode()
            code = "direction_sign" if control[0] in _DIRECTION else "control_sign"
            return refuse(code, sign=sign, clean=" ".join(_CONTROL.sub(" ", text).split()))
        if column.choices and text not in column.choices:
            return refuse("not_a_choice", text=text, choices=", ".join(column.choices))
        return text
    if column.kind == YES_NO:
        folded = text.casefold()
        if folded in _YES or folded in _NO:
            return folded in _YES
        return refuse("not_yes_or_no", text=text)
    if _DATE.match(text):
        year = re.search(r"\d{4}", text) if column.kind == YEAR else None
        if year:
            return refuse("date_for_year", text=text, year=year[0])
        return refuse("date_for_number", text=text)
    number = parse_number(text, decimal, percent=column.kind == SHARE)
    return number if isinstance(number, RefusedValue) else check_number(number, column, text)


def check_number(number: float, column: Column, text: str) -> object:
    """Return a number that its column admits, or why the column does not admit it.

    Years and counts become whole numbers.

    Args:
        number: The number
        column: Its column, with the bounds
        text: The cell as the user wrote it, for the message
    """
    number += 0.0 if isinstance(number, float) else 0  # -0.0 is 0.0
    if not math.isfinite(number):
        return refuse("not_finite", text=text)
    if column.kind in (WHOLE, YEAR):
        if number != int(number):
            return refuse("not_whole", text=text)
        number = int(number)
    if column.kind == WHOLE and number > MOST_YEARS:
        return refuse("too_many_years", text=text, most=MOST_YEARS)
    if column.kind == YEAR and not YEAR_RANGE[0] <= number <= YEAR_RANGE[1]:
        return refuse("no_plausible_year", text=text, first=YEAR_RANGE[0], last=YEAR_RANGE[1])
    if column.low is not None and number < column.low:
        code = "too_low" if column.required else "too_low_or_blank"
        return refuse(code, text=text, low=column.low, name=column.name)
    if column.high is not None and (
        number > column.high or (column.below_high and number >= column.high)
    ):
        return refuse(
            "not_below" if column.below_high else "too_high",
            text=text,
            name=column.name,
            high=column.high,
            remedy=message("write_a_share" if column.kind == SHARE else "correct_it"),
        )
    return number


_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of what follows, so that other digits are read than stand there."""
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff{_DIRECTION}]")
"""Signs that XML, and so Word and Excel, cannot hold, and those that nothing shows."""
_DATE = re.compile(
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)|\d{1,2}([-/.])\d{1,2}\2\d{4}(?!\d)"
    r"|\d{1,2}:\d{2}|-?\d+ days?\b"
)
"""A date from its year or its day on, a time, or a stretch of time."""
_CURRENCY = re.compile(r"^(€|EUR)\s*|\s*(€|EUR)$")
_PLAIN = re.compile(r"[+-]?\d+(?:[eE][+-]?\d+)?")
_SPACE = re.compile("[\\s\u00a0\u202f]")


def parse_number(text: str, decimal: str = ".", percent: bool = False) -> float | RefusedValue:
    """Return the number that a text stands for, or why it stands for none.

    The sign that is not the decimal sign may separate thousands where that is clear.

    Args:
        text: The cell, not blank
        decimal: The decimal sign of the file, `.` or `,`
        percent: A percentage is allowed: `50%` is 0.5
    """
    body = _CURRENCY.sub("", text.strip())
    is_percentage = body.endswith("%")
    if is_percentage:
        if not percent:
            return refuse("percentage_for_number", text=text)
        body = body[:-1].strip()
    if body.casefold().lstrip("+-") in ("nan", "inf", "infinity", "∞"):
        return refuse("not_finite", text=text)
    if _SPACE.search(body):
        if not re.fullmatch(r"[+-]?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?", body):
            has_letters = re.search(r"[^\W\d_]", body)
            return refuse("number_in_words" if has_letters else "space_in_number", text=text)
        body = _SPACE.sub("", body)
    thousands = "," if decimal == "." else "."
    number = _number(body, decimal, thousands, text)
    if isinstance(number, RefusedValue):
        return number
    return number / 100 if is_percentage else number


def _number(body: str, decimal: str, thousands: str, text: str) -> float | RefusedValue:
    """Return a number without spaces, currency or percent sign; `text` is the whole cell.

    In the patterns d is the decimal sign and t the sign between thousands.
    """
    d, t = re.escape(decimal), re.escape(thousands)
    if _PLAIN.fullmatch(body):
        return float(body)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", body) and decimal == ".":
        whole = body.replace(".", "")
        return refuse("read_in_two_ways", text=text, whole=whole, fraction=f"{body}0")
    if re.fullmatch(rf"[+-]?\d{{1,3}}{t}\d{{3}}", body):
        whole, fraction = body.replace(thousands, ""), body.replace(thousands, decimal)
        return refuse("read_in_two_ways", text=text, whole=whole, fraction=fraction)
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:{t}\d{{3}})+(?:{d}\d+)?", body):
        return float(body.replace(thousands, "").replace(decimal, "."))
    if re.fullmatch(rf"[+-]?(?:\d+{d}?\d*|{d}\d+)(?:[eE][+-]?\d+)?", body):
        return float(body.replace(decimal, "."))
    if re.fullmatch(rf"[+-]?\d*{t}\d+", body):
        meant = body.replace(thousands, decimal)
        return refuse("other_decimal_sign", text=text, sign=thousands, decimal=decimal, meant=meant)
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:(?:{d}\d{{3}})+{t}\d+|(?:{d}\d{{3}}){{2,}})", body):
        meant = body.replace(decimal, "").replace(thousands, decimal)
        return refuse("decimal_sign_between_thousands", text=text, decimal=decimal, meant=meant)
    return refuse("not_a_number", text=text, decimal=decimal)


def parse_native(value: object, column: Column) -> object:
    """Return a value from a frame or workbook as the type of its column, or why it is none.

    Args:
        value: Not blank
        column: Its column
    """
    if isinstance(value, str):
        return parse_value(value, column)
    if column.kind == TEXT:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return parse_value(str(value), column)
    if column.kind == YES_NO:
        return (
            value
            if isinstance(value, bool)
            else parse_value(str(int(value)) if value in (0, 1) else str(value), column)
        )
    if isinstance(value, bool | bytes):
        return refuse("yes_or_no_for_number", text=value)
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number is refused below
        return check_number(number, column, str(value))
    except (TypeError, ValueError):
        return refuse("other_type_for_number", text=str(value))
