"""Streams against purposes: where money may go, and what the first euro elsewhere would add."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from ontschotting.charts.axes import BAR_NAME_SIZE, BAR_NAME_WIDTH
from ontschotting.charts.default_style import in_default_style
from ontschotting.charts.font import FONT, LINE_SPACING, TEXT_SIZE
from ontschotting.charts.names import disambiguate_names, escape_text
from ontschotting.charts.palette import FILLS, GREY, INK, WIDTH
from ontschotting.charts.style import ChartTexts, apply_style, open_axes
from ontschotting.charts.text_layout import fold_to_two_lines, measure_width
from ontschotting.support.numerics import series_max
from ontschotting.support.tolerances import NEGLIGIBLE, PRICE_ZERO
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import ratio

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

_PAIRS_IN_TEXT = 6
"""Pairs that the alternative text names, the dearest first."""
_DEAREST = (0.90, 0.62, 0.0)
"""Red, green and blue of the highest price; a price of zero is white."""


@in_default_style
def shadow_prices_chart(
    frame: pl.DataFrame,
    ax: Axes | None = None,
    *,
    units: str = "",
    lang: str = "nl",
    source: str = "",
    assumptions: bool = False,
    unproven: bool = False,
    most_rows: int = 14,
    title: str | None = None,
) -> Axes:
    """Draw a grid of streams down and purposes across.

    Args:
        frame: `stream`, `purpose`, `open`, `value_per_eur` (`ShadowPrices.table`); `name` is shown
            instead of `stream` if it is there
        ax: The axes to draw on; by default new ones
        units: What the values count
        lang: `nl` or `en`
        source: Whose figures are drawn
        assumptions: Whether the figures rest in part on assumptions
        unproven: Whether a search for projects stopped before its optimum was proven
        most_rows: So many streams at most; the subtitle counts the rest
        title: A title instead of the finding
    """
    words = texts("charts.shadow_prices", lang)
    frame = disambiguate_names(frame, "stream")
    streams = _dearest_first(frame)
    names = streams[:most_rows]
    purposes = sorted(frame["purpose"].unique().to_list())
    price = pl.col("value_per_eur")
    frame = frame.with_columns(pl.when(price > PRICE_ZERO).then(price).otherwise(price * 0.0))
    most = series_max(frame["value_per_eur"], 0.0)
    ax = open_axes(ax, 2.5 + 0.4 * max(1, len(names)))
    cells = frame.filter(pl.col("name").is_in(names))
    _draw_cells(ax, cells, names, purposes, most, words, lang)
    extra_bottom = _label_axes(ax, names, [purpose_words(name, lang) for name in purposes])
    finding = _finding(frame, most, words, lang)
    subtitle = words["subtitle"].format(units=(units or words["units"]).capitalize())
    if len(streams) > len(names):
        subtitle += "." + words["more"].format(count=len(streams) - len(names))
    apply_style(
        ax,
        ChartTexts(finding, subtitle, f"{finding}. {_alternative_text(cells, words, lang)}"),
        title=title,
        source=source,
        lang=lang,
        assumptions=assumptions,
        unproven=unproven,
        bottom=0.62 + extra_bottom,
    )
    for spine in ax.spines.values():
        spine.set_visible(False)
    return ax


def _dearest_first(frame: pl.DataFrame) -> list[str]:
    """Return the names of the streams, those with the highest price first."""
    highest = (
        frame.group_by("name")
        .agg(pl.col("value_per_eur").max().fill_null(0.0))
        .sort("value_per_eur", "name", descending=[True, False])
    )
    return list(highest["name"])


def _draw_cells(
    ax: Axes,
    cells: pl.DataFrame,
    names: Sequence[str],
    purposes: Sequence[str],
    most: float,
    words: Texts,
    lang: str,
) -> None:
    """Draw a cell for each pair: blue where money may go, otherwise the darker the dearer."""
    columns = ("name", "purpose", "open", "value_per_eur")
    for name, purpose, is_open, price in cells.select(columns).iter_rows():
        x, y = purposes.index(purpose), names.index(name)
        if is_open:
            _draw_cell(ax, x, y, facecolor=FILLS["later"]["facecolor"], edgecolor="white")
            _write_in_cell(ax, x, y, words["allowed"])
            continue
        part = price / most if most > 0 else 0.0
        _draw_cell(
            ax,
            x,
            y,
            facecolor=tuple((1 - part) + colour * part for colour in _DEAREST),
            edgecolor=GREY,
            linewidth=0.6,
        )
        _write_in_cell(ax, x, y, _price_per_million(price, words, lang))


def _write_in_cell(ax: Axes, x: int, y: int, text: str) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center", "color": INK, "fontfamily": FONT}
    ax.text(x, y, escape_text(text), fontsize=TEXT_SIZE, **style)


def _draw_cell(ax: Axes, x: int, y: int, **style: Any) -> None:
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, **style))


def _label_axes(ax: Axes, names: Sequence[str], purposes: Sequence[str]) -> float:
    """Write the names of streams and purposes; return the inches that slanted ones take below."""
    ax.set_xlim(-0.5, max(0.5, len(purposes) - 0.5))
    ax.set_ylim(max(0.5, len(names) - 0.5), -0.5)
    lines = [
        fold_to_two_lines(escape_text(str(name)), BAR_NAME_WIDTH, BAR_NAME_SIZE) for name in names
    ]
    ax.set_yticks(range(len(names)), ["\n".join(pair) for pair in lines], linespacing=LINE_SPACING)
    labels = [escape_text(purpose) for purpose in purposes]
    widest = max((measure_width(label, TEXT_SIZE) for label in labels), default=0.0)
    is_slanted = widest + 0.08 > (WIDTH - 2.8) / max(1, len(labels))
    slant: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
    ax.set_xticks(range(len(labels)), labels, **(slant if is_slanted else {}))
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    return 0.65 * widest if is_slanted else 0.0


def _finding(frame: pl.DataFrame, most: float, words: Texts, lang: str) -> str:
    """Return at which wall the first euro would add most, or at how many."""
    if most <= 0:
        return words["none"]
    dearest = frame.filter(pl.col("value_per_eur") >= (1 - NEGLIGIBLE) * most)
    has_one_purpose = dearest["purpose"].n_unique() == 1
    pattern = "title" if dearest.height == 1 else "tie_purpose" if has_one_purpose else "tie"
    return words[pattern].format(
        stream=dearest["name"][0],
        purpose=purpose_words(dearest["purpose"][0], lang),
        count=dearest.height,
    )


def _alternative_text(cells: pl.DataFrame, words: Texts, lang: str) -> str:
    """Return the dearest pairs, and how many others have a price."""
    dear = cells.filter(~pl.col("open") & (pl.col("value_per_eur") > 0)).sort(
        "value_per_eur", descending=True, maintain_order=True
    )
    pairs = dear.select("name", "purpose", "value_per_eur").head(_PAIRS_IN_TEXT)
    text = " ".join(
        words["alt"].format(
            stream=name,
            purpose=purpose_words(purpose, lang),
            value=_price_per_million(price, words, lang),
        )
        for name, purpose, price in pairs.iter_rows()
    )
    rest = dear.height - _PAIRS_IN_TEXT
    return text + (words["rest"].format(count=rest) if rest > 0 else "")


def _price_per_million(price: float, words: Texts, lang: str) -> str:
    """Return what a million euros would add; a little is not nothing."""
    if 0 < 1e6 * price < 0.05:
        return words["little"].format(least=ratio(0.1, lang))
    return ratio(1e6 * price, lang)
