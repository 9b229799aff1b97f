"""The raw material.

Tables of text, the register of assumptions, and where a name in a source lies on today's map.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

RAW = Path(__file__).parents[1] / "raw"
ENDS = ("central", "low", "high")

Row = dict[str, object]
Place = tuple[str, str]
"""A level and an area of it."""


_UNITS = {
    "share": "aandeel",
    "ratio": "verhouding",
    "euro": "euro",
    "million_eur": "miljoen euro",
    "homes": "woningen",
    "years": "jaren",
}
_SIDES = {
    "today": "de wereld met schotten",
    "lifted": "de wereld zonder schotten",
    "unclear": "onduidelijk",
}


def raw(name: str) -> list[dict[str, str]]:
    """A raw table as rows of text."""
    with (RAW / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, end: str) -> str:
    """The column of an end: the name itself for the central value."""
    return name if end == "central" else f"{name}_{end}"


class Assumptions:
    """The register of assumptions: low, central and high by id.

    Every use is remembered, so that none stands there for show.
    """

    def __init__(self) -> None:
        self.rows = {row["id"]: row for row in raw("assumptions")}
        self.used: set[str] = set()

    def __call__(self, name: str, end: str = "central") -> float:
        self.used.add(name)
        return float(self.rows[name][end])

    def shown(self, names: Iterable[str] | None = None) -> list[Row]:
        """The register as a table beside a case, in both languages; some of its rows, or all."""
        return [
            {
                **row,
                "unit_nl": _UNITS[row["unit"]],
                "favours_when_high_nl": _SIDES[row["favours_when_high"]],
            }
            for row in (self.rows[name] for name in names or self.rows)
        ]

    def product(self, names: Iterable[str], end: str) -> float:
        """The product of several assumptions, 1 for none."""
        value = 1.0
        for name in names:
            value *= self(name, end)
        return value


class Map:
    """The 342 municipalities, the areas they lie in, and the planned homes by which money is
    spread.
    """

    def __init__(self) -> None:
        self.municipalities = {row["gm_code"]: row for row in raw("geography/municipalities")}
        self.deals = {
            row["gm_code"]: row["region_name"] for row in raw("geography/municipality_woondeal")
        }
        self._codes = {row["name"]: code for code, row in self.municipalities.items()}
        crosswalk = {
            row["name"]: [self._codes[one] for one in row["municipalities"].split("|")]
            for row in raw("crosswalk")
        }
        self._crosswalk = crosswalk | {
            row["code"]: crosswalk[row["name"]] for row in raw("crosswalk") if row["code"]
        }
        self._areas = {row["name"]: (row["level"], row["area"]) for row in raw("areas")}
        self.partly = {row["name"] for row in raw("areas") if row["whole"] == "no"}
        self.planned = self._planned()

    def codes(self, name: str) -> list[str]:
        """Today's municipalities of a name or code in a source, older ones by raw/crosswalk.csv.

        None when it is no municipality.

        Several only where one was divided: then each gets an equal share, so that no home and no
        euro is lost.
        """
        if name in self._crosswalk:
            return self._crosswalk[name]
        code = name if name in self.municipalities else self._codes.get(name, "")
        return [code] if code else []

    def place(self, name: str) -> Place | None:
        """Where a name in a source lies.

        A municipality, or the level and area that raw/areas.csv gives it.
        """
        if name in self._areas:
            return self._areas[name]
        codes = self.codes(name)
        return ("region", codes[0]) if len(codes) == 1 else None

    def inside(self, place: Place) -> list[str]:
        """The municipalities of a place."""
        level, area = place
        if level == "region":
            return [area]
        if level == "province":
            return [code for code, row in self.municipalities.items() if row["province"] == area]
        return [code for code, deal in self.deals.items() if deal == area]

    def shares(self, codes: Iterable[str]) -> dict[str, float]:
        """The neutral key: shares of planned homes among municipalities."""
        chosen = sorted(set(codes))
        total = sum(self.planned[code] for code in chosen)
        return {code: self.planned[code] / total for code in chosen if self.planned[code]}

    def _planned(self) -> dict[str, float]:
        """Planned homes per municipality on today's borders.

        The housing deal of the province, divided as its inventory of 2021.

        The inventory covers other periods in each province (Noord-Holland counts to 2050, Limburg a
        few years), so that only the shares inside a province are comparable; the deals count
        2022-2030 everywhere. Three municipalities of Flevoland report no plan at all; they get the
        mean of their province per existing home.
        """
        homes = dict.fromkeys(sorted(self.municipalities), 0.0)
        for row in raw("allocations/plan_capacity"):
            if row["metric"] == "plan_capacity_municipality":
                codes = self.codes(row["region"])
                for code in codes:
                    homes[code] += float(row["value"] or 0) / len(codes)
        stock = {
            code: float(row["dwelling_stock_2026_01_01"])
            for code, row in self.municipalities.items()
        }
        for silent in [code for code, count in homes.items() if not count]:
            peers = [
                code
                for code, count in homes.items()
                if count and self.province(code) == self.province(silent)
            ]
            homes[silent] = (
                stock[silent]
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
        """The province of a municipality."""
        return self.municipalities[code]["province"]


def number(table: str, wanted: str, **key: str) -> float:
    """One published number: the column `wanted` of the only row of a raw table with this key."""
    found = [
        row[wanted] for row in raw(table) if all(row[name] == value for name, value in key.items())
    ]
    if len(found) != 1 or not found[0]:
        raise ValueError(
            f"{table} | {len(found)} rows with {key}; one with a number in '{wanted}' was expected"
        )
    return float(found[0])


def province_deals() -> dict[str, float]:
    """The signed number per province.

    Where sources give several, the government's own page, then the agreement of October 2022, then
    the first.
    """
    found: dict[str, list[dict[str, str]]] = {}
    for row in raw("geography/woondeal_provinces"):
        if row["area_code"] != "NL":
            found.setdefault(row["area"], []).append(row)

    def rank(row: dict[str, str]) -> int:
        return (
            0 if "rijksoverheid.nl" in row["source_url"] else 1 if "Oct 2022" in row["what"] else 2
        )

    return {area: float(min(rows, key=rank)["homes_2022_2030"]) for area, rows in found.items()}
