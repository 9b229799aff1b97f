"""Streams against purposes.

Where money may go today, and what the first euro through a closed wall would add at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from matplotlib.patches import Rectangle

from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, GREY, INK, WIDTH
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import FONT, fold_to_two_lines, measure_width
from ontschotting.support.numerics import series_max
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "Het duurst voor een eerste euro: {stream} mag niet naar {purpose}",
        "tie_purpose": "Het duurst voor een eerste euro: {count} stromen mogen niet naar {purpose}",
        "tie": "Voor een eerste euro zijn {count} schotten het duurst, alle even duur",
        "little": "< {least}",
        "none": "Bij geen van deze schotten zou de volgende euro iets toevoegen",
        "subtitle": (
            "{units} die het eerste miljoen euro over dat schot ten hoogste zou toevoegen; gevuld:"
            " mag nu al"
        ),
        "units": "eenheden",
        "alt": "{stream} naar {purpose}: ten hoogste {value} per miljoen euro.",
        "more": " Niet getekend: stromen zonder hogere prijs ({count}).",
        "rest": " Niet duurder: {count}.",
    },
    "en": {
        "title": "Dearest for a first euro: {stream} may not go to {purpose}",
        "tie_purpose": "Dearest for a first euro: {count} streams may not go to {purpose}",
        "tie": "For a first euro {count} walls are the dearest, all equally so",
        "little": "< {least}",
        "none": "At none of these walls would the next euro add anything",
        "subtitle": (
            "{units} that the first million euros through the wall would add at most; filled:"
            " allowed today"
        ),
        "units": "units",
        "alt": "{stream} to {purpose}: at most {value} per million euros.",
        "more": " Not drawn: streams without a higher price ({count}).",
        "rest": " No dearer: {count}.",
    },
}
_NOISE = 1e-12
"""Units a euro below which a price is the rounding of a solver."""
_TOLD = 6
"""Pairs that the alternative text names, the dearest first."""


def shadow_prices_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    most_rows: int = 14,
    title: str | None = None,
) -> Axes:
    """A grid: streams down, purposes across.

    Args:
        frame: `stream`, `purpose`, `open`, `value_per_eur` (`WallPrices.table`); `name` is shown
            instead of `stream` when given
    """
    words = _WORDS[lang]
    frame, key = disambiguate_names(frame, "stream"), "name"
    dear = (
        frame.group_by(key)
        .agg(pl.col("value_per_eur").max().fill_null(0.0))
        .sort("value_per_eur", key, descending=[True, False])
    )
    names = dear[key].to_list()[:most_rows]
    purposes = sorted(frame["purpose"].unique().to_list())
    ax = open_axes(ax, 2.5 + 0.4 * max(1, len(names)))
    frame = frame.with_columns(
        pl.when(pl.col("value_per_eur") > _NOISE)
        .then("value_per_eur")
        .otherwise(pl.col("value_per_eur") * 0.0)
    )
    most = series_max(frame["value_per_eur"], 0.0)
    alt: list[tuple[float, str]] = []
    for name, purpose, is_open, price in frame.select(
        key, "purpose", "open", "value_per_eur"
    ).iter_rows():
        if name not in names:
            continue
        x, y = purposes.index(purpose), names.index(name)
        if is_open:
            ax.add_patch(
                Rectangle(
                    (x - 0.46, y - 0.42),
                    0.92,
                    0.84,
                    facecolor=FILLS["needed"]["facecolor"],
                    edgecolor="white",
                )
            )
            continue
        depth = price / most if most > 0 else 0.0
        shade = np.array([1.0, 1.0, 1.0]) * (1 - depth) + np.array([0.90, 0.62, 0.0]) * depth
        ax.add_patch(
            Rectangle(
                (x - 0.46, y - 0.42),
                0.92,
                0.84,
                facecolor=tuple(shade),
                edgecolor=GREY,
                linewidth=0.6,
                hatch="////" if depth > 0.5 else None,
            )
        )
        label = ax.text(
            x,
            y,
            escape_text(_told(price, words, lang)),
            ha="center",
            va="center",
            fontsize=8.5,
            color=INK,
            fontfamily=FONT,
        )
        label.set_bbox(
            {
                "facecolor": "white",
                "edgecolor": "none",
                "pad": 1.2,
                "alpha": 0.85 if depth > 0.5 else 0.0,
            }
        )
        if price > 0:
            alt.append(
                (
                    -price,
                    words["alt"].format(
                        stream=name,
                        purpose=purpose_words(purpose, lang),
                        value=_told(price, words, lang),
                    ),
                )
            )
    ax.set_xlim(-0.5, max(0.5, len(purposes) - 0.5))
    ax.set_ylim(max(0.5, len(names) - 0.5), -0.5)
    ax.set_yticks(
        range(len(names)),
        ["\n".join(fold_to_two_lines(escape_text(str(name)), 2.1, 8.5)) for name in names],
    )
    labels = [escape_text(purpose_words(purpose, lang)) for purpose in purposes]
    widest = max((measure_width(label, 8.5) for label in labels), default=0.0)
    slanted = widest + 0.08 > (WIDTH - 2.8) / max(1, len(labels))
    look: dict[str, Any] = (
        {"rotation": 40, "ha": "right", "rotation_mode": "anchor"} if slanted else {}
    )
    ax.set_xticks(range(len(labels)), labels, **look)
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    dearest = frame.filter(pl.col("value_per_eur") >= (1 - 1e-6) * most)
    kind = (
        "none"
        if most <= 0
        else (
            "title"
            if dearest.height == 1
            else "tie_purpose"
            if dearest["purpose"].n_unique() == 1
            else "tie"
        )
    )
    found = (
        {}
        if most <= 0
        else {
            "stream": dearest[key][0],
            "purpose": purpose_words(dearest["purpose"][0], lang),
            "count": dearest.height,
        }
    )
    sentence = words[kind].format(**found)
    shown = (units or words["units"]).capitalize()
    subtitle = words["subtitle"].format(units=shown) + (
        "." + words["more"].format(count=dear.height - len(names))
        if dear.height > len(names)
        else ""
    )
    told = " ".join(text for _, text in sorted(alt, key=lambda one: one[0])[:_TOLD]) + (
        words["rest"].format(count=len(alt) - _TOLD) if len(alt) > _TOLD else ""
    )
    done = apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. {told}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        bottom=0.62 + (0.65 * widest if slanted else 0.0),
    )
    for side in ax.spines.values():
        side.set_visible(False)
    return done


def _told(price: float, words: dict[str, str], lang: str) -> str:
    """What a million would add; a little is not nothing."""
    return (
        words["little"].format(least=amount(0.1, lang))
        if 0 < 1e6 * price < 0.05
        else amount(1e6 * price, lang)
    )
