"""How often each gain comes out of the draws; the draws without any difference stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ontschotting.charts.axes import format_count_axis
from ontschotting.charts.labels import write_label
from ontschotting.charts.palette import FILLS, GREY, INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "none": (
            "In {none} van de trekkingen maken deze schotten geen verschil; 90 van de 100 liggen"
            " van {p05} tot {p95}"
        ),
        "all": "In geen enkele trekking maken deze schotten verschil",
        "nothing": "Er zijn geen trekkingen om te tonen",
        "always": (
            "In elke trekking maken deze schotten verschil; 90 van de 100 liggen van {p05} tot"
            " {p95}"
        ),
        "subtitle": (
            "Extra bekostigbare {units} zonder deze schotten, in {draws} trekkingen binnen de"
            " opgegeven marges; hoogte: deel van de trekkingen"
        ),
        "dashes": "; streeplijnen begrenzen 90 van de 100",
        "zero": "geen verschil: {none}",
        "alt": "Helft: {p50}; gemiddeld: {mean}.",
        "half": "helft: {p50}",
        "units": "eenheden",
    },
    "en": {
        "none": (
            "In {none} of the draws these walls make no difference; 90 of 100 lie from {p05} to"
            " {p95}"
        ),
        "all": "In no draw do these walls make a difference",
        "nothing": "There are no draws to show",
        "always": "In every draw these walls make a difference; 90 of 100 lie from {p05} to {p95}",
        "subtitle": (
            "Extra fundable {units} without these walls, in {draws} draws within the given margins;"
            " height: share of the draws"
        ),
        "dashes": "; dashed lines bound 90 of 100",
        "zero": "no difference: {none}",
        "alt": "Half: {p50}; mean: {mean}.",
        "half": "half: {p50}",
        "units": "units",
    },
}
_BINS = 24


def sweep_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """The share of the draws per size of the gain.

    Args:
        frame: A row per draw, `freed` (`Sweep.draws`); draws in which it does not exist are left
            out and not counted
    """
    words = _WORDS[lang]
    freed = frame["freed"].drop_nulls().to_numpy()
    ax = open_axes(ax, 3.9)
    moving, still = freed[freed != 0], float(np.mean(freed == 0)) if len(freed) else 0.0
    if len(moving):
        first, last = min(float(moving.min()), 0.0), max(float(moving.max()), 0.0)
        wide = (last - first) / _BINS
        # Bins begin at zero on both sides of it, so that none mixes gains with losses.
        edges = wide * np.arange(np.floor(first / wide + 1e-9), np.ceil(last / wide - 1e-9) + 1)
        counts, _ = np.histogram(np.clip(moving, edges[0], edges[-1]), edges)
        ax.bar(
            edges[:-1],
            counts / len(freed),
            width=np.diff(edges),
            align="edge",
            linewidth=0.7,
            **FILLS["free"],
        )
    else:
        wide = 1 / _BINS
        ax.set_xlim(-0.05, 1.0)
    if still:
        # at zero itself, and narrow: it is one value and no range
        ax.bar(0, still, width=0.4 * wide, linewidth=0.7, zorder=3, **FILLS["current"])
    numbers = (
        {
            name: float(np.quantile(freed, share))
            for name, share in (("p05", 0.05), ("p50", 0.5), ("p95", 0.95))
        }
        if len(freed)
        else {}
    )
    shown = {name: amount(value, lang) for name, value in numbers.items()} | {
        "none": amount(still, lang, "share")
    }
    shown["mean"] = amount(float(freed.mean()) if len(freed) else None, lang)
    top = ax.get_ylim()[1]
    ax.set_ylim(0, 1.18 * top)
    if still:
        write_label(
            ax,
            0.4 * wide,
            still - 0.03 * top,
            words["zero"].format(**shown),
            ha="left",
            fontsize=8.5,
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85},
        )
    # a quantile at zero is the bar at zero
    for name in [name for name, value in numbers.items() if value != 0]:
        ax.axvline(
            numbers[name],
            ymax=0.86,
            color=INK if name == "p50" else GREY,
            linewidth=1.1,
            linestyle="-" if name == "p50" else (0, (4, 2)),
        )
    if numbers.get("p50"):
        ax.annotate(
            words["half"].format(**shown),
            (numbers["p50"], 1.1 * top),
            xytext=(3, 0),
            textcoords="offset points",
            fontsize=8.5,
            color=INK,
            fontfamily=FONT,
        )
    format_count_axis(ax.xaxis, lang)
    format_count_axis(ax.yaxis, lang, percent=True)
    sentence = words[
        "nothing" if not len(freed) else "all" if not len(moving) else "none" if still else "always"
    ].format(**shown)
    subtitle = words["subtitle"].format(
        units=units or words["units"], draws=amount(float(len(freed)), lang)
    )
    subtitle += (
        words["dashes"]
        if any(numbers[name] != 0 for name in ("p05", "p95") if name in numbers)
        else ""
    )
    alt = f"{sentence}. " + (words["alt"].format(**shown) if len(freed) else "")
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, alt),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )
