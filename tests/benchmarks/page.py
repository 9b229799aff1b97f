"""Writes docs/benchmarks.md and its chart from what was measured, and nothing that was not."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tests.benchmarks.limits import LIMITS

SCHEMA: dict[str, Any] = {
    "rules": pl.String,
    "regions": pl.Int64,
    "way": pl.String,
    "outcome": pl.String,
    "value": pl.Float64,
    "build_s": pl.Float64,
    "solve_s": pl.Float64,
    "solver_s": pl.Float64,
    "peak_mb": pl.Float64,
    "columns": pl.Int64,
    "rows": pl.Int64,
    "limit_s": pl.Float64,
}
"""One measurement of one way per row."""

QUICK_SCHEMA: dict[str, Any] = {
    "what": pl.String,
    "ours": pl.Float64,
    "against": pl.String,
    "theirs": pl.Float64,
    "unit": pl.String,
    "ratio": pl.Float64,
    "at_most": pl.Float64,
    "load": pl.Float64,
}
"""One comparison per row; `load` is how many processes wanted a core in the last five minutes."""

LIBRARY = "ontschotting"
HEADLINE = 342
"""The number of regions at which ways are compared: the municipalities of the Netherlands."""


LOOKS = (
    ("black", "o", "-"),
    ("#0072B2", "s", "--"),
    ("#56B4E9", "P", ":"),
    ("#009E73", "^", "-."),
    ("#CC79A7", "v", ":"),
    ("#E69F00", "D", "--"),
    ("#D55E00", "X", "-."),
)
"""Colour, mark and line of each way in turn; the marks and lines tell them apart in grey."""


@dataclass(frozen=True)
class Verdict:
    """One line of what is to be reached.

    Attributes:
        ratio: None when not measured
        at_most: The other did not finish, so the true ratio is smaller still
        regions: Where it was measured, when the question has a size
    """

    what: str
    rules: str
    wanted: float
    ratio: float | None
    at_most: bool = False
    regions: int | None = None


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
        regions = _compared_at(frame, rules)
        for other, wanted in (
            ("PuLP + CBC", 1 / 30),
            ("PuLP + HiGHS", 1 / 15),
            ("linopy + HiGHS", 1 / 4),
            ("pyoframe + HiGHS", 1 / 4),
        ):
            found.append(
                Verdict(
                    f"time against {other}",
                    rules,
                    wanted,
                    *_against(frame, rules, regions, [other]),
                    regions,
                )
            )
        wanted = 1 / 5 if rules == "few" else 1 / 2
        found.append(
            Verdict(
                "time against plain arrays into HiGHS",
                rules,
                wanted,
                *_against(frame, rules, regions, ["arrays + HiGHS", "arrays + HiGHS IPM"]),
                regions,
            )
        )
        mine, larger, theirs = (
            _row(frame, rules, regions, LIBRARY),
            _row(frame, rules, 10 * HEADLINE, LIBRARY),
            _row(frame, rules, regions, "PuLP + CBC"),
        )
        found.append(
            Verdict(
                "own work as a share of the total",
                rules,
                1 / 5,
                mine and 1 - mine["solver_s"] / _total(mine),
                False,
                regions,
            )
        )
        found.append(
            Verdict(
                "peak memory against PuLP + CBC",
                rules,
                1 / 4,
                mine["peak_mb"] / theirs["peak_mb"] if mine and theirs else None,
                False,
                regions,
            )
        )
        headline = _row(frame, rules, HEADLINE, LIBRARY)
        found.append(
            Verdict(
                "time at 3,420 regions against 342",
                rules,
                12,
                _total(larger) / _total(headline) if larger and headline else None,
            )
        )
    everyday = facts.get("everyday")
    found.append(
        Verdict(
            "one draw of a sweep against a cold compare, `nederland`",
            "",
            1 / 8,
            everyday and statistics.median(everyday["draw_ratios"]),
        )
    )
    imports = facts["imports"]
    found.append(
        Verdict(
            "`import ontschotting` against `import polars`",
            "",
            1.3,
            imports["ontschotting"] / imports["polars"],
        )
    )
    return found


def _compared_at(frame: pl.DataFrame, rules: str) -> int:
    """HEADLINE regions, or the largest smaller case that this library and at least one other way
    finished.
    """
    done = frame.filter(
        (pl.col("rules") == rules) & (pl.col("outcome") == "done") & (pl.col("regions") <= HEADLINE)
    )
    mine, others = (
        set(done.filter(kind)["regions"])
        for kind in (pl.col("way") == LIBRARY, pl.col("way") != LIBRARY)
    )
    return max(mine & others, default=max(mine, default=HEADLINE))


def _row(frame: pl.DataFrame, rules: str, regions: int, way: str) -> dict[str, Any] | None:
    """A measurement that was finished, or None."""
    rows = frame.filter(
        (pl.col("rules") == rules)
        & (pl.col("regions") == regions)
        & (pl.col("way") == way)
        & (pl.col("outcome") == "done")
    )
    return rows.row(0, named=True) if rows.height else None


def _total(row: dict[str, Any]) -> float:
    return float(row["build_s"] + row["solve_s"])


def _against(
    frame: pl.DataFrame, rules: str, regions: int, others: list[str]
) -> tuple[float | None, bool]:
    """Our time as a part of the fastest other's.

    Against the limit when only the others ran out of time.
    """
    mine = _row(frame, rules, regions, LIBRARY)
    if mine is None:
        return None, False
    times = [
        _total(row) for other in others if (row := _row(frame, rules, regions, other)) is not None
    ]
    if times:
        return _total(mine) / min(times), False
    here = frame.filter(
        (pl.col("rules") == rules) & (pl.col("regions") == regions) & pl.col("way").is_in(others)
    )
    late = here.filter(pl.col("outcome").str.starts_with("not within"))
    return (
        (_total(mine) / float(late["limit_s"].min()), True)
        if late.height and late.height == here.height
        else (None, False)
    )  # type: ignore[arg-type]


def write_page(docs: Path) -> None:
    """The page, from the tables of measurements beside it."""
    frame = pl.read_csv(docs / "benchmarks.csv", schema_overrides=SCHEMA)
    quick = pl.read_csv(docs / "benchmarks-quick.csv", schema_overrides=QUICK_SCHEMA)
    facts = json.loads((docs / "benchmarks.json").read_text(encoding="utf-8"))
    (docs / "benchmarks.md").write_text(page_text(frame, quick, facts), encoding="utf-8")


def page_text(frame: pl.DataFrame, quick: pl.DataFrame, facts: dict[str, Any]) -> str:
    """The page in Markdown."""
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    return f"""# Benchmarks

