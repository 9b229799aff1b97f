"""Writes docs/benchmarks.md and its chart from what was measured, and nothing that was not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

LIBRARY = "ontschotting"
HEADLINE = 342
"""The number of regions at which ways are compared: the municipalities of the Netherlands."""


@dataclass(frozen=True)
class Verdict:
    """One line of what is to be reached. ratio: None when not measured; at_most: the other did not finish, so the true ratio is smaller still."""

    what: str
    rules: str
    wanted: float
    ratio: float | None
    at_most: bool = False


def reached(verdict: Verdict) -> str:
    """yes, no, or not measured; a bound that lies above what is wanted leaves it open."""
    if verdict.ratio is None:
        return "not measured"
    if verdict.ratio <= verdict.wanted:
        return "yes"
    return "not known" if verdict.at_most else "no"


def verdicts(frame: pl.DataFrame, facts: dict[str, Any]) -> list[Verdict]:
    """What is to be reached, against what was measured."""
    found = []
    for rules in ("few", "all"):
        for other, wanted in (
            ("PuLP + CBC", 1 / 30), ("PuLP + HiGHS", 1 / 15), ("linopy + HiGHS", 1 / 4), ("pyoframe + HiGHS", 1 / 4),
            ("arrays + HiGHS", 1 / 5 if rules == "few" else 1 / 2),
        ):  # fmt: skip
            name = "plain arrays into HiGHS" if other.startswith("arrays") else other
            found.append(Verdict(f"time against {name}", rules, wanted, *_against(frame, rules, other)))
    for rules in ("few", "all"):
        mine = _row(frame, rules, HEADLINE, LIBRARY)
        own = None if mine is None else 1 - mine["solver_s"] / _total(mine)
        found.append(Verdict("own work as a share of the total", rules, 1 / 5, own))
        larger = _row(frame, rules, 10 * HEADLINE, LIBRARY)
        found.append(Verdict("time at 3,420 regions against 342", rules, 12, None if mine is None or larger is None else _total(larger) / _total(mine)))
        theirs = _row(frame, rules, HEADLINE, "PuLP + CBC")
        found.append(Verdict("peak memory against PuLP + CBC", rules, 1 / 4, None if mine is None or theirs is None else mine["peak_mb"] / theirs["peak_mb"]))
    imports = facts["imports"]
    found.append(Verdict("`import ontschotting` against `import polars`", "", 1.3, imports["ontschotting"] / imports["polars"]))
    return found


def _row(frame: pl.DataFrame, rules: str, regions: int, way: str) -> dict[str, Any] | None:
    """A measurement that was finished, or None."""
    rows = frame.filter((pl.col("rules") == rules) & (pl.col("regions") == regions) & (pl.col("way") == way) & (pl.col("outcome") == "done"))
    return rows.row(0, named=True) if rows.height else None


def _total(row: dict[str, Any]) -> float:
    return float(row["build_s"] + row["solve_s"])


def _against(frame: pl.DataFrame, rules: str, other: str) -> tuple[float | None, bool]:
    """Our time as a part of another's at HEADLINE regions; against the limit when only the other ran out of time."""
    mine, theirs = _row(frame, rules, HEADLINE, LIBRARY), _row(frame, rules, HEADLINE, other)
    if mine is None:
        return None, False
    if theirs is not None:
        return _total(mine) / _total(theirs), False
    late = frame.filter((pl.col("rules") == rules) & (pl.col("regions") == HEADLINE) & (pl.col("way") == other) & pl.col("outcome").str.starts_with("not within"))
    return (_total(mine) / late["limit_s"][0], True) if late.height else (None, False)


def write_page(frame: pl.DataFrame, facts: dict[str, Any], docs: Path) -> None:
    """The page and its chart."""
    (docs / "img").mkdir(exist_ok=True)
    draw(frame, docs / "img" / "benchmarks.svg")
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    text = f"""# Benchmarks

Written by `make bench` (`tests/benchmarks/`) from `benchmarks.csv`; nothing on this page was typed in but the words.

**What is measured.** From the tables of a case in memory to the best value of the current regime. The cases are synthetic
(`ontschotting.datasets.synthetic`): 47 streams, 10 years, 3 plan types, every region with budgets of its own, drawn with a seed. They have the
shape of a national case and say nothing about the Netherlands. *few*: walls of purpose and area, money for its own year. *all*: every rule of the
model, as often as such rules occur. The others get the plain program, one variable for each path of a euro and every row written out
(`tests/benchmarks/plain.py`, held against the naive program of the tests); this library may merge, and certifies its answer, the others do not.
All that finished found the same optimum to a millionth.

**On what.** {facts["cores"]} cores of a machine that others used at the same time, {facts["memory_gb"]:.0f} GB of memory, Python {facts["python"]}; {versions}
(pyoframe solves with the HiGHS of highsbox). One run each, one after another, each in a process of its own, so that the peak memory is its own: that
of Python, the case and the solver together (for CBC, which runs beside Python, the larger of the two). Seconds differ from machine to machine, and from run to run by
some tens of percents; the ratios are what to look at. A run that took longer than its limit is *not within* it; a way that would pass
the limit if its time grew only in proportion to the number of regions is *not tried*.

![Seconds and peak memory against the number of regions, for each way](img/benchmarks.svg)

## Reached or not

At {HEADLINE} regions unless the line says otherwise. *Below*: the other did not finish, so the ratio is smaller than this.

| what | rules | at most | found | reached |
|---|---|---|---|---|
{_verdict_lines(frame, facts)}

Measured elsewhere or not yet: one draw of a sweep against a cold compare, the time to a first chart in a notebook, `make report`.
`import ontschotting` takes {facts["imports"]["ontschotting"]:.3f} s beyond an empty Python, `import polars` {facts["imports"]["polars"]:.3f} s: the library loads polars only when it is needed.

## All measurements

*Against ours* is the total time as a multiple of this library's in the same case.
{_tables(frame)}"""
    (docs / "benchmarks.md").write_text(text, encoding="utf-8")


