"""Builds the text of docs/ranges-nederland.md from the tables beside it.

The sentences are written for a case whose central data free nothing, and refuse another one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from docs.builders.ranges_charts import INPUTS
from docs.builders.ranges_template import PAGE
from ontschotting.words.numbers import amount

Rows = list[dict[str, str]]

COUNT = ("no", "one", "two", "three", "four", "five", "six")


def text(folder: Path) -> str:
    """Return the page."""
    tables = _Tables(folder)
    _check_sentences(tables)
    _check_searched(tables)
    return PAGE.format(
        **_draws(tables),
        **_bound(tables),
        **_one_at_a_time(tables),
        **_searched(tables),
        **_not_granted(tables),
    )


class _Tables:
    """The tables beside the page, and rows of them that several parts of the page need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.about = {row["key"]: row["value"] for row in self.rows("about")}
        self.draws = self.rows("draws")
        self.bounds = {row["data"]: row for row in self.rows("bounds")}
        self.corners, self.swings, self.flips = map(self.rows, ("corners", "swings", "flips"))
        self.searched = self.rows("searched")
        self.starts = {row["data"]: row for row in self.rows("ends")}
        self.flipping = [row for row in self.flips if row["margins"]]
        self.within = [row for row in self.flipping if float(row["margins"]) <= 1]
        self.beyond = [row for row in self.flipping if float(row["margins"]) > 1]
        self.not_granted = [row for row in self.rows("flips-not-granted") if row["margins"]]
        self.capacity = next(
            float(row["value"])
            for row in self.flips
            if row["group"] == "limits.max_units: max_units"
        )

    def rows(self, name: str) -> Rows:
        """Return a table beside the page."""
        path = self.folder / f"ranges-nederland-{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def alternative(self, chart: str) -> str:
        """Return the alternative text of a chart as one line."""
        path = self.folder / "img" / f"ranges-{chart}-en.txt"
        return " ".join(path.read_text(encoding="utf-8").split())


def _draws(tables: _Tables) -> dict[str, object]:
    """Return what the page says of the draws."""
    about, draws, each_draw = tables.about, tables.draws, tables.rows("each-draw")
    free = int(about["draws_that_free"])
    return {
        "fingerprint": about["fingerprint"],
        "draws": about["draws"],
        "seed": about["seed"],
        "measures": ",".join(row["measure"] for row in draws),
        "certainty": f"{100 * float(about['certainty']):.0f} %",
        "draw_rows": _lines(_draw_row(row) for row in draws),
        "free": free,
        "share": _share(free / len(each_draw)),
        "share_least": _share(about["share_least"]),
        "share_most": _share(about["share_most"]),
        "freed_most": _whole(max(float(row["freed"]) for row in each_draw)),
        "fan": tables.alternative("fan"),
        "median": _whole(next(row["p50"] for row in draws if row["measure"] == "freed")),
    }


def _bound(tables: _Tables) -> dict[str, object]:
    """Return what the page says of the bound and its corners."""
    bounds = tables.bounds
    return {
        "bound_rows": _lines(
            f"| {data} | {_whole(row['current_value'])} | {_whole(row['lifted_value'])} |"
            f" {_whole(row['gain'])} |"
            for data, row in bounds.items()
        ),
        "corner_rows": _lines(_corner_row(row) for row in tables.corners),
        "unfavourable": _whole(bounds["unfavourable"]["gain"]),
        "least": _whole(bounds["least"]["gain"]),
        "most": _whole(bounds["most"]["gain"]),
    }


def _one_at_a_time(tables: _Tables) -> dict[str, object]:
    """Return what the page says of inputs that move alone."""
    precision = tables.about["precision_margins"]
    moving = [
        row
        for row in tables.swings
        if max(abs(float(row[end]) - float(row["central"])) for end in ("low", "high")) > 0
    ]
    return {
        "tornado": tables.alternative("swings"),
        "swing_rows": _lines(_swing_row(row) for row in moving),
        "still": _word(len(tables.swings) - len(moving)).capitalize(),
        "groups": _word(len(tables.swings)),
        "flips": tables.alternative("flips"),
        "reach": _plain(max(float(row["searched_margins"]) for row in tables.flips)),
        "precision": _plain(precision),
        "flip_rows": _lines(_flip_row(row) for row in tables.flips),
        "within_words": f"{_word(len(tables.within))} inputs",
        "within_told": " ".join(_flip_sentence(row, float(precision)) for row in tables.within),
        "beyond_told": "; ".join(
            f"{INPUTS[row['group']]['en']}, at {float(row['margins']):.2f} margins"
            f" ({_percent(row['move'])})"
            for row in tables.beyond
        ),
        "capacity": _whole(tables.capacity),
    }