Written by `make bench` and `make bench-all` (`tests/benchmarks/`) from `benchmarks-quick.csv` and \
`benchmarks.csv`; nothing on this page was typed in but the words, and the figures of single runs \
under *What the limits are*.

## The quick part

What people wait for, in processor time and side by side in one process. While it was measured, \
{quick["load"].min():.0f} to {quick["load"].max():.0f} processes wanted one of the \
{facts["cores"]} cores, so the seconds are long and the ratios are what to look at.

Every measure that somebody writes by hand (`tests/benchmarks/natural/`: fourteen measures, twelve \
programs) is measured in a process of its own right after ours, since two libraries that both \
bring HiGHS can crash in one, and so that its peak memory is its own. Loading libraries is not \
counted, and every measure agrees to a millionth. pyoframe takes no polars 2, so all rows of \
*every measure* on synthetic cases were measured with polars {facts["versions"]["polars"]}; linopy \
sums groups in the faster of its two ways (`sparse`). The last row against `allocate` has the size \
of the Netherlands: 342 regions, 47 streams and 10 years, with few rules.

{_quick_lines(quick)}

## Every way and every size

Measured with version 0.1.0, before the rest of this page.

**What is measured.** From the tables of a case in memory to the best value of the current regime. \
The cases are synthetic
(`ontschotting.datasets.synthetic`): 47 streams, 10 years, 3 plan types, every region with budgets \
of its own, drawn with a seed. They have the
shape of a national case and say nothing about the Netherlands. *few*: walls of purpose and area, \
money for its own year. *all*: every rule of the
model, as often as such rules occur. The others get the plain program, one variable for each path \
of a euro and every row written out
(`tests/benchmarks/plain.py`, held against the naive program of the tests); this library may \
merge, and certifies its answer, the others do not.
All that finished found the same optimum to a millionth.

