"""A map: areas from light to dark by a number, or by kind, readable in grey.

Areas without data are hatched.
"""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch
from matplotlib.path import Path

from ontschotting.charts.style import GREY, INK, apply_style, escape_text, open_axes, source_line
from ontschotting.charts.text_layout import FONT
from ontschotting.errors import QuestionError
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.numbers import number

SCALE = ("#e3ecf5", "#aac6e0", "#6c9bc6", "#33699e", "#0d2f52")
"""From light to dark, so that more is darker in grey as well."""
KINDS = (
    ("#0d2f52", None),
    ("#e69f00", "////"),
    ("#a8d8f0", None),
    ("#c1440e", "xxxx"),
    ("#e3e3e3", "...."),
)
NOTHING = ("white", None)
UNKNOWN = ("#f2f2f2", "/////")
LINE = GREY
DUST = 1e-6
"""Less than this part of the largest number is zero: what rounding leaves in an optimum."""

_WORDS = {
    "nl": {
        "ends": "{what}: het hoogst in {high_name} ({high}), het laagst in {low_name} ({low})",
        "same": "{what}: overal {high}",
        "same_known": "{what}: {high} in elk gebied met gegevens",
        "none": "{what}: geen gegevens",
        "most": "{what}: het vaakst {kind}, in {count} van {of} gebieden",
        "most_tie": "{what}: het vaakst {kind}, elk in {count} van {of} gebieden",
        "what": "Waarde",
        "below": "minder dan {end}",
        "between": "{start} tot {end}",
        "above": "{start} of meer",
        "unknown": "geen gegevens",
        "other": "anders",
        "several": "{count} gebieden",
        "borders": "Grenzen: {source}",
        "in": "{unit} ({size})",
        "size_6": "in miljoenen",
        "size_9": "in miljarden",
        "alt": "{label}: {count} gebieden.",
        "alt_one": "{label}: 1 gebied.",
    },
    "en": {
        "ends": "{what}: highest in {high_name} ({high}), lowest in {low_name} ({low})",
        "same": "{what}: {high} everywhere",
        "same_known": "{what}: {high} in every area with data",
        "none": "{what}: no data",
        "most": "{what}: most often {kind}, in {count} of {of} areas",
        "most_tie": "{what}: most often {kind}, each in {count} of {of} areas",
        "what": "Value",
        "below": "less than {end}",
        "between": "{start} to {end}",
        "above": "{start} or more",
        "unknown": "no data",
        "other": "other",
        "several": "{count} areas",
        "borders": "Borders: {source}",
        "in": "{unit} ({size})",
        "size_6": "in millions",
        "size_9": "in billions",
        "alt": "{label}: {count} areas.",
        "alt_one": "{label}: 1 area.",
    },
}


@dataclass(frozen=True)
class _Class:
    label: str
    look: tuple[str, str | None]
    areas: tuple[str, ...]


