"""The streams in the case: their published money, which part falls in the horizon, and for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from datasets.builders.material import published_number, read_raw

YEARS = range(2026, 2031)

Profile = dict[int, float]
"""The share of the money per year."""


def at_once() -> Profile:
    """Return everything in the first year: granted before, or to be divided in that year."""
    return {YEARS[0]: 1.0}


def even() -> Profile:
    """Return the same in every year: no phasing is published."""
    return {year: 1 / len(YEARS) for year in YEARS}


def by_project_lines() -> Profile:
    """Return shares as in the nine published project lines of the mobility package."""
    return _published("mf_novex_6mld", "projectregel")


def by_chip_package() -> Profile:
    """Return shares as in the additions for homes in the chip package, of which this is a part."""
    return _published("beethoven_wonen_rijk", "mutatie")


def as_published(stream: str) -> Profile:
    """Return shares as in the published levels of the stream itself."""
    return _published(stream, "stand")


def _published(stream: str, kind: str) -> Profile:
    sums = dict.fromkeys(YEARS, 0.0)
    for row in read_raw("budgets/budgets_2025_2031"):
        if row["stream_id"] == stream and row["amount_type"] == kind and int(row["year"]) in sums:
            sums[int(row["year"])] += float(row["budget_eur"])
    total = sum(sums.values())
    return {year: amount / total for year, amount in sums.items() if amount}


@dataclass(frozen=True)
class Stream:
    """A stream of the case.

    Attributes:
        name: Its code
        total: Gives its published total in euros
        total_source: Where that is stated
        purpose: What it may pay for
        note: What its amounts are
        factors: Ids of assumptions; their product is the share of the published total that enters
            the case
        years: When that share falls
        listed: Stream and tranches of raw/allocations/allocations.csv that say who got it
        rest: Who gets what no list names, by planned homes: `unlisted` municipalities, `all`,
            `large` (unlisted municipalities with a large-scale area of 2022), or the name of an
            area
        own: Which published ratio of own money goes with it; blank for none
        cofinancing: The share of own money that it asks
        cofinancing_source: Where that is stated
        seen: Its own rules were seen; if not, its co-financing share is that of the grant of which
            it is a round
    """

    name: str
    total: Callable[[], float]
    total_source: str
    purpose: str
    years: Callable[[], Profile]
    note: str
    factors: tuple[str, ...] = ()
    listed: tuple[str, tuple[str, ...]] = ("", ())
    rest: str = "unlisted"
    cofinancing: float | None = None
    cofinancing_source: str = ""
    own: str = ""
    seen: bool = True


def awarded_round(tranche: str) -> float:
    """Return the published total of a round of the Woningbouwimpuls, VAT included."""
    return published_number(
        "allocations/allocations",
        "amount_eur",
        stream_id="woningbouwimpuls",
        tranche=tranche,
        row_scope="national_total",
    )


def of_stream(name: str, table: str = "streams/streams") -> Callable[[], float]:
    """Return the function that gives the published total of a stream."""
    return lambda: published_number(table, "total_budget_eur", stream_id=name)


def without_caribbean() -> float:
    """Return the package of 2025 without its part for the Caribbean Netherlands, in euros."""
    part = published_number(
        "allocations/allocations",
        "amount_eur",
        stream_id="mobiliteitspakket_woningbouw_2025",
        municipality_or_region="Caribisch Nederland",
    )
    return of_stream("mf_25mld_2025")() - part


def later_rounds() -> float:
    """Return the housing grant for Eindhoven less its first round, of 2025, in euros."""
    total = published_number(
        "budgets/stream_updates", "proposed_value", stream_id="wmre", field="total_budget_eur"
    )
    return total - published_number(
        "budgets/budgets_2025_2031", "budget_eur", stream_id="wmre", amount_type="toekenning"
    )


def growth_of_almere() -> float:
    """Return the sum of the published levels for Almere in the horizon, in euros."""
    return sum(
        float(row["budget_eur"])
        for row in read_raw("budgets/budgets_2025_2031")
        if row["stream_id"] == "groeiopgave_almere" and int(row["year"]) in YEARS
    )


_HALF = "allocations:time_profile:cofinancing"


def _round(tranche: str, total: Callable[[], float], left: str, lists: tuple[str, ...]) -> Stream:
    note = f"awarded round, VAT included; the part not yet spent is {left}"
    source = "allocations:woningbouwimpuls" if tranche != "6" else "streams:wbi_t6"
    return Stream(
        f"wbi_t{tranche}",
        total,
        source,
        "land",
        at_once,
        note,
        (left,),
        ("woningbouwimpuls", lists),
        "unlisted",
        0.5,
        _HALF,
        "land",
    )


STREAMS = (
    _round("1", lambda: awarded_round("1"), "wbi_early_left", ("1",)),
    _round("2", lambda: awarded_round("2"), "wbi_early_left", ("2",)),
    _round("3", lambda: awarded_round("3"), "wbi_early_left", ("3",)),
    _round("4", lambda: awarded_round("4"), "wbi_late_left", ("4",)),
    _round("5", lambda: awarded_round("5"), "wbi_late_left", ("5",)),
    _round("6", of_stream("wbi_t6"), "wbi_late_left", ("6a", "6b")),
    Stream(
        "wbi_t7",
        of_stream("wbi_t7"),
        "streams:wbi_t7",
        "land",
        at_once,
        "ceiling of the round; awarded in December 2025 to 15 municipalities of which one is known",
        ("wbi7_awarded_share",),
        rest="all",
        cofinancing=0.5,
        cofinancing_source=_HALF,
        own="land",
    ),
    Stream(
        "wbi_t8",
        of_stream("wbi_t8", "budgets/new_streams"),
        "budgets:wbi_t8",
        "land",
        at_once,
        "announced round, not yet granted",
        rest="all",
        cofinancing=0.5,
        cofinancing_source=_HALF,
        own="land",
        seen=False,
    ),
    Stream(
        "gebiedsbudget_475",
        of_stream("gebiedsbudget_475"),
        "streams:gebiedsbudget_475",
        "land",
        at_once,
        "area budget of 2023; the two areas that the list cuts off get the rest",
        ("area_budget_1_left",),
        ("gebiedsbudget", ("1",)),
        "Eindhoven|Groningen",
        0.5,
        _HALF,
        "land",
    ),
    Stream(
        "gebiedsbudget_877",
        of_stream("gebiedsbudget_877"),
        "streams:gebiedsbudget_877",
        "land",
        even,
        "area budget of 2025: 72 million to the four areas added in 2025, the rest divided as in"
        " 2023 because no list of 2025 was found",
        ("area_budget_2_horizon",),
        ("gebiedsbudget", ("2025",)),
        "as gebiedsbudget 1",
    ),
    Stream(
        "wmre",
        later_rounds,
        "budgets:wmre",
        "land",
        by_chip_package,
        "122.5 million less the first round; later rounds not yet granted",
        rest="Brainport Eindhoven",
        own="land",
    ),
    Stream(
        "groeiopgave_almere",
        growth_of_almere,
        "budgets:groeiopgave_almere",
        "*",
        lambda: as_published("groeiopgave_almere"),
        "planned levels of the budget of 2023",
        rest="Almere",
    ),
    Stream(
        "realisatiestimulans",
        lambda: published_number(
            "streams/streams", "total_budget_eur", stream_id="realisatiestimulans"
        ),
        "streams:realisatiestimulans",
        "*",
        even,
        "earned per started affordable home, free to spend; only the part that is not set apart",
        ("stimulus_free",),
        rest="all",
    ),
    Stream(
        "wokt_2022",
        of_stream("wokt_2022"),
        "streams:wokt_2022",
        "mobility",
        at_once,
        "short-term access to 105 plans",
        ("wokt_left",),
        ("wokt", ("2022-1", "2022-2")),
        "unlisted",
        0.5,
        "streams:wokt_2022",
        "mobility",
    ),
    Stream(
        "mf_novex_6mld",
        of_stream("mf_novex_6mld"),
        "streams:mf_novex_6mld",
        "mobility",
        by_project_lines,
        "whole packages, of which only the part for homes counts",
        ("mobility_2022_horizon", "mobility_2022_for_homes"),
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
        even,
        "without the Caribbean part; no co-financing rule was found",
        ("mobility_2025_horizon", "mobility_2025_for_homes"),
        ("mobiliteitspakket_woningbouw_2025", ("2025",)),
        own="mobility",
    ),
)
