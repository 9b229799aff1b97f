"""How far the draws lie apart.

Nested bands for the value within and without the walls, and for the gain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ontschotting.charts.axes import format_count_axis, label_bars
from ontschotting.charts.labels import add_legend, write_label
from ontschotting.charts.palette import INK
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.words.measures import MEASURES
from ontschotting.words.numbers import amount

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_WORDS = {
    "nl": {
        "title": "{name}: in 90 van de 100 trekkingen {low} tot {high}",
        "same": "{name}: in ten minste 90 van de 100 trekkingen {low}",
        "none": "Er zijn geen trekkingen om te tonen",
        "subtitle": (
            "Ten hoogste bekostigbare {units}, in {draws} trekkingen binnen de opgegeven marges. De"
            " banden van twee rijen horen niet bij dezelfde trekkingen"
        ),
        "wide": "90 van de 100 trekkingen",
        "half": "de middelste helft",
        "middle": "helft ligt lager, helft hoger",
        "alt": "{name}: 5% {p05}, 25% {p25}, helft {p50}, 75% {p75}, 95% {p95}.",
        "units": "eenheden",
    },
    "en": {
        "title": "{name}: {low} to {high} in 90 of 100 draws",
        "same": "{name}: {low} in at least 90 of 100 draws",
        "none": "There are no draws to show",
        "subtitle": (
            "Fundable {units} at most, in {draws} draws within the given margins. The bands of two"
            " rows do not belong to the same draws"
        ),
        "wide": "90 of 100 draws",
        "half": "the middle half",
        "middle": "half is lower, half higher",
        "alt": "{name}: 5% {p05}, 25% {p25}, half {p50}, 75% {p75}, 95% {p95}.",
        "units": "units",
    },
}
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
MEASURED = ("value_current", "value_lifted", "freed")
_BANDS: dict[str, dict[str, Any]] = {
    "wide": {"facecolor": "#c6dcee", "edgecolor": "#0b3d5c", "linewidth": 0.6},
    "half": {"facecolor": "#1f4e79", "edgecolor": "white", "linewidth": 0.6},
}


def fan_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    title: str | None = None,
) -> Axes:
    """Bands from the 5th to the 95th and from the 25th to the 75th percentile, with the median, per
    measure.

    Args:
        frame: A row per draw, with any of `value_current`, `value_lifted`, `freed` (`Sweep.draws`);
            draws in which a measure does not exist are left out of its row
    """
    words = _WORDS[lang]
    found = quantiles(frame)
    ax = open_axes(ax, 2.75 + 0.55 * max(1, found.height))
    names = [MEASURES[name][lang] for name in found["measure"]]
    alt = []
    most, least = max([*found["p95"], 1e-9]), min([*found["p05"], 0.0])
    reach = most - least
    for place, row in enumerate(found.iter_rows(named=True)):
        ax.barh(place, row["p95"] - row["p05"], left=row["p05"], height=0.5, **_BANDS["wide"])
        ax.barh(place, row["p75"] - row["p25"], left=row["p25"], height=0.5, **_BANDS["half"])
        ax.plot(
            [row["p50"]] * 2,
            [place - 0.34, place + 0.34],
            color="white",
            linewidth=4,
            solid_capstyle="butt",
        )
        ax.plot(
            [row["p50"]] * 2,
            [place - 0.34, place + 0.34],
            color=INK,
            linewidth=2,
            solid_capstyle="butt",
        )
        write_label(
            ax,
            row["p95"] + 0.015 * reach,
            place,
            f"{amount(row['p05'], lang)} … {amount(row['p50'], lang)} … {amount(row['p95'], lang)}",
            fontsize=8,
        )
        alt.append(
            words["alt"].format(
                name=names[place], **{name: amount(row[name], lang) for name in QUANTILES}
            )
        )
    label_bars(ax, names)
    ax.set_xlim(least, most + 0.02 * reach)
    format_count_axis(ax.xaxis, lang)
    add_legend(
        ax,
        3,
        [
            *(Patch(label=words[name], **look) for name, look in _BANDS.items()),
            Line2D([], [], color=INK, linewidth=2, label=words["middle"]),
        ],
    )
    first = found.filter(pl.col("measure") == "freed").to_dicts() or found.to_dicts()[:1]
    sentence = words["none"]
    if first:
        low, high = (amount(first[0][name], lang) for name in ("p05", "p95"))
        sentence = words["same" if low == high else "title"].format(
            name=MEASURES[first[0]["measure"]][lang], low=low, high=high
        )
    subtitle = words["subtitle"].format(
        units=units or words["units"], draws=amount(float(frame.height), lang)
    )
    return apply_style(
        ax,
        ChartTexts(sentence, subtitle, f"{sentence}. " + " ".join(alt)),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
    )


def quantiles(frame: pl.DataFrame) -> pl.DataFrame:
    """`measure` and the five quantiles.

    A quantile between two draws is their linear interpolation.
    """
    measures = [
        name for name in MEASURED if name in frame.columns and frame[name].drop_nulls().len()
    ]
    rows = [
        (
            name,
            *(frame[name].drop_nulls().quantile(share, "linear") for share in QUANTILES.values()),
        )
        for name in measures
    ]
    return pl.DataFrame(
        rows, schema={"measure": pl.String, **dict.fromkeys(QUANTILES, pl.Float64)}, orient="row"
    )
