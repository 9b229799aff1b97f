"""Builds the text of docs/tien-procent.md and docs/ten-percent.md from the tables beside them.

The sentences (`ten_percent_nl.txt`, `ten_percent_en.txt`) fit data in which a cut of ten percent
costs homes when money alone decides and none at the building pace; other data are refused.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from pathlib import Path

from docs.builders.ten_percent_words import SCOPES, WORDS
from ontschotting.case.areas import NO_AREA
from ontschotting.words.numbers import amount, number, rounded_count

Row = dict[str, str]

TEMPLATES = Path(__file__).parent
TENTH = "0.1"
CUTS = ("0.0", "0.05", "0.1", "0.2")
SAME = 0.5
"""Homes: what changes less than half a home is called the same."""
FIRST = 0.0005
"""A cut below a twentieth of a percent is called none."""


class Tables:
    """The tables beside the page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.nation = {
            (row["reading"], f"{float(row['cut'])}", row["walls"]): row
            for row in self.rows("nation")
        }
        self.sizes, self.evens = self._conditions()
        self.alone = self.rows("alone")
        self.areas = [row for row in self.rows("areas") if row["area"] != NO_AREA]
        self.draws = self.rows("each-draw")
        self.scopes = self.rows("scopes")
        self.arithmetic = {row["id"]: row for row in self.rows("arithmetic")}

    def rows(self, name: str) -> list[Row]:
        """Return a table."""
        path = self.folder / f"ten-percent-{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def _conditions(self) -> tuple[dict[tuple[str, str], Row], dict[tuple[str, str], Row]]:
        """Return the values with a guarantee, and the break-even cuts by data or guarantee."""
        rows = self.rows("conditions")
        sizes = {
            (row["reading"], f"{float(row['size'])}"): row for row in rows if row["row"] == "size"
        }
        evens = {
            (row["reading"], row["data"] if row["guarantee"] == "none" else row["guarantee"]): row
            for row in rows
            if row["row"] == "break_even"
        }
        return sizes, evens

    def value(self, reading: str, cut: str, walls: str, column: str = "value") -> float:
        """Return a number of the nation."""
        return float(self.nation[reading, cut, walls][column])

    def change(
        self, cut: str, walls: str, column: str = "value", reading: str = "no_limit"
    ) -> float:
        """Return what a cut changes against today."""
        today = self.value(reading, "0.0", "standing", column)
        return self.value(reading, cut, walls, column) - today


def text(folder: Path, lang: str) -> str:
    """Return the page in a language."""
    tables = Tables(folder)
    _check(tables)
    template = TEMPLATES.joinpath(f"ten_percent_{lang}.txt").read_text(encoding="utf-8")
    return template.format(
        lang=lang,
        chart_alt=" ".join(
            (folder / "img" / f"ten-percent-{lang}.txt").read_text(encoding="utf-8").split()
        ),
        **_arithmetic(tables, lang),
        **_nation(tables, lang),
        **_even(tables, lang),
        **_draws(tables, lang),
        **_areas(tables, lang),
    )


def _arithmetic(tables: Tables, lang: str) -> dict[str, str]:
    """Return the published amounts and what follows from them."""
    shown = {}
    for name, row in tables.arithmetic.items():
        value = float(row["value"])
        unit = {"eur": "eur", "share": "share"}.get(row["unit"])
        shown[name] = number(value, lang) if unit is None else amount(value, lang, unit)
    return shown


