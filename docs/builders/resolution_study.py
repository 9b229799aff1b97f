"""Writes docs/resolution.csv, and from it docs/hopen-en-projecten.md and docs/resolution.md.

Run `python -m docs.builders.resolution_study`: how much of a wall a case of heaps hides, tried on
the province of Utrecht (docs/builders/resolution_split.py). It takes some minutes of one free
core. `--keep FOLDER` keeps finished draws, so that an interrupted run goes on where it stopped;
`--page` writes the pages and the chart again, from the table that is there.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import polars as pl

import ontschotting as on
from docs.builders.resolution_page import RANGE_DRAWS, TABLE, draw_chart, read_table, text
from docs.builders.resolution_split import (
    SEED,
    SMALL,
    YEARS,
    Setting,
    accounting_eur,
    inhabitants,
    netherlands,
    split,
)
from ontschotting.errors import CertificateError
from ontschotting.measures.uncertainty.draw_cache import DrawCache
from ontschotting.measures.uncertainty.draw_values import measures_of_draw

PAGES = {"nl": "hopen-en-projecten.md", "en": "resolution.md"}

PROVINCE = "Utrecht"
REGIME = on.INTEGRAL.with_awarded()
DRAWS = RANGE_DRAWS
FEWER = {
    "heaps": 1,
    "large_whole": 5,
    "large_fixed": 3,
}
"""The draws of what takes longer; of heaps there is nothing to draw."""
MEASURES = ("value_current", "value_lifted", "freed", "blocked_eur", "own_tied_eur")
EXACT, WIDE = 1e-6, 2e-3
"""The gap at which a search for whole projects stops, and one with fixed costs."""
SECONDS = 3600
"""What a search may take; where that does not reach the gap, the draw stays blank."""
SCHEMA = {
    "setting": pl.String,
    "draw": pl.Int64,
    "seed": pl.Int64,
    "projects": pl.Int64,
    "gap": pl.Float64,
    **dict.fromkeys(MEASURES, pl.Float64),
}

SETTINGS = {
    "heaps": Setting(0),
    "heaps_drawn": Setting(1),
    "two": Setting(2),
    "four": Setting(4),
    "six": Setting(6),
    "large": Setting(None),
    "small": Setting(None, sizes=SMALL),
    "large_even": Setting(None, uneven=False),
    "large_spread": Setting(None, tied=False),
    "large_thresholds": Setting(None, thresholds=True),
    "large_whole": Setting(None, whole=True),
    "large_fixed": Setting(None, fixed_eur=YEARS * accounting_eur()),
}


def province() -> on.Case:
    """Return the part of the case that is split, without a limit to the pace of building."""
    case = netherlands().only(province=PROVINCE)
    return case.with_table("limits", case.limits.clear())


def draw_row(case: on.Case, name: str, number: int) -> dict[str, object]:
    """Return the measures of one draw of a setting.

    Of whole projects and with fixed costs the values alone, since each amount of money would be a
    search of its own; what these free only where the search is exact. Blank where it did not close.
    """
    setting = SETTINGS[name]
    projects = split(case, setting, number, inhabitants())
    gap = WIDE if setting.fixed_eur else EXACT if setting.whole else None
    names = MEASURES[:2] if setting.fixed_eur else MEASURES[:3] if setting.whole else MEASURES
    solver = on.Solver() if gap is None else on.Solver(gap=gap, seconds=SECONDS)
    found: dict[str, float | None] = {}
    try:
        found, *_ = measures_of_draw(projects, REGIME, names, solver)
    except CertificateError as error:
        print(f"{name} {number} | {error}", file=sys.stderr, flush=True)
    row: dict[str, object] = {
        "setting": name,
        "draw": number,
        "seed": SEED,
        "projects": projects.plans.height,
        "gap": gap,
    }
    for measure in MEASURES:
        value = found.get(measure)
        digits = 0 if measure.endswith("_eur") else 2
        row[measure] = None if value is None else round(value, digits) + 0.0
    return row


def kept_row(case: on.Case, name: str, number: int, cache: DrawCache) -> dict[str, object]:
    """Return the measures of one draw, worked out once for each case, version and setting."""
    parts = (on.__version__, case.fingerprint, SEED, number, SETTINGS[name], EXACT, WIDE, SECONDS)
    question = hashlib.sha256(repr(parts).encode()).hexdigest()
    row = cache.read(f"{name}-{number}", question)
    if row is None:
        print(f"{name} {number}", file=sys.stderr, flush=True)
        row = draw_row(case, name, number)
        cache.write(f"{name}-{number}", question, row)
    return row


def compute(folder: Path, keep: Path | None = None) -> None:
    """Compute every draw and write the table.

    Args:
        folder: Where the table goes
        keep: Keeps finished draws, so that an interrupted run can go on
    """
    case, cache = province(), DrawCache(keep)
    rows = [
        kept_row(case, name, number, cache)
        for name in SETTINGS
        for number in range(1, FEWER.get(name, DRAWS) + 1)
    ]
    about = {
        "program_fingerprint": netherlands().program_fingerprint,
        "version": on.__version__,
    }
    columns = [pl.lit(value).alias(key) for key, value in about.items()]
    pl.DataFrame(rows, schema=SCHEMA).with_columns(columns).write_csv(folder / TABLE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How much of a wall a case of heaps hides.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    parser.add_argument(
        "--page", action="store_true", help="only the pages and the chart, from the table"
    )
    parser.add_argument("--keep", type=Path, help="a folder for finished draws")
    options = parser.parse_args()
    if not options.page:
        compute(options.folder, options.keep)
    draws = read_table(options.folder / TABLE)
    draw_chart(draws, options.folder)
    for lang, name in PAGES.items():
        (options.folder / name).write_text(text(draws, lang), encoding="utf-8", newline="\n")
