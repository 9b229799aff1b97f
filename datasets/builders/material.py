"""Reads the raw material: tables of text, the register of assumptions, and the geography."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

RAW = Path(__file__).parents[1] / "raw"
ENDS = ("central", "low", "high")

Row = dict[str, object]
Area = tuple[str, str]
"""A level, and the code or name of an area of it."""


_UNITS = {
    "share": "aandeel",
    "ratio": "verhouding",
    "euro": "euro",
    "million_eur": "miljoen euro",
    "homes": "woningen",
    "years": "jaren",
}
_REGIMES = {
    "today": "de wereld met schotten",
    "lifted": "de wereld zonder schotten",
    "unclear": "onduidelijk",
}


def read_raw(name: str) -> list[dict[str, str]]:
    """Return a raw table as rows of text."""
    return [dict(row) for row in _rows_of(RAW / f"{name}.csv")]


@cache
def _rows_of(path: Path) -> tuple[dict[str, str], ...]:
    """Return the rows of a file, which is read once: some are asked for by the thousand."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def end_column(name: str, end: str) -> str:
    """Return the column of an end: the name itself for the central value."""
    return name if end == "central" else f"{name}_{end}"


class Assumptions:
    """The register of assumptions: low, central and high by id.

    Every use is remembered, so that an assumption that nothing uses is found.
    """

    def __init__(self) -> None:
        self.rows = {row["id"]: row for row in read_raw("assumptions")}
        self.used: set[str] = set()

    def __call__(self, name: str, end: str = "central") -> float:
        self.used.add(name)
        return float(self.rows[name][end])

    def as_rows(self, names: Iterable[str] | None = None) -> list[Row]:
        """Return the register, or some of its rows, as a table beside a case in both languages."""
        return [
            {
                **row,
                "unit_nl": _UNITS[row["unit"]],
                "favours_when_high_nl": _REGIMES[row["favours_when_high"]],
            }
            for row in (self.rows[name] for name in names or self.rows)
        ]

    def product(self, names: Iterable[str], end: str) -> float:
        """Return the product of several assumptions, 1 for none."""
        value = 1.0
        for name in names:
            value *= self(name, end)
        return value


class Geography:
    """The 342 municipalities, the areas they lie in, and the planned homes that divide money."""

    def __init__(self) -> None:
        self.municipalities = {row["gm_code"]: row for row in read_raw("geography/municipalities")}
        self.deal_region_of = {
            row["gm_code"]: row["region_name"]
            for row in read_raw("geography/municipality_woondeal")
        }
        self._codes = {row["name"]: code for code, row in self.municipalities.items()}
        crosswalk = {
            row["name"]: [self._codes[name] for name in row["municipalities"].split("|")]
            for row in read_raw("crosswalk")
        }
        self._crosswalk = crosswalk | {
            row["code"]: crosswalk[row["name"]] for row in read_raw("crosswalk") if row["code"]
        }
        self._areas = {row["name"]: (row["level"], row["area"]) for row in read_raw("areas")}
        self.partial_areas = {row["name"] for row in read_raw("areas") if row["whole"] == "no"}
        self.planned = self._planned()

    def codes(self, name: str) -> list[str]:
        """Return today's municipalities of a name or code in a source; none for another area.

        Names and codes of the past stand in raw/crosswalk.csv. A municipality that was divided
        gives several: then each gets an equal share, so that no home and no euro is lost.
        """
        if name in self._crosswalk:
            return self._crosswalk[name]
        code = name if name in self.municipalities else self._codes.get(name, "")
        return [code] if code else []

    def area_of(self, name: str) -> Area | None:
        """Return the area that a name in a source means: of raw/areas.csv, or a municipality."""
        if name in self._areas:
            return self._areas[name]
        codes = self.codes(name)
        return ("region", codes[0]) if len(codes) == 1 else None

    def municipalities_in(self, area: Area) -> list[str]:
        """Return the codes of the municipalities in an area."""
        level, name = area
        if level == "region":
            return [name]
        if level == "province":
            return [code for code, row in self.municipalities.items() if row["province"] == name]
        return [code for code, deal in self.deal_region_of.items() if deal == name]

    def shares(self, codes: Iterable[str]) -> dict[str, float]:
        """Return the neutral key: the share of each municipality in their planned homes."""
        chosen = sorted(set(codes))
        total = sum(self.planned[code] for code in chosen)
        return {code: self.planned[code] / total for code in chosen if self.planned[code]}

    def _planned(self) -> dict[str, float]:
        """Return planned homes per municipality on today's borders.

        The housing deal of the province is divided as its inventory of 2021. The inventory covers
        other periods in each province (Noord-Holland counts to 2050, Limburg a few years), so only
        the shares inside a province are comparable; the deals count 2022-2030 everywhere. Three
        municipalities of Flevoland report no plan at all; they get the mean of their province per
        existing home.
        """
        homes = dict.fromkeys(sorted(self.municipalities), 0.0)
        for row in read_raw("allocations/plan_capacity"):
            if row["metric"] == "plan_capacity_municipality":
                codes = self.codes(row["region"])
                for code in codes:
                    homes[code] += float(row["value"] or 0) / len(codes)
        stock = {
            code: float(row["dwelling_stock_2026_01_01"])
            for code, row in self.municipalities.items()
        }
        for unreported in [code for code, count in homes.items() if not count]:
            peers = [
                code
                for code, count in homes.items()
                if count and self.province(code) == self.province(unreported)
            ]
            homes[unreported] = (
                stock[unreported]
                * sum(homes[code] for code in peers)
                / sum(stock[code] for code in peers)
            )
        sums = dict.fromkeys(province_deals(), 0.0)
        for code, count in homes.items():
            sums[self.province(code)] += count
        return {
            code: count * province_deals()[self.province(code)] / sums[self.province(code)]
            for code, count in homes.items()
        }

    def province(self, code: str) -> str:
        """Return the province of a municipality."""
        return self.municipalities[code]["province"]


def published_number(table: str, wanted: str, **key: str) -> float:
    """Return one published number: a cell of the only row of a raw table with this key.

    Args:
        table: Name of the raw table
        wanted: The column
        **key: Columns and their value in the row
    """
    cells = [
        row[wanted]
        for row in read_raw(table)
        if all(row[name] == value for name, value in key.items())
    ]
    if len(cells) != 1 or not cells[0]:
        raise ValueError(
            f"{table} | {len(cells)} rows with {key}; one with a number in '{wanted}' was expected"
        )
    return float(cells[0])


def province_deals() -> dict[str, float]:
    """Return the number of homes in the signed deal of each province.

    Where sources give several: that of the government's own page, or else of the agreement of
    October 2022, or else the first.
    """
    rows_of: dict[str, list[dict[str, str]]] = {}
    for row in read_raw("geography/woondeal_provinces"):
        if row["area_code"] != "NL":
            rows_of.setdefault(row["area"], []).append(row)

    def rank(row: dict[str, str]) -> int:
        return (
            0 if "rijksoverheid.nl" in row["source_url"] else 1 if "Oct 2022" in row["what"] else 2
        )

    return {area: float(min(rows, key=rank)["homes_2022_2030"]) for area, rows in rows_of.items()}