def _verdict_lines(frame: pl.DataFrame, facts: dict[str, Any]) -> str:
    lines = []
    for verdict in verdicts(frame, facts):
        ratio = "–" if verdict.ratio is None else f"{'below ' if verdict.at_most else ''}{_ratio(verdict.ratio)}"
        lines.append(f"| {verdict.what} | {verdict.rules} | {_ratio(verdict.wanted)} | {ratio} | {reached(verdict)} |")
    return "\n".join(lines)


def _ratio(number: float) -> str:
    return f"1/{1 / number:.3g}" if number < 0.95 else f"{number:.3g}"


def _tables(frame: pl.DataFrame) -> str:
    parts = []
    for regions, rules in frame.select("regions", "rules").unique(maintain_order=True).iter_rows():
        mine = _row(frame, rules, regions, LIBRARY)
        lines = [f"\n### {regions:,} regions, {rules} rules\n", "| way | variables | rows | build s | solve s | total s | against ours | peak MB |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
        for row in frame.filter((pl.col("regions") == regions) & (pl.col("rules") == rules)).iter_rows(named=True):
            if row["outcome"] != "done":
                lines.append(f"| {row['way']} | | | | | {row['outcome']} | | |")
                continue
            multiple = f"{_total(row) / _total(mine):.1f}" if mine else ""
            seconds = f"{row['build_s']:.2f} | {row['solve_s']:.2f} | {_total(row):.2f}"
            lines.append(f"| {row['way']} | {row['columns']:,} | {row['rows']:,} | {seconds} | {multiple} | {row['peak_mb']:,.0f} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def draw(frame: pl.DataFrame, path: Path) -> None:
    """Seconds and memory against the number of regions, a line for each way; an open mark at the limit where a way did not finish."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    ways = frame["way"].unique(maintain_order=True).to_list()
    looks = dict(zip(ways, [("black", "o", "-"), ("#0072B2", "s", "--"), ("#009E73", "^", "-."), ("#CC79A7", "v", ":"), ("#E69F00", "D", "--"), ("#D55E00", "X", "-.")], strict=False))
    with plt.rc_context({"svg.hashsalt": "ontschotting", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}):
        figure, axes = plt.subplots(2, 2, figsize=(9, 7), sharex=True, sharey="row", layout="constrained")
        for column, rules in enumerate(("few", "all")):
            part = frame.filter(pl.col("rules") == rules)
            for way, (colour, mark, dashes) in looks.items():
                mine = part.filter(pl.col("way") == way)
                done = mine.filter(pl.col("outcome") == "done").with_columns((pl.col("build_s") + pl.col("solve_s")).alias("total_s"))
                late = mine.filter(pl.col("outcome").str.starts_with("not within"))
                style = {"color": colour, "marker": mark, "linestyle": dashes, "linewidth": 2.2 if way == LIBRARY else 1.2}
                axes[0, column].plot(done["regions"], done["total_s"], label=way, **style)
                axes[0, column].plot(late["regions"], late["limit_s"], color=colour, marker=mark, linestyle="", markerfacecolor="none", markersize=7 + 3 * ways.index(way))
                axes[1, column].plot(done["regions"], done["peak_mb"], **style)
            axes[0, column].set_title(f"{rules} rules", loc="left")
            axes[1, column].set_xlabel("regions")
        for row, label in enumerate(("seconds, tables to value", "peak memory, MB")):
            axes[row, 0].set_ylabel(label)
            for one in axes[row]:
                one.set(xscale="log", yscale="log")
                one.grid(alpha=0.3)
        sizes = sorted(frame["regions"].unique())
        axes[0, 0].set_xticks(sizes, [f"{size:,}" for size in sizes], minor=False)
        axes[0, 0].minorticks_off()
        axes[0, 0].legend(frameon=False)
        limit = frame["limit_s"].max()
        figure.suptitle(f"Synthetic cases: this library beside other ways to the same optimum\nopen marks: not within {limit:g} seconds", x=0.01, ha="left")
        figure.savefig(path, metadata={"Date": None})
        plt.close(figure)