def _nation(tables: Tables, lang: str) -> dict[str, str]:
    """Return what the page says of the whole country."""
    today = {name: tables.value(name, "0.0", "standing") for name in ("limit", "no_limit")}
    own = {walls: tables.change(TENTH, walls, "own_eur", "limit") for walls in ("down", "standing")}
    state = next(float(row["money_eur"]) for row in tables.scopes if row["scope"] == "all")
    return {
        "loss_free": rounded_count(-tables.change(TENTH, "down"), lang),
        "loss_walls": rounded_count(-tables.change(TENTH, "standing"), lang),
        "gain_free": rounded_count(tables.change("0.0", "down"), lang),
        "pace": rounded_count(today["limit"] / 5, lang),
        "state_money": amount(state, lang, "eur"),
        "current_limit": rounded_count(today["limit"], lang),
        "current_no_limit": rounded_count(today["no_limit"], lang),
        "own_walls": amount(own["standing"], lang, "eur"),
        "own_free": _signed_euros(own["down"], lang),
        "rows_no_limit": _lines(_size_row(tables, cut, lang) for cut in CUTS),
        "rows_own": _lines(_own_row(tables, cut, lang) for cut in CUTS),
        "rows_scopes": _lines(_scope_row(row, lang) for row in tables.scopes),
    }


def _size_row(tables: Tables, cut: str, lang: str) -> str:
    """Return a cut with what it changes in homes, free, guaranteed and with the walls."""
    today = tables.value("no_limit", "0.0", "standing")
    cells = [_signed_count(tables.change(cut, "down"), lang)]
    held = tables.sizes["no_limit", cut]["value_guaranteed"]
    cells.append(_signed_count(float(held) - today, lang) if held else WORDS[lang]["none"])
    cells.append(_signed_count(tables.change(cut, "standing"), lang))
    return f"| {amount(float(cut), lang, 'share')} | {' | '.join(cells)} |"


def _own_row(tables: Tables, cut: str, lang: str) -> str:
    """Return a cut with the own money that today's homes take."""
    cells = []
    for walls in ("down", "standing"):
        cells.append(amount(tables.value("limit", cut, walls, "own_eur"), lang, "eur"))
        cells.append(_signed_euros(tables.change(cut, walls, "own_eur", "limit"), lang))
    return f"| {amount(float(cut), lang, 'share')} | {' | '.join(cells)} |"


def _scope_row(row: Row, lang: str) -> str:
    """Return what ten percent does when only a part of the money is converted."""
    today = float(row["current"])
    changes = (float(row[name]) - today for name in ("free_0", "free_0.1", "walls_0.1"))
    cells = [
        SCOPES[lang][row["scope"]],
        amount(float(row["money_eur"]), lang, "eur"),
        *(_signed_count(change, lang) for change in changes),
    ]
    return f"| {' | '.join(cells)} |"


def _even(tables: Tables, lang: str) -> dict[str, str]:
    """Return the break-even cuts with their ranges."""
    words, rows = WORDS[lang], []
    for name in ("central", "unfavourable", "favourable", "province"):
        cells = []
        for reading in ("no_limit", "limit"):
            row = tables.evens.get((reading, name))
            for column in ("value", "value_walls"):
                cells.append("–" if row is None else _share(row[column], lang))
        rows.append(f"| {words[name]} | {' | '.join(cells)} |")
    counts = {
        reading: sum(row["reading"] == reading for row in tables.draws)
        for reading in ("no_limit", "limit")
    }
    cells = [
        _three(tables, reading, column, lang)
        for reading in ("no_limit", "limit")
        for column in ("even_free", "even_walls")
    ]
    name = words["draws"].format(count=counts["no_limit"], limit_count=counts["limit"])
    rows.append(f"| {name} | {' | '.join(cells)} |")
    central = tables.evens["no_limit", "central"]["value"]
    return {
        "rows_even": _lines(rows),
        "even_central": _share(central, lang),
    }