def _searched(tables: _Tables) -> dict[str, object]:
    """Return what the page says of data that both regimes share."""
    searched = tables.searched
    return {
        "end_rows": _lines(_end_row(row["measure"], tables.starts) for row in tables.draws),
        "searched_rows": _lines(_searched_row(row) for row in searched),
        "starts": " or ".join(dict.fromkeys(row["start"] for row in reversed(searched))),
        "every": _whole(2 ** len(tables.corners)),
        "freed_found": _whole(searched[0]["found"]),
        "searched_heads": " | ".join(_goal(row) for row in searched),
        "searched_lines": "---|" * len(searched),
        "searched_corners": _lines(
            f"| `{row['group']}` | {' | '.join(goal[row['group']] for goal in searched)} |"
            for row in tables.corners
        ),
    }


def _not_granted(tables: _Tables) -> dict[str, object]:
    """Return what the page says of money that is not granted yet."""
    bounds = {row["data"]: row for row in tables.rows("bounds-not-granted")}
    flipping, not_granted = tables.flipping, tables.not_granted
    return {
        "not_granted_freed": _whole(bounds["unfavourable"]["gain"]),
        "not_granted_said": _not_granted_sentence(flipping, not_granted),
        "not_granted_rows": _lines(_not_granted_row(row, flipping) for row in not_granted),
    }


def _check_sentences(tables: _Tables) -> None:
    """Refuse tables that do not bear out the sentences of the page."""
    about, bounds, beyond = tables.about, tables.bounds, tables.beyond
    current = float(bounds["central"]["current_value"])
    years = current / tables.capacity
    flipping = {row["group"] for row in tables.flipping}
    problems = {
        "central data free something": (
            float(bounds["central"]["gain"]) > float(about["noise"]) * current
        ),
        "a measure does not exist in every draw": any(
            row["draws"] != about["draws"] for row in tables.draws
        ),
        "building capacity is not what binds on central data": abs(years - round(years)) > 1e-6,
        "other inputs flip the conclusion than those that have words": (
            len(tables.within) < 2 or not beyond or bool(flipping - set(INPUTS))
        ),
        "a stream of state money flips it, or that none does is not proven": any(
            row["table"] == "budgets"
            and row["group"] != "own_money: amount_eur"
            and (row["margins"] or row["proven"] != "true")
            for row in tables.flips
        ),
    }
    if any(problems.values()):
        wrong = "; ".join(problem for problem, is_so in problems.items() if is_so)
        raise ValueError(
            f"ranges | the sentences of the page no longer fit its tables: {wrong}. Word them again"
            " in docs/builders/ranges_template.py."
        )


def _check_searched(tables: _Tables) -> None:
    """Refuse a search that contradicts what is proven, or what it started from."""
    results = {(row["measure"], row["sense"]): row for row in tables.searched}
    freed = float(results["freed", "most"]["found"])
    bounds = tables.bounds
    same_starts = all(
        abs(float(tables.starts[data]["freed"]) - float(bounds[data]["gain"])) < 0.1
        for data in ("central", "favourable", "unfavourable")
    )
    in_bounds = float(bounds["unfavourable"]["gain"]) <= freed <= float(bounds["most"]["gain"])
    margins_of = {(row["group"], row["toward"]): float(row["margins"]) for row in tables.flipping}
    groups = {row["group"] for row in tables.flipping}
    no_nearer = all(
        row["group"] in groups
        and float(row["margins"]) >= margins_of.get((row["group"], row["toward"]), 0.0) - 1e-6
        for row in tables.not_granted
    )
    if not (same_starts and in_bounds and no_nearer):
        raise ValueError(
            "ranges | what was searched, the bound and the flips contradict each other: they are of"
            " different cases. Run docs/builders/ranges_of_nederland.py again."
        )


def _end_row(measure: str, starts: dict[str, dict[str, str]]) -> str:
    show = _euros if measure.endswith("_eur") else _whole
    cells = [show(starts[data][measure]) for data in ("central", "favourable", "unfavourable")]
    return f"| `{measure}` | {' | '.join(cells)} |"


