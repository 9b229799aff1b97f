"""Writes docs/ranges-nederland.md with its tables (CSV) and charts.

Run `python -m docs.builders.ranges_of_nederland`; it takes an hour of processor time, most of it
for the draws and corners. `--keep FOLDER` keeps finished ones, so that an interrupted run goes on
where it stopped; `--page` writes the page and its charts again, from the tables that are there;
`--stamp` does so after only words of the case changed (names, notes, statuses), once the bound and
two draws have come out again. No number of the page is typed: each comes from a table beside it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from docs.builders.ranges import compute, stamp
from docs.builders.ranges_charts import draw
from docs.builders.ranges_page import text

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="The page of ranges of nederland, its tables and its charts."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    parser.add_argument(
        "--page",
        action="store_true",
        help="only the page and its charts, from the tables that are there",
    )
    parser.add_argument(
        "--stamp",
        action="store_true",
        help="only the fingerprint, when nothing but words of the case changed, and the page",
    )
    parser.add_argument("--keep", type=Path, help="a folder for finished draws and corners")
    options = parser.parse_args()
    if options.stamp:
        stamp(options.folder)
    elif not options.page:
        compute(options.folder, options.keep)
    draw(options.folder)
    (options.folder / "ranges-nederland.md").write_text(
        text(options.folder), encoding="utf-8", newline="\n"
    )
