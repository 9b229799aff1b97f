"""Writes docs/tien-procent.md and docs/ten-percent.md with their tables (CSV) and chart.

Run `python -m docs.builders.ten_percent`; it takes more than an hour of processor time, most of it
for the draws. `--keep FOLDER` keeps finished draws, so that an interrupted run goes on where it
stopped; `--page` writes the pages and the chart again, from the tables that are there. No number of
the pages is typed: each comes from a table beside it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from docs.builders.ten_percent_arithmetic import arithmetic
from docs.builders.ten_percent_charts import draw
from docs.builders.ten_percent_page import text
from docs.builders.ten_percent_tables import compute

PAGES = {"nl": "tien-procent.md", "en": "ten-percent.md"}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="The pages on ten percent less, their tables and their chart."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    parser.add_argument(
        "--page",
        action="store_true",
        help="only the pages and the chart, from the tables that are there",
    )
    parser.add_argument("--keep", type=Path, help="a folder for finished draws")
    options = parser.parse_args()
    if not options.page:
        compute(options.folder, options.keep)
    arithmetic().write_csv(options.folder / "ten-percent-arithmetic.csv")
    draw(options.folder)
    for lang, name in PAGES.items():
        (options.folder / name).write_text(
            text(options.folder, lang), encoding="utf-8", newline="\n"
        )
