"""Turns one text into one typed value; a number that can be read in two ways is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ontschotting.case.tables.columns import SHARE, TEXT, WHOLE, YEAR, YEAR_RANGE, YES_NO, Column

_YES = {"true", "waar", "ja", "yes", "1"}
_NO = {"false", "onwaar", "nee", "no", "0"}

MOST_YEARS = 1000
"""No rule counts more years than this; a blank says that there is no such rule."""


@dataclass(frozen=True)
class RefusedValue:
    """The reason why a cell holds no value of its column."""

    reason: str


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
            code = control[0].encode("unicode_escape").decode()
            return RefusedValue(
                f"the text holds a sign that no document can show ({code}), often a line break from"
                f" Word. Type {_CONTROL.sub(' ', text)!r} anew."
            )
        if column.choices and text not in column.choices:
            return RefusedValue(
                f"{text!r} is not allowed here. Choose one of: {', '.join(column.choices)}."
            )
        return text
    if column.kind == YES_NO:
        folded = text.casefold()
        if folded in _YES or folded in _NO:
            return folded in _YES
        return RefusedValue(
            f"{text!r} is neither yes nor no. Write true/false, waar/onwaar, ja/nee, yes/no or 1/0."
        )
    if _DATE.match(text):
        meant = f"{text[:4]} as a number" if column.kind == YEAR else "the number itself"
        return RefusedValue(f"a date stands in this cell ({text}). Write {meant}.")
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
    if not math.isfinite(number):
        return RefusedValue(
            f"{text!r} is not a finite number. Write an amount, or leave the cell blank."
        )
    if column.kind in (WHOLE, YEAR):
        if number != int(number):
            return RefusedValue(f"{text!r} is not a whole number. Write one without a fraction.")
        number = int(number)
    if column.kind == WHOLE and number > MOST_YEARS:
        return RefusedValue(
            f"{text!r} is more than {MOST_YEARS} years. Leave it blank where no such rule exists."
        )
    if column.kind == YEAR and not YEAR_RANGE[0] <= number <= YEAR_RANGE[1]:
        return RefusedValue(
            f"{text!r} is not a plausible year ({YEAR_RANGE[0]} to {YEAR_RANGE[1]}). Write four"
            " digits, such as 2026."
        )
    if column.low is not None and number < column.low:
        blank = "" if column.required else ", or leave the cell blank where there is no such rule"
        return RefusedValue(
            f"{text!r} is below {column.low:g}, the least that {column.name} can be. Correct"
            f" it{blank}."
        )
    if column.high is not None and (
        number > column.high or (column.below_high and number >= column.high)
    ):
        hint = " For a percentage write 50% or 0.5." if column.kind == SHARE else ""
        word = "must stay below" if column.below_high else "can be at most"
        return RefusedValue(
            f"{text!r} is too high: {column.name} {word} {column.high:g}.{hint or ' Correct it.'}"
        )
    return number


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML, and so Word and Excel, cannot hold, and those that nothing shows."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}")
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
    body = text.strip().removeprefix("€").strip().removeprefix("EUR").strip()
    is_percentage = body.endswith("%")
    if is_percentage:
        if not percent:
            return RefusedValue(
                f"{text!r} is a percentage; this column holds no share. Write the number itself."
            )
        body = body[:-1].strip()
    if body.casefold().lstrip("+-") in ("nan", "inf", "infinity", "∞"):
        return RefusedValue(
            f"{text!r} is not a finite number. Write an amount, or leave the cell blank."
        )
    if _SPACE.search(body):
        if not re.fullmatch(r"[+-]?\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d+)?", body):
            remedy = (
                "Write it in digits alone, such as 12000000 for twelve million."
                if re.search(r"[^\W\d_]", body)
                else "Leave out the space."
            )
            return RefusedValue(f"{text!r} is not a number. {remedy}")
        body = _SPACE.sub("", body)
    thousands = "," if decimal == "." else "."
    number = _number(body, decimal, thousands)
    if isinstance(number, RefusedValue):
        return RefusedValue(number.reason.format(text=repr(text)))
    return number / 100 if is_percentage else number


def _number(body: str, decimal: str, thousands: str) -> float | RefusedValue:
    """Return a number without spaces, currency or percent sign; `{text}` in a reason is the cell.

    In the patterns d is the decimal sign and t the sign between thousands.
    """
    d, t = re.escape(decimal), re.escape(thousands)
    if _PLAIN.fullmatch(body):
        return float(body)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", body) and decimal == ".":
        return RefusedValue(
            f"{{text}} can be read in two ways. Write {body.replace('.', '')} or {body}0,"
            " whichever is meant."
        )
    if re.fullmatch(rf"[+-]?\d{{1,3}}{t}\d{{3}}", body):
        whole, cents = body.replace(thousands, ""), body.replace(thousands, decimal)
        return RefusedValue(
            f"{{text}} can be read in two ways. Write {whole} or {cents}, whichever is meant."
        )
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:{t}\d{{3}})+(?:{d}\d+)?", body):
        return float(body.replace(thousands, "").replace(decimal, "."))
    if re.fullmatch(rf"[+-]?(?:\d+{d}?\d*|{d}\d+)(?:[eE][+-]?\d+)?", body):
        return float(body.replace(decimal, "."))
    if re.fullmatch(rf"[+-]?\d*{t}\d+", body):
        return RefusedValue(
            f"{{text}} has '{thousands}' where this file's decimal sign is '{decimal}'. Write"
            f" {body.replace(thousands, decimal)}."
        )
    if re.fullmatch(rf"[+-]?\d{{1,3}}(?:(?:{d}\d{{3}})+{t}\d+|(?:{d}\d{{3}}){{2,}})", body):
        meant = body.replace(decimal, "").replace(thousands, decimal)
        return RefusedValue(
            f"{{text}} has '{decimal}' between thousands, where this file's decimal sign is"
            f" '{decimal}'. Write {meant}."
        )
    return RefusedValue(
        f"{{text}} is not a number. Write digits, with '{decimal}' as the decimal sign."
    )


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
    if isinstance(value, bool):
        return RefusedValue(f"{value!r} stands where a number belongs. Write the number.")
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number is refused below
        return check_number(number, column, str(value))
    except (TypeError, ValueError):
        return RefusedValue(f"{str(value)!r} is not a number. Write the number.")