def _draws(tables: Tables, lang: str) -> dict[str, str]:
    """Say in how many draws ten percent costs homes, and what it does to own money."""
    rows = {
        reading: [row for row in tables.draws if row["reading"] == reading]
        for reading in ("no_limit", "limit")
    }
    changes = {
        (reading, name): [
            float(row[f"{name}_0.1"]) - float(row["current"]) for row in rows[reading]
        ]
        for reading in rows
        for name in ("free", "walls")
    }
    own = [row for row in rows["limit"] if row["own_free_0.1"]]
    counts = {
        "count": len(rows["no_limit"]),
        "limit_count": len(rows["limit"]),
        "free": _below(changes["no_limit", "free"]),
        "walls": _below(changes["no_limit", "walls"]),
        "limit_free": _below(changes["limit", "free"]),
        "limit_walls": _below(changes["limit", "walls"]),
        "own": len(own),
        "less": sum(float(row["own_free_0.1"]) < float(row["own_current"]) for row in own),
    }
    ends = {
        f"{name}_{end}": _signed_count(change, lang)
        for name in ("free", "walls")
        for end, change in zip(
            ("low", "half", "high"), _quantiles(changes["no_limit", name]), strict=True
        )
    }
    counts["gain"] = _below([-change for change in changes["no_limit", "free"]])
    shown = {name: number(count, lang) for name, count in counts.items()} | ends
    return {f"draw_{name}": words for name, words in shown.items()}


def _below(changes: list[float]) -> int:
    """Return how many changes are a loss."""
    return sum(change < -SAME for change in changes)


def _areas(tables: Tables, lang: str) -> dict[str, str]:
    """Return who gains and who loses."""
    towns = [row for row in tables.alone if row["level"] == "region"]
    provinces = [row for row in tables.alone if row["level"] == "province"]
    ranges = [
        row
        for row in tables.areas
        if row["level"] == "province"
        and row["reading"] == "no_limit"
        and float(row["cut"]) == float(TENTH)
    ]
    never = sum(
        all(float(row[f"free_{float(cut):g}"]) >= float(row["current"]) - SAME for cut in CUTS)
        for row in towns
    )
    return {
        "areas": number(len(towns), lang),
        "rows_counts": _lines(_count_row(towns, cut, lang) for cut in CUTS),
        "never": number(never, lang),
        "first_euro": number(sum(float(row["even_free"]) < FIRST for row in towns), lang),
        "worst_tenth": amount(_worst_tenth(towns, "free_0.1"), lang, "share"),
        "worst_walls": amount(_worst_tenth(towns, "walls_0.1"), lang, "share"),
        "rows_provinces": _lines(_province_row(row, lang) for row in provinces),
        "rows_ranges": _lines(_range_row(row, lang) for row in ranges),
        **_ranges(tables, lang),
    }


def effect(least: float, most: float) -> str:
    """Return whether a change between two ends is a gain, a loss, none, or not determined."""
    if least > SAME:
        return "gains"
    if most < -SAME:
        return "loses"
    return "same" if least >= -SAME and most <= SAME else "open"


def _count_row(towns: list[Row], cut: str, lang: str) -> str:
    """Return how many municipalities gain, stay and lose at a cut."""
    cells = []
    for name in ("free", "walls"):
        effects = [
            effect(change, change)
            for row in towns
            for change in [float(row[f"{name}_{float(cut):g}"]) - float(row["current"])]
        ]
        cells += [number(effects.count(each), lang) for each in ("gains", "same", "loses")]
    return f"| {amount(float(cut), lang, 'share')} | {' | '.join(cells)} |"


def _worst_tenth(towns: list[Row], column: str) -> float:
    """Return the share of its homes that a tenth of the municipalities loses at least."""
    losses = sorted(
        (1 - float(row[column]) / float(row["current"]) for row in towns if float(row["current"])),
        reverse=True,
    )
    return losses[math.ceil(len(losses) / 10) - 1]


def _province_row(row: Row, lang: str) -> str:
    """Return a province on its own."""
    today = float(row["current"])
    cells = [row["name"], rounded_count(today, lang)]
    cells += [
        _signed_count(float(row[name]) - today, lang)
        for name in ("free_0", "free_0.1", "walls_0.1")
    ]
    cells += [_share(row[name], lang) for name in ("even_free", "even_walls")]
    return f"| {' | '.join(cells)} |"


def _range_row(row: Row, lang: str) -> str:
    """Return what a province gets in the optimum of the whole country, least … most."""
    today = _between(float(row["units_current_least"]), float(row["units_current_most"]), lang)
    least, most = (_signed_count(change, lang) for change in _changes(row))
    change = least if least == most else f"{least} … {most}"
    return f"| {row['area']} | {today} | {change} | {WORDS[lang][effect(*_changes(row))]} |"