def map_chart(
    frame: pl.DataFrame,
    shapes: pl.DataFrame,
    ax: Axes | None = None,
    *,
    what: str = "",
    unit: str = "",
    breaks: Sequence[float] | None = None,
    borders: pl.DataFrame | None = None,
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    counted: bool = True,
    title: str | None = None,
) -> Axes:
    """A map of areas by value.

    A large area is not a large number: the eye sees hectares.

    Args:
        frame: `area`, `value`, and `name` when the areas have names for people. Numbers go from
            light to dark in at most five classes of about as many areas (zero is a class of its
            own); texts are kinds, at most five. Areas that are blank or absent are hatched: no data
        shapes: `area`, `ring`, `lon`, `lat` in the order of drawing, and `source`, the attribution
            (`ontschotting.shapes`)
        breaks: Where classes begin (one to four), when they are to be the same on several maps
        borders: Shapes of a level above, drawn as thicker lines
        counted: The numbers were counted from the tables; False when they come from optima

    Raises:
        QuestionError: For areas that have no shape, or that come twice.
    """
    words, alone = _WORDS[lang], ax is None
    frame = _checked(frame, shapes)
    if breaks is not None and not 0 < len(set(breaks)) < len(SCALE):
        raise QuestionError(
            f"map | {len(set(breaks))} breaks were given; a map has 1 to {len(SCALE) - 1}, so that"
            " its shades can be told apart."
        )
    frame, breaks, unit = _scaled(frame, breaks, unit, words)
    classes = (
        _kinds(frame, words)
        if frame["value"].dtype == pl.String
        else _numbers(frame, breaks, words, lang)
    )
    named = {area for one in classes for area in one.areas}
    outlines = {
        area: _path(rings) for (area,), rings in shapes.partition_by("area", as_dict=True).items()
    }
    unknown = tuple(area for area in outlines if area not in named)
    if unknown:
        classes.append(_Class(words["unknown"], UNKNOWN, unknown))
    ax = open_axes(ax, 6.6)
    for one in classes:
        face, hatch = one.look
        ax.add_collection(
            PathCollection(
                [outlines[area] for area in one.areas],
                facecolor=face,
                edgecolor=_line(face),
                linewidth=0.35,
                hatch=hatch,
            )
        )
    if borders is not None:
        around = [_path(rings) for rings in borders.partition_by("area")]
        ax.add_collection(PathCollection(around, facecolor="none", edgecolor=INK, linewidth=0.9))
    _frame_in(ax, shapes)
    keys = [
        Patch(
            facecolor=one.look[0],
            edgecolor=_line(one.look[0]),
            hatch=one.look[1],
            label=escape_text(one.label, 34),
        )
        for one in classes
    ]
    ax.legend(
        handles=keys,
        loc="upper left",
        frameon=False,
        prop={"family": FONT, "size": 8.5},
        handlelength=1.6,
        handleheight=1.2,
        borderaxespad=0.0,
        labelspacing=0.55,
    )
    sentence = _sentence(frame, what or words["what"], bool(unknown), words, lang)
    attributed = (
        [
            words["borders"].format(source=one)
            for one in shapes["source"].drop_nulls().unique().sort().to_list()
        ]
        if "source" in shapes.columns
        else []
    )
    alt = " ".join(
        [f"{said}." for said in (title, sentence, unit) if said]
        + [
            words["alt" if len(one.areas) != 1 else "alt_one"].format(
                label=one.label, count=len(one.areas)
            )
            for one in classes
        ]
    )
    sources = ". ".join(filter(None, [source, *attributed]))
    apply_style(
        ax,
        alone,
        title=title or sentence,
        subtitle=unit,
        source=sources,
        lang=lang,
        assumptions=assumptions,
        alt=alt,
        left=1.75,
        bottom=0.5,
        right=0.2,
        keyed=False,
        counted=counted,
    )
    foot = (
        source_line(sources, lang, assumptions, counted)
        if source
        else " ".join(
            [*(f"{one}." for one in attributed), source_line("", lang, assumptions)]
        ).strip()
    )
    _settle(ax, alone, foot, title or sentence, unit)
    return ax


def _settle(ax: Axes, alone: bool, foot: str, title: str, unit: str) -> None:
    """The legend beside a map of its own.

    On axes of the caller a title that fits, and the source line that no map may go without.
    """
    key, figure = ax.get_legend(), ax.figure
    assert key is not None
    inches, place = figure.bbox.width / figure.dpi, ax.get_position(original=True)
    if alone:
        key.set_bbox_to_anchor((0.14 / inches, place.y1), transform=figure.transSubfigure)
    else:
        wide = max(12, int(place.width * inches * 12))
        ax.set_title(
            "\n".join(
                line for text in (title, unit) for line in textwrap.wrap(escape_text(text), wide)
            ),
            loc="left",
            fontsize=10,
            color=INK,
            fontfamily=FONT,
        )
        key.set_frame_on(True)
        key.get_frame().set(facecolor="white", edgecolor="none", alpha=0.8)
        ax.text(
            0.0,
            -0.02,
            "\n".join(textwrap.wrap(foot, int(wide * 1.5))),
            transform=ax.transAxes,
            ha="left",
            va="top",
            fontsize=6.5,
            color=GREY,
            fontfamily=FONT,
        )
    ax.set_axis_off()


