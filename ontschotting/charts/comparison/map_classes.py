"""Divides the areas of a map into classes: by kind, or by number at round cuts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from ontschotting.support.tolerances import SAME_SUM, WHOLE_NUMBER
from ontschotting.words.catalogue import Texts
from ontschotting.words.numbers import number

SCALE = ("#e3ecf5", "#aac6e0", "#6c9bc6", "#33699e", "#0d2f52")
"""From light to dark, so that more is darker in grey as well."""
KINDS = ("#0d2f52", "#e69f00", "#a8d8f0", "#c1440e", "#e3e3e3")
"""The colour of each kind."""
NOTHING = "white"
UNKNOWN = "#d8d2c8"
"""Of areas without data: a grey that is not on the scale."""


@dataclass(frozen=True)
class AreaClass:
    """Areas that are drawn alike.

    Attributes:
        label: What the legend says of them
        fill: Their colour
        areas: Their codes
    """

    label: str
    fill: str
    areas: tuple[str, ...]


def classes_by_kind(frame: pl.DataFrame, other: str) -> list[AreaClass]:
    """Return a class for each of the kinds that occur most, and one for the rest together.

    Args:
        frame: `area`, `value` (the kind)
        other: What the legend says of the rest
    """
    kinds = (
        frame.drop_nulls("value")
        .group_by("value")
        .len()
        .sort("len", "value", descending=[True, False])["value"]
        .to_list()
    )
    largest = kinds if len(kinds) <= len(KINDS) else kinds[: len(KINDS) - 1]
    classes = [
        AreaClass(kind, fill, _areas_where(frame, pl.col("value") == kind))
        for kind, fill in zip(largest, KINDS, strict=False)
    ]
    rest = _areas_where(frame, pl.col("value").is_in(kinds[len(largest) :]))
    return [*classes, AreaClass(other, KINDS[-1], rest)] if rest else classes


def classes_by_number(
    frame: pl.DataFrame, breaks: Sequence[float] | None, words: Texts, lang: str
) -> list[AreaClass]:
    """Return classes of about as many areas each, cut at round numbers.

    Zero is a class of its own if nothing lies below it.

    Args:
        frame: `area`, `value`
        breaks: Where classes begin; by default where that makes them about equal
        words: The patterns `below`, `between` and `above`
        lang: `nl` or `en`
    """
    known = frame.drop_nulls("value").sort("value", "area")
    has_own_zero = bool(known.height) and breaks is None and known["value"][0] >= 0.0
    zero = _areas_where(known, pl.col("value") == 0.0) if has_own_zero else ()
    rest = known.filter(~pl.col("area").is_in(list(zero)))
    classes = [AreaClass("0", NOTHING, zero)] if zero else []
    if not rest.height:
        return classes
    cuts = (
        sorted(set(breaks))
        if breaks is not None
        else _round_cuts(rest["value"].to_list(), len(SCALE) - len(classes))
    )
    if not cuts:
        label = _range_label(rest["value"][0], rest["value"][-1], words, lang)
        return [*classes, AreaClass(label, SCALE[2], tuple(rest["area"].to_list()))]
    decimals = _decimals(cuts)
    for position, (start, end) in enumerate(pairwise([-math.inf, *cuts, math.inf])):
        pattern = "below" if start == -math.inf else "above" if end == math.inf else "between"
        label = words[pattern].format(
            start=number(start, lang, decimals) if math.isfinite(start) else "",
            end=number(end, lang, decimals) if math.isfinite(end) else "",
        )
        shade = SCALE[round(position * (len(SCALE) - 1) / len(cuts))]
        inside = (pl.col("value") >= start) & (pl.col("value") < end)
        classes.append(AreaClass(label, shade, _areas_where(rest, inside)))
    return classes


def _areas_where(frame: pl.DataFrame, condition: pl.Expr) -> tuple[str, ...]:
    return tuple(frame.filter(condition)["area"].to_list())


def _range_label(low: float, high: float, words: Texts, lang: str) -> str:
    if low == high:
        return format_three_digits(high, lang)
    return words["between"].format(
        start=format_three_digits(low, lang, beside=high), end=format_three_digits(high, lang)
    )


def _round_cuts(values: list[float], most: int) -> list[float]:
    """Return at most `most − 1` round numbers that cut sorted values into about equal parts.

    No part is empty.
    """
    exact = [values[round(part * (len(values) - 1) / most)] for part in range(1, most)]
    steps = [
        after - before
        for before, after in zip([values[0], *exact], exact, strict=False)
        if after > before
    ]
    if not steps:
        return [exact[-1]] if values[0] < values[-1] and exact[-1] > values[0] else []
    power = math.floor(math.log10(min(steps)) + WHOLE_NUMBER)
    cuts: list[float] = []
    for cut in sorted({round(value, -power) for value in exact}):
        start = cuts[-1] if cuts else -math.inf
        if any(start <= value < cut for value in values) and any(value >= cut for value in values):
            cuts.append(cut)
    return cuts


def _decimals(cuts: Sequence[float]) -> int:
    """Return the fewest decimals with which every cut is written as it is, at most 7."""
    return next(
        (
            decimals
            for decimals in range(7)
            if all(
                math.isclose(round(cut, decimals), cut, rel_tol=SAME_SUM, abs_tol=SAME_SUM)
                for cut in cuts
            )
        ),
        7,
    )


def format_three_digits(value: float, lang: str, beside: float | None = None) -> str:
    """Return a number in three digits: 1.23, 12.3 or 123.

    Args:
        value: The number
        lang: `nl` or `en`
        beside: A number with which it shares its decimals, unless nothing would be left of it
    """
    size = abs(value if beside is None else beside)
    text = number(value, lang, min(7, max(0, 2 - math.floor(math.log10(size)))) if size else 2)
    if beside is not None and value and text == "0":
        return format_three_digits(value, lang)
    return text