**On what.** {facts["cores"]} cores of a machine that others used at the same time, \
{facts["memory_gb"]:.0f} GB of memory, Python {facts["python"]}; {versions}
(pyoframe solves with the HiGHS of highsbox). One run each, a few of them made again later, each \
in a process of its own, so that the peak memory is its own: that
of Python, the case and the solver together (for CBC, which runs beside Python, the larger of the \
two). Seconds differ from machine to machine, and from run to run by
some tens of percents, and more where the machine was busy (CBC most of all); the ratios are what \
to look at. A run that took longer than its limit is *not within* it; a way that would pass
the limit if its time grew only in proportion to the number of regions is *not tried*.

![Seconds and peak memory against the number of regions, for each way](img/benchmarks.svg)

## Reached or not

At {HEADLINE} regions, or at the largest smaller case that this library and at least one other way \
finished within the limit. *Below*: the other did not finish, so the ratio
is smaller than this. Against plain arrays the faster of two counts: HiGHS as it comes, and its \
interior point method.

| what | rules | regions | at most | found | reached |
|---|---|--:|---|---|---|
{_verdict_lines(frame, facts)}

{_everyday(facts.get("everyday"))}

## What the limits are

{LIMITS}

`import ontschotting` takes {facts["imports"]["ontschotting"]:.4f} s, `import polars` \
{facts["imports"]["polars"]:.4f} s: the library loads polars only when it is needed.

## All measurements

