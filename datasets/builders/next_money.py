"""Divides the coalition's billion a year for 2029-2035 over streams, and adds money that runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from datasets.builders.horizon import StreamEntry
from datasets.builders.material import Row, published_number, read_raw
from datasets.builders.streams import Profile, Stream, later_rounds, of_stream, without_caribbean

YEARS = range(2029, 2036)
YEARS_AFTER = range(2031, 2036)
"""Years that `nederland` does not count, in which its running packages go on."""

_HALF = "allocations:time_profile:cofinancing"
SOURCE = "budgets:coalitie2026"
PLAN = "coalitie2026_betaalbare_woningbouw"

STREAMS: Mapping[str, tuple[str, str, float | None, str, tuple[str, ...]]] = {
    "next_stimulus": ("realisatiestimulans", "*", None, "", ("next_stimulus_free",)),
    "next_impulse": ("wbi_t7", "land", 0.5, "land", ()),
    "next_area_budget": ("gebiedsbudget_877", "land", None, "", ()),
    "next_access": ("mf_25mld_2025", "mobility", None, "mobility", ()),
}
"""Streams of the billion: the stream whose rules it has, what it may pay for, its co-financing
share, which own money goes with it, and the assumptions on which part enters the case.
"""


def _stimulus() -> float:
    """Return the published total of the stimulus, in euros."""
    return of_stream("realisatiestimulans")()


def _rounds() -> float:
    """Return the last two rounds of the Woningbouwimpuls, as opened and announced, in euros."""
    return of_stream("wbi_t7")() + of_stream("wbi_t8", "budgets/new_streams")()


DIVISIONS: Mapping[str, tuple[str, Mapping[str, Callable[[], float]]]] = {
    "named": (
        (
            "the two streams that the plan names, as their published totals since 2025 stand to"
            " each other"
        ),
        {"next_stimulus": _stimulus, "next_impulse": _rounds},
    ),
    "halves": (
        "the two streams that the plan names, half each: no source",
        {"next_stimulus": lambda: 1.0, "next_impulse": lambda: 1.0},
    ),
    "envelope": (
        (
            "the parts of the five billion of 2025 that are published: stimulus, area budget,"
            " seventh round"
        ),
        {
            "next_stimulus": _stimulus,
            "next_area_budget": of_stream("gebiedsbudget_877"),
            "next_impulse": of_stream("wbi_t7"),
        },
    ),
    "all_streams": (
        "all money tied to homes that was decided since 2025, access to homes included",
        {
            "next_stimulus": _stimulus,
            "next_area_budget": lambda: of_stream("gebiedsbudget_877")() + later_rounds(),
            "next_impulse": _rounds,
            "next_access": without_caribbean,
        },
    ),
}
"""How the billion could be divided over streams: in words, and an amount to which each stream is in
proportion. The first is that of the case itself, the others are variants.
"""


def plan_years() -> Profile:
    """Return the share of the plan's money per year."""
    amounts = {
        int(row["year"]): float(row["budget_eur"])
        for name in ("budgets_2025_2031", "budgets_other_years")
        for row in read_raw(f"budgets/{name}")
        if row["stream_id"] == PLAN
    }
    if set(amounts) != set(YEARS):
        raise ValueError(f"budgets | the plan has other years than {YEARS}")
    return {year: amounts[year] / sum(amounts.values()) for year in YEARS}


def total() -> float:
    """Return all money of the plan, in euros."""
    return published_number("budgets/new_streams", "total_budget_eur", stream_id=PLAN)


def shares(division: str) -> dict[str, float]:
    """Return the share of the billion per stream."""
    amounts = {name: amount() for name, amount in DIVISIONS[division][1].items()}
    return {name: amount / sum(amounts.values()) for name, amount in amounts.items()}


def stream_entries(division: str) -> list[StreamEntry]:
    """Return the streams of one division, and what already runs."""
    entries = []
    for name, share in shares(division).items():
        rules_of, purpose, cofinancing, own, factors = STREAMS[name]
        amount = partial(float, total() * share)
        stream = Stream(
            name,
            amount,
            SOURCE,
            purpose,
            plan_years,
            f"division: {division}",
            factors,
            rest="all",
            cofinancing=cofinancing,
            cofinancing_source=_HALF if cofinancing else "",
            own=own,
        )
        entries.append(StreamEntry(stream, False, rules_of, rules_assumed=True))
    return [*entries, *(StreamEntry(stream, True, stream.name) for stream in _RUNNING)]


def entries_of_all_divisions() -> list[StreamEntry]:
    """Return the streams of all divisions together, and what already runs, for their rules."""
    entry_of = {
        entry.stream.name: entry for division in DIVISIONS for entry in stream_entries(division)
    }
    return [entry_of[name] for name in (*STREAMS, *(stream.name for stream in _RUNNING))]


def _even_after() -> Profile:
    """Return the same in every year that `nederland` does not count."""
    return {year: 1 / len(YEARS_AFTER) for year in YEARS_AFTER}


_RUNNING = (
    Stream(
        "gebiedsbudget_877",
        of_stream("gebiedsbudget_877"),
        "streams:gebiedsbudget_877",
        "land",
        _even_after,
        "running",
        ("area_budget_2_after",),
        ("gebiedsbudget", ("2025",)),
        "as gebiedsbudget 1",
    ),
    Stream(
        "mf_novex_6mld",
        of_stream("mf_novex_6mld"),
        "streams:mf_novex_6mld",
        "mobility",
        _even_after,
        "running",
        ("mobility_2022_after", "mobility_2022_for_homes"),
        ("mobiliteitspakket_woningbouw", ("2022", "2023")),
        "large",
        0.5,
        "streams:mf_novex_6mld",
        "mobility",
    ),
    Stream(
        "mf_25mld_2025",
        without_caribbean,
        "streams:mf_25mld_2025",
        "mobility",
        _even_after,
        "running",
        ("mobility_2025_after", "mobility_2025_for_homes"),
        ("mobiliteitspakket_woningbouw_2025", ("2025",)),
        own="mobility",
    ),
)


def division_rows() -> list[Row]:
    """Return every division, a row per stream."""
    rows: list[Row] = []
    for name, (words, _) in DIVISIONS.items():
        for stream, share in shares(name).items():
            rows.append(
                {
                    "division": name,
                    "stream": stream,
                    "share": round(share, 6),
                    "eur": round(total() * share),
                    "rules_of": STREAMS[stream][0],
                    "basis": words,
                    "source": SOURCE,
                    "status": "assumption",
                }
            )
    return rows
