"""Names and texts before they are drawn: safe to draw, and no two alike."""

from __future__ import annotations

import polars as pl

_LONGEST_SHARED_NAME = 38
"""Letters of a name that several keys bear, so that "name (key)" fits in the two lines beside a
bar.
"""


def escape_text(text: object, width: int = 0) -> str:
    """Return a text that is drawn as it is: no formulas in it and no control characters.

    Args:
        text: Any value
        width: A text with more letters is cut and gets an ellipsis; 0 for no limit
    """
    return shorten_text(text, width).replace("$", r"\$")


def shorten_text(text: object, width: int = 0) -> str:
    """Return a text without control characters, cut where it is long. It is not escaped yet.

    Args:
        text: Any value
        width: A text with more letters is cut and gets an ellipsis; 0 for no limit
    """
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
    return clean[: width - 1].rstrip() + "…" if width and len(clean) > width else clean


def disambiguate_names(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the frame with a `name` in every row, with its key behind it if several keys share it.

    Args:
        frame: With the column `key`, and `name` where there are names for people
        key: The column that tells rows apart, which is the name where there is no other
    """
    if "name" not in frame.columns:
        return frame.with_columns(pl.col(key).alias("name"))
    is_shared = pl.col(key).n_unique().over("name") > 1
    short = (
        pl.when(pl.col("name").str.len_chars() > _LONGEST_SHARED_NAME)
        .then(pl.format("{}…", pl.col("name").str.slice(0, _LONGEST_SHARED_NAME - 1)))
        .otherwise("name")
    )
    return frame.with_columns(
        pl.when(is_shared).then(pl.format("{} ({})", short, key)).otherwise("name").alias("name")
    )


def quote_name(name: str) -> str:
    """Return a name as a part of a sentence: in quotes if it has a colon of its own."""
    return f"‘{name}’" if ":" in name else name