*Against ours* is the total time as a multiple of this library's in the same case.
{_tables(frame)}"""


def _quick_lines(quick: pl.DataFrame) -> str:
    """The comparisons of the quick part, as a table."""
    lines = [
        "| what | measured | against | ratio | at most | reached |",
        "|---|--:|---|--:|--:|---|",
    ]
    for row in quick.iter_rows(named=True):
        against = f"{row['against']}: {_amount(row['theirs'], row['unit'])}"
        wanted, is_reached = "", ""
        if row["at_most"] is not None:
            wanted = _ratio(row["at_most"])
            is_reached = "yes" if row["ratio"] <= row["at_most"] else "no"
        lines.append(
            f"| {row['what']} | {_amount(row['ours'], row['unit'])} | {against} |"
            f" {_ratio(row['ratio'])} | {wanted} | {is_reached} |"
        )
    return "\n".join(lines)


def _amount(number: float, unit: str) -> str:
    """Seconds with three digits, whole numbers of anything else."""
    return f"{number:.3f} s" if unit == "s" else f"{number:,.0f} {unit}"


def _everyday(found: dict[str, Any] | None) -> str:
    """What an analyst waits for, in words."""
    if found is None:
        return (
            "Not measured yet: one draw of a sweep against a cold compare, the time to a first"
            " chart, `make report`."
        )
    ratios = found["draw_ratios"]
    return f"""`compare` of `nederland` from its tables (every measure, awarded money too): \
{found["compare_s"]:.1f} s on the clock, {found["compare_cpu_s"]:.1f} s of the processor. A draw \
of a
sweep with the four measures that `sweep` gives by itself: {found["draw_s"]:.1f} s, \
{found["draw_cpu_s"]:.1f} s of the processor; as a part of a comparison, of the processor's time, \
{_ratio(ratios[0])} to {_ratio(ratios[-1])} over
{found["draws"]} draws, run in turn. It is least where nothing can be freed, since one program \
then proves it, and most where the walls bind. A cold comparison of a draw's data takes
{found["compare_of_a_draw_s"]:.1f} s. From a new process to a chart on disk (`two-villages`): \
{found["first_chart_s"]:.1f} s. `ontschotting report nederland`: {found["report_s"]:.0f} s."""


def _verdict_lines(frame: pl.DataFrame, facts: dict[str, Any]) -> str:
    lines = []
    for verdict in verdicts(frame, facts):
        ratio = (
            "–"
            if verdict.ratio is None
            else f"{'below ' if verdict.at_most else ''}{_ratio(verdict.ratio)}"
        )
        lines.append(
            f"| {verdict.what} | {verdict.rules} | {verdict.regions or ''} |"
            f" {_ratio(verdict.wanted)} | {ratio} | {reached(verdict)} |"
        )
    return "\n".join(lines)


def _ratio(number: float) -> str:
    return f"1/{1 / number:.3g}" if number < 0.95 else f"{number:.3g}"


def _tables(frame: pl.DataFrame) -> str:
    parts = []
    for regions, rules in frame.select("regions", "rules").unique(maintain_order=True).iter_rows():
        mine = _row(frame, rules, regions, LIBRARY)
        lines, unfinished = [f"\n### {regions:,} regions, {rules} rules\n"], []
        here = frame.filter((pl.col("regions") == regions) & (pl.col("rules") == rules))
        finished = "done" in here["outcome"].to_list()
        if finished:
            lines += [
                "| way | variables | rows | build s | solve s | total s | against ours | peak MB |",
                "|---|--:|--:|--:|--:|--:|--:|--:|",
            ]
        for row in here.iter_rows(named=True):
            if row["outcome"] != "done":
                unfinished.append(f"- {row['way']}: {row['outcome']}")
                continue
            multiple = f"{_total(row) / _total(mine):.1f}" if mine else ""
            seconds = f"{row['build_s']:.2f} | {row['solve_s']:.2f} | {_total(row):.2f}"
            lines.append(
                f"| {row['way']} | {row['columns']:,} | {row['rows']:,} | {seconds} | {multiple} |"
                f" {row['peak_mb']:,.0f} |"
            )
        parts.append(
            "\n".join([*lines, *([""] if finished and unfinished else []), *unfinished]) + "\n"
        )
    return "\n".join(parts)


def draw(frame: pl.DataFrame, path: Path) -> None:
    """Seconds and memory against the number of regions, a line for each way.

    An open mark at the limit where a way did not finish.
    """
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    ways = frame["way"].unique(maintain_order=True).to_list()
    looks = dict(zip(ways, LOOKS[: len(ways)], strict=True))
    with plt.rc_context(
        {
            "svg.hashsalt": "ontschotting",
            "font.size": 9,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    ):
        figure, axes = plt.subplots(
            2, 2, figsize=(9, 7), sharex=True, sharey="row", layout="constrained"
        )
        for column, rules in enumerate(("few", "all")):
            part = frame.filter(pl.col("rules") == rules)
            for way, (colour, mark, dashes) in looks.items():
                mine = part.filter(pl.col("way") == way)
                done = mine.filter(pl.col("outcome") == "done").with_columns(
                    (pl.col("build_s") + pl.col("solve_s")).alias("total_s")
                )
                late = mine.filter(pl.col("outcome").str.starts_with("not within"))
                style = {
                    "color": colour,
                    "marker": mark,
                    "linestyle": dashes,
                    "linewidth": 2.2 if way == LIBRARY else 1.2,
                }
                axes[0, column].plot(
                    done["regions"], done["total_s"], label=way if column == 0 else None, **style
                )
                # so that marks at one limit can be told apart
                beside = late["regions"] * 1.12 ** (ways.index(way) - len(ways) // 2)
                axes[0, column].plot(
                    beside,
                    late["limit_s"],
                    color=colour,
                    marker=mark,
                    linestyle="",
                    markerfacecolor="none",
                )
                axes[1, column].plot(done["regions"], done["peak_mb"], **style)
            axes[0, column].set_title(f"{rules} rules", loc="left")
            axes[1, column].set_xlabel("regions")
        for row, label in enumerate(("seconds, tables to value", "peak memory, MB")):
            axes[row, 0].set_ylabel(label)
            for one in axes[row]:
                one.set(xscale="log", yscale="log")
                one.yaxis.set_major_formatter("{x:,.4g}")
                one.yaxis.set_minor_formatter("")
                one.grid(alpha=0.3)
        axes[1, 0].set_yticks(
            [
                size
                for size in (200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
                if size <= 1.3 * frame["peak_mb"].max()
            ]
        )
        sizes = sorted(frame["regions"].unique())
        axes[0, 0].set_xticks(sizes, [f"{size:,}" for size in sizes], minor=False)
        axes[0, 0].minorticks_off()
        figure.legend(loc="outside lower center", ncols=4, frameon=False)
        figure.suptitle(
            "Synthetic cases: this library beside other ways to the same optimum\nopen marks: not"
            " within so many seconds",
            x=0.01,
            ha="left",
        )
        figure.savefig(path, metadata={"Date": None})
        plt.close(figure)
