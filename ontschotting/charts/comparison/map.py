"""A map of areas, from light to dark by a number, or by kind; areas without data are grey."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.comparison.map_classes import (
    SCALE,
    UNKNOWN,
    AreaClass,
    classes_by_kind,
    classes_by_number,
    format_three_digits,
)
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, LABEL_SIZE, SOURCE_SIZE, TEXT_SIZE
from ontschotting.charts.labels import is_own_figure
from ontschotting.charts.names import escape_text
from ontschotting.charts.palette import GREY, INK
from ontschotting.charts.style import ChartTexts, apply_style, format_source, open_axes
from ontschotting.errors import QuestionError
from ontschotting.support.numerics import series_max, series_min
from ontschotting.support.suggestions import did_you_mean
from ontschotting.support.tolerances import NEGLIGIBLE
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.messages import problem

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_LETTERS_AN_INCH = 12
"""Of a title on axes of the caller."""


@in_default_style
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
    unproven: bool = False,
    from_optima: bool = False,
    title: str | None = None,
) -> Axes:
    """Draw a map of areas by value.

    A large area is not a large number: the eye sees hectares.

    Args:
        frame: `area`, `value`, and `name` if the areas have names for people. Numbers go from
            light to dark in at most five classes of about as many areas (zero is a class of its
            own); texts are kinds, at most five. Areas that are blank or absent are grey: no data
        shapes: `area`, `ring`, `lon`, `lat` in the order of drawing, and `source`, the attribution
            (`ontschotting.shapes`)
        ax: The axes to draw on; by default new ones
        what: What the value is, for the title
        unit: Of the value, for the subtitle
        breaks: Where classes begin (one to four), when they are to be the same on several maps
        borders: Shapes of a level above, drawn as thicker lines
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        from_optima: Whether the numbers come from optima; else they were counted from tables
        title: A title instead of the finding

    Raises:
        QuestionError: For areas that have no shape, or that come twice.
    """
    words = texts("charts.map", lang)
    frame = _clean_values(_checked_areas(frame, shapes))
    _check_breaks(breaks)
    frame, breaks, unit = _scale_numbers(frame, breaks, unit, words)
    outlines = _outlines(shapes)
    classes = _classes(frame, breaks, list(outlines), words, lang)
    has_unknown = any(members.fill == UNKNOWN for members in classes)
    ax = open_axes(ax, 6.6)
    _draw_areas(ax, classes, outlines, borders)
    _fit_to_shapes(ax, shapes)
    _add_class_legend(ax, classes)
    finding = _finding(frame, what or words["what"], has_unknown, words, lang)
    attributions = _attributions(shapes, words)
    sources = ". ".join(filter(None, [source, *attributions]))
    ax.set_axis_off()
    apply_style(
        ax,
        ChartTexts(finding, unit, _alternative_text([title, finding, unit], classes, words)),
        title=title,
        source=sources,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        left=1.75,
        bottom=0.5,
        right=0.2,
        from_optima=from_optima,
        places_legend=False,
    )
    if is_own_figure(ax):
        _place_legend_beside(ax)
    else:
        if source:
            source_line = format_source(sources, lang, assumptions, from_optima, unproven)
        else:
            status = format_source("", lang, assumptions, unproven=unproven)
            source_line = " ".join([*(f"{text}." for text in attributions), status]).strip()
        _write_within(ax, title or finding, unit, source_line)
    return ax


def _checked_areas(frame: pl.DataFrame, shapes: pl.DataFrame) -> pl.DataFrame:
    """Return the frame, with names, if every area has a shape and comes once."""
    areas, known = frame["area"].to_list(), set(shapes["area"].to_list())
    without_shape = [area for area in areas if area not in known]
    if without_shape:
        first = without_shape[0]
        raise QuestionError(
            problem(
                "areas_without_shape",
                count=len(without_shape),
                first=first,
                hint=did_you_mean(str(first), sorted(known)),
            )
        )
    if len(set(areas)) < len(areas):
        twice = next(area for area in areas if areas.count(area) > 1)
        raise QuestionError(problem("area_with_two_values", twice=twice))
    return frame if "name" in frame.columns else frame.with_columns(pl.col("area").alias("name"))


def _clean_values(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with numbers that are finite or blank, and zero where there is but noise."""
    if frame["value"].dtype == pl.String:
        return frame
    value = pl.col("value").cast(pl.Float64)
    frame = frame.with_columns(pl.when(value.is_finite()).then(value).alias("value"))
    is_noise = pl.col("value").abs() <= NEGLIGIBLE * pl.col("value").abs().max()
    return frame.with_columns(pl.when(is_noise).then(0.0).otherwise("value").alias("value"))


