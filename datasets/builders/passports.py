"""Writes datasets/*/datapackage.json, the passport of every bundled case.

Run `python -m datasets.builders.passports [folder]`, after the tables are built. Rebuilding gives
the same bytes: nothing in a passport depends on the moment or the machine. The schema comes from
the declared tables of the case format, the sources and licences from the case itself, bytes and
hash from the files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from datasets.builders.passport import as_text, package

if __name__ == "__main__":
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1]
    for table in sorted(home.glob("*/regions.csv")):
        (table.parent / "datapackage.json").write_text(
            as_text(package(table.parent)), encoding="utf-8", newline="\n"
        )