def _checked(frame: pl.DataFrame, shapes: pl.DataFrame) -> pl.DataFrame:
    areas, known = frame["area"].to_list(), set(shapes["area"].to_list())
    lost = [area for area in areas if area not in known]
    if lost:
        raise QuestionError(
            f"map | {len(lost)} areas have no shape, such as"
            f" '{lost[0]}'.{did_you_mean(str(lost[0]), sorted(known))} Ask for shapes of the same"
            " level."
        )
    if len(set(areas)) < len(areas):
        twice = next(area for area in areas if areas.count(area) > 1)
        raise QuestionError(
            f"map | the area '{twice}' has more than one value. Give one row an area."
        )
    if frame["value"].dtype != pl.String:
        value = pl.col("value").cast(pl.Float64)
        frame = frame.with_columns(pl.when(value.is_finite()).then(value).alias("value"))
        dust = DUST * pl.col("value").abs().max()
        frame = frame.with_columns(
            pl.when(pl.col("value").abs() <= dust).then(0.0).otherwise("value").alias("value")
        )
    return frame if "name" in frame.columns else frame.with_columns(pl.col("area").alias("name"))


def _scaled(
    frame: pl.DataFrame, breaks: Sequence[float] | None, unit: str, words: dict[str, str]
) -> tuple[pl.DataFrame, Sequence[float] | None, str]:
    """Numbers of ten million and more in millions or billions, said with the unit.

    A row of zeros is not read.
    """
    largest = 0.0 if frame["value"].dtype == pl.String else series_max(frame["value"].abs(), 0.0)
    power = 9 if largest >= 1e10 else 6 if largest >= 1e7 else 0
    if not power:
        return frame, breaks, unit
    size = words[f"size_{power}"]
    scaled = frame.with_columns(pl.col("value") / 10**power)
    return (
        scaled,
        None if breaks is None else [one / 10**power for one in breaks],
        words["in"].format(unit=unit, size=size) if unit else size,
    )


def _numbers(
    frame: pl.DataFrame, breaks: Sequence[float] | None, words: dict[str, str], lang: str
) -> list[_Class]:
    """Classes of about as many areas each, cut at round numbers.

    Zero apart when nothing lies below it.
    """
    known = frame.drop_nulls("value").sort("value", "area")
    if not known.height:
        return []
    zero = (
        known.filter(pl.col("value") == 0.0)
        if breaks is None and known["value"][0] >= 0.0
        else known.clear()
    )
    rest = known.filter(~pl.col("area").is_in(zero["area"].to_list()))
    found = [_Class("0", NOTHING, tuple(zero["area"].to_list()))] if zero.height else []
    if rest.height:
        cuts = (
            sorted(set(breaks))
            if breaks is not None
            else _round_cuts(rest["value"].to_list(), len(SCALE) - bool(found))
        )
        decimals = _decimals(cuts)
        if not cuts:
            low, high = rest["value"][0], rest["value"][-1]
            label = (
                _shown(high, lang)
                if low == high
                else words["between"].format(start=_shown(low, lang, high), end=_shown(high, lang))
            )
            return [*found, _Class(label, (SCALE[2], None), tuple(rest["area"].to_list()))]
        ends = [-math.inf, *cuts, math.inf]
        for place, (start, end) in enumerate(itertools.pairwise(ends)):
            label = words[
                "below" if start == -math.inf else "above" if end == math.inf else "between"
            ]
            label = label.format(
                start=number(start, lang, decimals) if math.isfinite(start) else "",
                end=number(end, lang, decimals) if math.isfinite(end) else "",
            )
            shade = SCALE[round(place * (len(SCALE) - 1) / len(cuts))]
            found.append(
                _Class(
                    label,
                    (shade, None),
                    tuple(
                        rest.filter((pl.col("value") >= start) & (pl.col("value") < end))[
                            "area"
                        ].to_list()
                    ),
                )
            )
    return found


def _round_cuts(values: list[float], most: int) -> list[float]:
    """At most `most - 1` round numbers that cut sorted values into about equal parts, each part
    holding something.
    """
    wanted = [values[round(part * (len(values) - 1) / most)] for part in range(1, most)]
    steps = [b - a for a, b in zip([values[0], *wanted], wanted, strict=False) if b > a]
    if not steps:
        return [wanted[-1]] if values[0] < values[-1] and wanted[-1] > values[0] else []
    power = math.floor(math.log10(min(steps)) + 1e-9)
    cuts = sorted({round(value, -power) for value in wanted})
    kept: list[float] = []
    for cut in cuts:
        if any((kept[-1] if kept else -math.inf) <= value < cut for value in values) and any(
            value >= cut for value in values
        ):
            kept.append(cut)
    return kept