def _check_breaks(breaks: Sequence[float] | None) -> None:
    if breaks is not None and not 0 < len(set(breaks)) < len(SCALE):
        raise QuestionError(
            problem("too_many_breaks", breaks=len(set(breaks)), most=len(SCALE) - 1)
        )


def _scale_numbers(
    frame: pl.DataFrame, breaks: Sequence[float] | None, unit: str, words: Texts
) -> tuple[pl.DataFrame, Sequence[float] | None, str]:
    """Return numbers of ten million and more in millions or billions, which the unit then says.

    A row of zeros is hard to read.
    """
    largest = 0.0 if frame["value"].dtype == pl.String else series_max(frame["value"].abs(), 0.0)
    power = 9 if largest >= 1e10 else 6 if largest >= 1e7 else 0
    if not power:
        return frame, breaks, unit
    size = words[f"size_{power}"]
    return (
        frame.with_columns(pl.col("value") / 10**power),
        None if breaks is None else [start / 10**power for start in breaks],
        words["in"].format(unit=unit, size=size) if unit else size,
    )


def _classes(
    frame: pl.DataFrame,
    breaks: Sequence[float] | None,
    areas: Sequence[str],
    words: Texts,
    lang: str,
) -> list[AreaClass]:
    """Return the classes of a map, those without data last."""
    classes = (
        classes_by_kind(frame, words["other"])
        if frame["value"].dtype == pl.String
        else classes_by_number(frame, breaks, words, lang)
    )
    known = {area for members in classes for area in members.areas}
    unknown = tuple(area for area in areas if area not in known)
    return [*classes, AreaClass(words["unknown"], UNKNOWN, unknown)] if unknown else classes


def _outlines(shapes: pl.DataFrame) -> dict[str, Path]:
    """Return the outline of each area."""
    return {
        str(area): _outline(rings)
        for (area,), rings in shapes.partition_by("area", as_dict=True).items()
    }


def _outline(rings: pl.DataFrame) -> Path:
    """Return the rings of an area as one path; a hole runs the other way round and stays open."""
    from matplotlib.path import Path

    points, codes = [], []
    for ring in rings.partition_by("ring", maintain_order=True):
        corners = list(zip(ring["lon"].to_list(), ring["lat"].to_list(), strict=True))
        points += [*corners, corners[0]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY]
    return Path(points, codes)


def _draw_areas(
    ax: Axes,
    classes: Sequence[AreaClass],
    outlines: dict[str, Path],
    borders: pl.DataFrame | None,
) -> None:
    from matplotlib.collections import PathCollection

    for members in classes:
        ax.add_collection(
            PathCollection(
                [outlines[area] for area in members.areas],
                facecolor=members.fill,
                edgecolor=_line_colour(members.fill),
                linewidth=0.35,
            )
        )
    if borders is not None:
        lines = [_outline(rings) for rings in borders.partition_by("area")]
        ax.add_collection(PathCollection(lines, facecolor="none", edgecolor=INK, linewidth=0.9))