def _goal(row: dict[str, str]) -> str:
    return f"{row['sense']} `{row['measure']}`"


def _searched_row(row: dict[str, str]) -> str:
    show = _euros if row["measure"].endswith("_eur") else _whole
    cells = [_whole(row[f"at_{name}"]) for name in ("value_current", "value_lifted", "freed")]
    return f"| {_goal(row)} | {show(row['found'])} | {' | '.join(cells)} | {row['looked_at']} |"


def _not_granted_sentence(flipping: Rows, not_granted: Rows) -> str:
    """Say whether the conclusion about money that is not granted yet is as little robust."""
    every, open_money = (
        {row["group"] for row in rows if float(row["margins"]) <= 1}
        for rows in (flipping, not_granted)
    )
    start = "On central data these walls free nothing either"
    if not open_money:
        return f"{start}, and no input flips that inside its own margin."
    flips = "The same inputs flip it inside their own margin"
    if every != open_money:
        flips = (
            f"{_word(len(open_money)).capitalize()} of the {_word(len(every))} inputs flip it"
            " inside their own margin"
        )
    return f"{start}. {flips}: that conclusion is not robust."


def _not_granted_row(row: dict[str, str], flipping: Rows) -> str:
    """Return a flip for money that is not granted yet, beside that for all money."""
    moves = {(other["group"], other["toward"]): other["move"] for other in flipping}
    move = moves.get((row["group"], row["toward"]))
    return (
        f"| `{row['group']}` | {row['toward']} | {_percent(row['move'])} |"
        f" {float(row['margins']):.2f} | {'none' if move is None else _percent(move)} |"
    )


def _draw_row(row: dict[str, str]) -> str:
    show = _euros if row["measure"].endswith("_eur") else _whole
    cells = (
        f"{show(row[name])} ({_between(show(row[f'{name}_least']), show(row[f'{name}_most']))})"
        for name in ("p05", "p50", "p95")
    )
    return f"| `{row['measure']}` | {show(row['central'])} | {' | '.join(cells)} |"


def _corner_row(row: dict[str, str]) -> str:
    show = _euros if row["column"] == "amount_eur" else _whole
    return (
        f"| `{row['group']}` | {show(row['low'])} | {show(row['value'])} | {show(row['high'])} |"
        f" {row['least_today']} | {row['least_lifted']} |"
    )


def _swing_row(row: dict[str, str]) -> str:
    cells = [_whole(row[name]) for name in ("low", "high", "current_low", "current_high")]
    return f"| `{row['group']}` | {' | '.join(cells)} |"


def _flip_row(row: dict[str, str]) -> str:
    move, margins = (
        (_percent(row["move"]), f"{float(row['margins']):.2f}") if row["margins"] else ("none", "–")
    )
    return (
        f"| `{row['group']}` | {row['toward']} | {move} | {margins} |"
        f" {_percent(row['searched_move'])} | {'yes' if row['proven'] == 'true' else 'no'} |"
    )


def _flip_sentence(row: dict[str, str], precision: float) -> str:
    """Return one flip in words, with how precisely it is known."""
    name, unit = INPUTS[row["group"]]["en"], INPUTS[row["group"]]["unit"]
    value, moved = float(row["value"]), float(row["value_at_flip"])
    near = abs(moved - value) / float(row["margins"]) * precision
    show = _euros if row["column"] == "amount_eur" else _whole
    unit = "" if row["column"] == "amount_eur" else f" {unit}"
    return (
        f"{name} at {show(moved)}{unit} instead of {show(value)} ({_percent(row['move'])}, to"
        f" within {show(near)}{unit})."
    )


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)


def _whole(value: str | float) -> str:
    return f"{round(float(value)):,}".replace("-", "−")


def _euros(value: str | float) -> str:
    return amount(float(value), "en", "eur")


def _between(low: str, high: str) -> str:
    """Return two ends, with the unit once where they share it."""
    number, _, unit = low.partition(" ")
    return f"{number} … {high}" if high.partition(" ")[2] == unit else f"{low} … {high}"


def _percent(value: str | float) -> str:
    return f"{100 * float(value):+.1f} %".replace("-", "−")


def _share(value: str | float) -> str:
    return f"{100 * float(value):.1f} %"


def _plain(value: str | float) -> str:
    return f"{float(value):g}"


def _word(count: int) -> str:
    return COUNT[count] if count < len(COUNT) else str(count)