def _decimals(cuts: Sequence[float]) -> int:
    """As many decimals as tell the cuts apart as they are."""
    return next(
        (
            digits
            for digits in range(7)
            if all(
                math.isclose(round(cut, digits), cut, rel_tol=1e-12, abs_tol=1e-12) for cut in cuts
            )
        ),
        7,
    )


def _kinds(frame: pl.DataFrame, words: dict[str, str]) -> list[_Class]:
    """The kinds that occur most, and the rest together."""
    counts = (
        frame.drop_nulls("value")
        .group_by("value")
        .len()
        .sort("len", "value", descending=[True, False])["value"]
        .to_list()
    )
    apart = counts if len(counts) <= len(KINDS) else counts[: len(KINDS) - 1]
    of = {kind: tuple(frame.filter(pl.col("value") == kind)["area"].to_list()) for kind in apart}
    found = [_Class(kind, look, of[kind]) for kind, look in zip(apart, KINDS, strict=False)]
    rest = tuple(frame.filter(pl.col("value").is_in(counts[len(apart) :]))["area"].to_list())
    return [*found, _Class(words["other"], KINDS[-1], rest)] if rest else found


def _sentence(
    frame: pl.DataFrame, what: str, unknown: bool, words: dict[str, str], lang: str
) -> str:
    """The finding: the ends of the numbers, or the kind that occurs most."""
    known = frame.drop_nulls("value")
    if not known.height:
        return words["none"].format(what=what)
    if known["value"].dtype == pl.String:
        counts = known.group_by("value").len().sort("len", "value", descending=[True, False])
        first = counts.filter(pl.col("len") == pl.col("len").max())
        return words["most" if first.height == 1 else "most_tie"].format(
            what=what, kind=", ".join(first["value"]), count=first["len"][0], of=known.height
        )
    low, high = series_min(known["value"]), series_max(known["value"])
    shown = {"high": _shown(high, lang, high), "low": _shown(low, lang, high)}
    if shown["low"] == shown["high"]:
        return words["same_known" if unknown else "same"].format(what=what, high=shown["high"])
    names = {}
    for end, value in (("low_name", low), ("high_name", high)):
        there = known.filter(pl.col("value") == value)["name"].to_list()
        names[end] = str(there[0]) if len(there) == 1 else words["several"].format(count=len(there))
    return words["ends"].format(what=what, **names, **shown)


def _shown(value: float, lang: str, beside: float | None = None) -> str:
    """Three digits (1.23, 12.3, 123).

    With as many decimals as its neighbour, unless nothing would be left of it.
    """
    size = abs(value if beside is None else beside)
    text = number(value, lang, min(7, max(0, 2 - math.floor(math.log10(size)))) if size else 2)
    return _shown(value, lang) if beside is not None and value and text == "0" else text


def _line(face: str) -> str:
    """The colour of borders and hatches on a surface: white on dark."""
    red, green, blue = to_rgb(face)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.5 else LINE


def _path(rings: pl.DataFrame) -> Path:
    """The rings of an area as one path; a hole runs the other way round and so stays open."""
    points, codes = [], []
    for ring in rings.partition_by("ring", maintain_order=True):
        corners = list(zip(ring["lon"].to_list(), ring["lat"].to_list(), strict=True))
        points += [*corners, corners[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY]
    return Path(points, codes)


def _frame_in(ax: Axes, shapes: pl.DataFrame) -> None:
    """The whole of the shapes, a degree east as long as it is there."""
    west, east = series_min(shapes["lon"]), series_max(shapes["lon"])
    south, north = series_min(shapes["lat"]), series_max(shapes["lat"])
    ax.set_xlim(west - 0.01 * (east - west), east + 0.01 * (east - west))
    ax.set_ylim(south - 0.01 * (north - south), north + 0.01 * (north - south))
    ax.set_aspect(1 / max(0.05, math.cos(math.radians((south + north) / 2))), anchor="NE")