def _line_colour(face: str) -> str:
    """Return the colour of borders on a surface: white on dark."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(face)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.5 else GREY


def _fit_to_shapes(ax: Axes, shapes: pl.DataFrame) -> None:
    """Show the whole of the shapes, where a kilometre is as long to the east as to the north."""
    west, east = series_min(shapes["lon"]), series_max(shapes["lon"])
    south, north = series_min(shapes["lat"]), series_max(shapes["lat"])
    ax.set_xlim(west - 0.01 * (east - west), east + 0.01 * (east - west))
    ax.set_ylim(south - 0.01 * (north - south), north + 0.01 * (north - south))
    ax.set_aspect(1 / max(0.05, math.cos(math.radians((south + north) / 2))), anchor="NE")


def _add_class_legend(ax: Axes, classes: Sequence[AreaClass]) -> None:
    from matplotlib.patches import Patch

    keys = [
        Patch(
            facecolor=members.fill,
            edgecolor=_line_colour(members.fill),
            label=escape_text(members.label, 34),
        )
        for members in classes
    ]
    ax.legend(
        handles=keys,
        loc="upper left",
        frameon=False,
        prop={"family": FONT, "size": TEXT_SIZE},
        handlelength=1.6,
        handleheight=1.2,
        borderaxespad=0.0,
        labelspacing=0.55,
    )


def _place_legend_beside(ax: Axes) -> None:
    """Place the legend to the left of a map on a figure of its own."""
    legend, figure = ax.get_legend(), ax.figure
    assert legend is not None
    top = ax.get_position(original=True).y1
    width = figure.bbox.width / figure.dpi
    legend.set_bbox_to_anchor((0.14 / width, top), transform=figure.transSubfigure)


def _write_within(ax: Axes, title: str, unit: str, source_line: str) -> None:
    """Write a title that fits on axes of the caller, and the source line below the map."""
    legend, figure = ax.get_legend(), ax.figure
    assert legend is not None
    inches = ax.get_position(original=True).width * (figure.bbox.width / figure.dpi)
    letters = max(12, int(inches * _LETTERS_AN_INCH))
    lines = [line for text in (title, unit) for line in textwrap.wrap(escape_text(text), letters)]
    style: dict[str, Any] = {"color": INK, "fontfamily": FONT}
    ax.set_title("\n".join(lines), loc="left", fontsize=LABEL_SIZE, **style)
    legend.set_frame_on(True)
    legend.get_frame().set(facecolor="white", edgecolor="none", alpha=0.8)
    ax.text(
        0.0,
        -0.02,
        "\n".join(textwrap.wrap(source_line, int(letters * 1.5))),
        transform=ax.transAxes,
        ha="left",
        va="top",
        fontsize=SOURCE_SIZE,
        color=GREY,
        fontfamily=FONT,
    )


def _attributions(shapes: pl.DataFrame, words: Texts) -> list[str]:
    """Return whose borders the shapes are."""
    if "source" not in shapes.columns:
        return []
    owners = shapes["source"].drop_nulls().unique().sort().to_list()
    return [words["borders"].format(source=owner) for owner in owners]


def _alternative_text(
    sentences: Sequence[str | None], classes: Sequence[AreaClass], words: Texts
) -> str:
    counts = [
        words["alt" if len(members.areas) != 1 else "alt_one"].format(
            label=members.label, count=len(members.areas)
        )
        for members in classes
    ]
    return " ".join([*(f"{sentence}." for sentence in sentences if sentence), *counts])


def _finding(frame: pl.DataFrame, what: str, has_unknown: bool, words: Texts, lang: str) -> str:
    """Return the ends of the numbers, or the kind that occurs most."""
    known = frame.drop_nulls("value")
    if not known.height:
        return words["none"].format(what=what)
    if known["value"].dtype == pl.String:
        return _most_frequent_kind(known, what, words)
    low, high = series_min(known["value"]), series_max(known["value"])
    ends = {
        "high": format_three_digits(high, lang, beside=high),
        "low": format_three_digits(low, lang, beside=high),
    }
    if ends["low"] == ends["high"]:
        return words["same_known" if has_unknown else "same"].format(what=what, high=ends["high"])
    names = {}
    for end, value in (("low_name", low), ("high_name", high)):
        at_end = known.filter(pl.col("value") == value)["name"].to_list()
        names[end] = (
            str(at_end[0]) if len(at_end) == 1 else words["several"].format(count=len(at_end))
        )
    return words["ends"].format(what=what, **names, **ends)


def _most_frequent_kind(known: pl.DataFrame, what: str, words: Texts) -> str:
    counts = known.group_by("value").len().sort("len", "value", descending=[True, False])
    first = counts.filter(pl.col("len") == pl.col("len").max())
    return words["most" if first.height == 1 else "most_tie"].format(
        what=what, kind=", ".join(first["value"]), count=first["len"][0], of=known.height
    )
