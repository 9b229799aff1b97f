"""Builds the cases of real projects from datasets/raw/project_cases and datasets/raw/projects.

Run `python -m datasets.builders.projects [folder]`, then `datasets.builders.passports`. Rebuilding
gives the same bytes. An amount is a sum of published figures: terms with `+` and `-`, each a
product of names of facts and numbers with `*` and `/`. What was computed stands in its note. Costs
are raw as those of a whole plan, in millions, and are divided over its units.
"""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from datasets.builders.material import Row, read_raw
from datasets.builders.write import Tables, Variants, write_tables

HOME = Path(__file__).parents[1]
CASES = ("marker-wadden", "ooijen-wanssum", "waterdunen", "zwolle-spoorzone")
OTHER = ("case", "regions", "streams", "earmarks", "plans", "outcomes", "purposes")
"""Tables that stand in the raw folder as they are in a case, with the project in front."""
CHOICES = {
    "source": "choices",
    "title": "Choices made for this case",
    "publisher": "ontschotting",
}
_NAME = re.compile(r"[a-z][a-z0-9_]*")

Raw = dict[str, str]


class Facts:
    """The published figures by their id, and the page that each was read on."""

    def __init__(self) -> None:
        rows = read_raw("projects/projects") + read_raw("project_cases/facts")
        self.rows = {row["id"]: row for row in rows}
        # A page on which several figures were read is one source, under the first of them.
        self.sources: dict[str, str] = {}
        for row in rows:
            self.sources.setdefault(row["url"], row["id"])

    def value(self, formula: str) -> Decimal:
        """Return the value of a formula of facts and numbers."""
        total = Decimal(0)
        for sign, term in re.findall(r"(^|[+-]) ?([^+-]+)", formula):
            product, operator = Decimal(1), "*"
            for word in term.split():
                if word in "*/":
                    operator = word
                    continue
                factor = Decimal(self.rows[word]["value"] if _NAME.fullmatch(word) else word)
                product = product * factor if operator == "*" else product / factor
            total += -product if sign == "-" else product
        return total

    def derivation(self, formula: str) -> str:
        """Return a formula with the figures in it, for a note; nothing where it is one fact."""
        if _NAME.fullmatch(formula):
            return ""
        figures = _NAME.sub(lambda name: self.rows[name[0]]["value"], formula)
        return f"{figures} ({formula})"

    def source_of(self, name: str) -> str:
        """Return the source of a fact, or of the first fact of a formula."""
        first = _NAME.search(name)
        if first is None or first[0] == CHOICES["source"]:
            return CHOICES["source"]
        return self.sources[self.rows[first[0]]["url"]]

    def as_source(self, name: str) -> Row:
        """Return the row of *sources* of a page."""
        row = self.rows[name]
        return {
            "source": name,
            "title": row["source_title"],
            "publisher": row["publisher"],
            "url": row["url"],
        }


def euros(million: Decimal, units: Decimal = Decimal(1)) -> str:
    """Return the euros of each unit as text.

    Never rounded up: all units together may not cost more than the published total.
    """
    cents = math.floor(million * 10**8 / units)
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}"


def upward(share: Decimal) -> str:
    """Return a yield as text, never rounded down: all units must reach the published goal."""
    return f"{math.ceil(share * 10**12) / Decimal(10**12):.12f}"


def build(project: str) -> tuple[Tables, Variants]:
    """Return the tables of the case of a project, and those of its other readings."""
    facts = Facts()
    tables: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for name in OTHER:
        for row in _of(project, name):
            tables[row.pop("reading", ""), name].append(
                {**row, "source": facts.source_of(row["source"])}
            )
    units = {}
    for (reading, name), rows in tables.items():
        for row in rows if name == "plans" else ():
            size = facts.value(str(row["capacity_units"]))
            row["capacity_units"] = f"{size:f}"
            units[reading, row["plan_type"]] = size
    for row in _of(project, "yields"):
        per_unit = facts.value(row.pop("all_units")) / units["", row["plan_type"]]
        row |= {"per_unit": upward(per_unit), "source": facts.source_of(row["source"])}
        tables["", "yields"].append(dict(row))
    for row in _of(project, "targets"):
        row |= {"units": f"{facts.value(row['units']):f}", "source": facts.source_of(row["source"])}
        tables[row.pop("reading"), "targets"].append(dict(row))
    for row in _of(project, "amounts"):
        reading, name = row["reading"], row["table"]
        if name == "budgets":
            tables[reading, name].append(_budget(row, facts))
        else:
            size = units.get((reading, row["name"]), units["", row["name"]])
            tables[reading, name].append(_cost(row, size, facts))
    used = {str(row["source"]) for rows in tables.values() for row in rows}
    for row in _of(project, "amounts"):
        for formula in (row["million_eur"], row["low"], row["high"], row["chance"]):
            used |= {facts.source_of(name) for name in _NAME.findall(formula)}
    known = [name for name in facts.rows if name in used]
    tables["", "sources"] = [*(facts.as_source(name) for name in known), CHOICES]
    return (
        {name: rows for (reading, name), rows in tables.items() if not reading},
        {key: rows for key, rows in tables.items() if key[0]},
    )


def _of(project: str, name: str) -> list[Raw]:
    """Return the rows of a project in a raw table, without the column that names it."""
    rows = [row for row in read_raw(f"project_cases/{name}") if row.pop("project") == project]
    if not rows and name not in ("yields", "targets"):
        raise ValueError(f"{name} | no row of {project}")
    return rows


def _budget(row: Raw, facts: Facts) -> Row:
    chance = row["chance"] and f"{facts.value(row['chance']):.3f}"
    return {
        "stream": row["name"],
        "level": row["level"],
        "area": row["area"],
        "year": row["year"],
        **_amount("amount_eur", row, facts),
        "awarded": row["awarded"],
        "chance": chance,
        **_origin(row, facts),
    }


def _cost(row: Raw, units: Decimal, facts: Facts) -> Row:
    return {
        "plan_type": row["name"],
        "purpose": row["purpose"],
        **_amount("eur_per_unit", row, facts, units),
        **_origin(row, facts, units),
    }


def _amount(column: str, row: Raw, facts: Facts, units: Decimal = Decimal(1)) -> Row:
    """Return an amount with its margins."""
    ends = {column: row["million_eur"], f"{column}_low": row["low"], f"{column}_high": row["high"]}
    return {name: formula and euros(facts.value(formula), units) for name, formula in ends.items()}


def _origin(row: Raw, facts: Facts, units: Decimal | None = None) -> Row:
    """Return source, status and a note with what was computed."""
    computed = facts.derivation(row["million_eur"])
    if units:
        whole = f"{facts.value(row['million_eur']).normalize():f}"
        computed = f"{computed or whole} over {units:f} units"
    return {
        "source": facts.source_of(row["million_eur"]),
        "status": row["status"],
        "note": "; ".join(filter(None, (computed and f"million: {computed}", row["note"]))),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HOME
    for name in CASES:
        write_tables(folder / name, *build(name))