def _changes(row: Row) -> tuple[float, float]:
    """Return by how much an area changes at least and at most in the optimum of the country."""
    return (
        float(row["units_lifted_least"]) - float(row["units_current_most"]),
        float(row["units_lifted_most"]) - float(row["units_current_least"]),
    )


def _ranges(tables: Tables, lang: str) -> dict[str, str]:
    """Say what the optimum of the country determines of municipalities, and nothing at the pace."""
    towns = [
        row
        for row in tables.areas
        if row["level"] == "region" and float(row["cut"]) == float(TENTH)
    ]
    effects = [effect(*_changes(row)) for row in towns]
    counts = {name: effects.count(name) for name in ("gains", "same", "loses", "open")}
    at_pace = [row for row in tables.areas if row["reading"] == "limit" and row["cut"] == TENTH]
    open_provinces = [effect(*_changes(row)) for row in at_pace].count("open")
    counts |= {"open_provinces": open_provinces, "provinces": len(at_pace)}
    return {f"range_{name}": number(count, lang) for name, count in counts.items()}


def _check(tables: Tables) -> None:
    """Refuse tables that do not bear out the sentences of the page."""
    pace = tables.value("limit", "0.0", "standing")
    wrong = {
        "ten percent costs no homes when money alone decides": tables.change(TENTH, "down") > -SAME,
        "the walls do not make a cut worse": tables.change(TENTH, "standing")
        > tables.change(TENTH, "down") - SAME,
        "no walls and no cut bring nothing": tables.change("0.0", "down") < SAME,
        "a draw does not lose by the cut with walls": any(
            float(row["walls_0.1"]) > float(row["current"]) - SAME
            for row in tables.draws
            if row["reading"] == "no_limit"
        ),
        "a cut changes the homes at the building pace": any(
            abs(float(row["value"]) - pace) > SAME
            for (reading, _, _), row in tables.nation.items()
            if reading == "limit"
        ),
        "the own money does not rise with the walls, or not fall without them": not (
            tables.change(TENTH, "down", "own_eur", "limit")
            < 0
            < tables.change(TENTH, "standing", "own_eur", "limit")
        ),
    }
    problems = [problem for problem, is_so in wrong.items() if is_so]
    if problems:
        raise ValueError(
            "ten percent | the sentences of the page no longer fit its tables:"
            f" {'; '.join(problems)}. Word them again in docs/builders/ten_percent_*.txt."
        )


def _three(tables: Tables, reading: str, column: str, lang: str) -> str:
    """Return the low, middle and high end of a cut over the draws; of few draws the extremes."""
    values = sorted(float(row[column]) for row in tables.draws if row["reading"] == reading)
    low, half, high = _quantiles(values)
    ends = (low, half, high) if reading == "no_limit" else (values[0], half, values[-1])
    return " · ".join(_share(value, lang) for value in ends)


def _quantiles(values: list[float]) -> tuple[float, float, float]:
    """Return the 5 %, 50 % and 95 % points: the values at these places in their order."""
    ordered = sorted(values)
    low, half, high = (
        ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]
        for share in (0.05, 0.5, 0.95)
    )
    return low, half, high


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)


def _share(value: str | float, lang: str) -> str:
    return amount(None if value == "" else float(value), lang, "share")


def _signed_count(change: float, lang: str) -> str:
    if abs(change) < SAME:
        return "0"
    return f"{'+' if change > 0 else '−'}{rounded_count(max(abs(change), 1.0), lang)}"


def _signed_euros(change: float, lang: str) -> str:
    words = WORDS[lang]["less" if change < 0 else "more"]
    return "0" if abs(change) < 1 else words.format(eur=amount(abs(change), lang, "eur"))


def _between(least: float, most: float, lang: str) -> str:
    ends = rounded_count(least, lang), rounded_count(most, lang)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} … {ends[1]}"
