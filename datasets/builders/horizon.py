"""What cases of other years share with `nederland`: assumptions, dated money, plans and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasets.builders import frame, need
from datasets.builders.english import SHORT_NAMES, STREAM_NAMES, TITLES
from datasets.builders.material import ENDS, Area, Assumptions, Geography, Row, end_column, read_raw
from datasets.builders.money import Money, reconciled
from datasets.builders.streams import Stream

Band = dict[str, float]
"""A number by end: central, low, high."""


class HorizonAssumptions(Assumptions):
    """The register of `nederland` with the rows of one more table over it."""

    def __init__(self, more: str) -> None:
        super().__init__()
        self.own = {row["id"]: row for row in read_raw(more)}
        self.rows |= self.own

    def as_rows(self, names: Iterable[str] | None = None) -> list[Row]:
        """Return the assumptions of this case, its own first: some of them, or all that are used.

        Raises:
            SystemExit: One of its own is not used.
        """
        unused = set(self.own) - self.used
        if unused:
            raise SystemExit(f"assumptions that nothing uses: {', '.join(sorted(unused))}")
        order = [*self.own, *(name for name in self.rows if name not in self.own)]
        return super().as_rows(
            [name for name in order if name in self.used] if names is None else names
        )

    def band(self, name: str) -> Band:
        """Return low, central and high of one assumption."""
        return {end: self(name, end) for end in ENDS}


@dataclass(frozen=True)
class StreamEntry:
    """A stream, or a part of it, as it enters a horizon.

    Attributes:
        stream: The stream
        awarded: It was granted
        rules_of: The row of the streams table that states its rules
        cap: The published most per home, None for none
        cap_source: Where that is stated
        rules_assumed: Its rules are only thought to be like those of `rules_of`: then they are an
            assumption, whatever is published of that stream
    """

    stream: Stream
    awarded: bool
    rules_of: str
    cap: float | None = None
    cap_source: str = ""
    rules_assumed: bool = False


class DatedMoney(Money):
    """Divides money over areas as `nederland` does.

    Own money comes in the year of the money it goes with, in proportion to it.
    """

    def __init__(
        self,
        assume: Assumptions,
        geography: Geography,
        entries: Sequence[StreamEntry],
        years: range,
    ) -> None:
        self.assume, self.geography, self.years = assume, geography, years
        self.budgets: list[Row] = []
        self.reconciliation: list[Row] = []
        self._state_money: list[tuple[str, Area, float]] = []
        self._dated_money: list[tuple[str, Area, int, float]] = []
        for entry in entries:
            self._granted = entry.awarded
            before = len(self._state_money)
            self._divide_stream(entry.stream)
            self._dated_money += [
                (kind, area, year, amount * part)
                for kind, area, amount in self._state_money[before:]
                for year, part in entry.stream.years().items()
            ]
        self._add_own_money()

    def _awarded(self, stream: str) -> str:
        """Return whether the entry that is being added was granted."""
        return "true" if self._granted else "false"

    def _add_own_money(self) -> None:
        """Add own money in the year of the state money it goes with, and what may be extra."""
        amounts: dict[tuple[str, int], Band] = defaultdict(lambda: dict.fromkeys(ENDS, 0.0))
        geography = self.geography
        for kind, area, year, amount in self._dated_money:
            for code, part in geography.shares(geography.municipalities_in(area)).items():
                for end in ENDS:
                    own_money = amount * part * self.assume(f"own_ratio_{kind}", end)
                    amounts[code, year][end] += own_money
        for code, part in geography.shares(geography.municipalities).items():
            for year in self.years:
                for end in ENDS:
                    amounts[code, year][end] += part * self.assume("own_extra_year", end) * 1e6
        note = "own_ratio_land, own_ratio_mobility, own_extra_year"
        source = "ranges:own_ratio_land"
        for code, year in sorted(amounts):
            in_year = amounts[code, year]
            self._add_budget(frame.OWN, ("region", code), year, in_year, source, "assumption")
            self.budgets[-1] |= {"note": note, "awarded": "false"}
        total = sum(band["central"] for band in amounts.values())
        per_year = {
            year: (
                sum(band["central"] for (_, when), band in amounts.items() if when == year) / total
            )
            for year in self.years
        }
        self._granted = False
        self._reconcile(frame.OWN, total, 1.0, per_year, source)

    def _reconcile(
        self, stream: str, published: float, share: float, years: dict[int, float], source: str
    ) -> None:
        """Add the rows of the reconciliation, apart for what was granted and what was not."""
        awarded = self._awarded(stream)
        for year, part in years.items():
            rows = [
                row
                for row in self.budgets
                if row["stream"] == stream and row["year"] == year and row["awarded"] == awarded
            ]
            self.reconciliation.append(
                {
                    "stream": stream,
                    "awarded": awarded,
                    **reconciled(rows, year, published, share * part),
                    "source": source,
                }
            )


def streams(entries: Sequence[StreamEntry], assume: Assumptions) -> tuple[list[Row], list[Row]]:
    """Return the rows of *streams* and of *earmarks*; own money comes last."""
    rows = {entry.stream.name: _stream_row(entry) for entry in entries}
    known = frame.known_streams()
    earmarks: dict[str, Row] = {
        entry.stream.name: frame.earmark(entry.stream, known[entry.rules_of]) for entry in entries
    }
    return [*rows.values(), frame.own_money(assume)], [*earmarks.values(), frame.OWN_EARMARK]


def _stream_row(entry: StreamEntry) -> Row:
    """Return a stream with its rules."""
    stream, rules = entry.stream, frame.known_streams()[entry.rules_of]
    instrument = next(
        (
            row["proposed_value"]
            for row in reversed(read_raw("budgets/stream_updates"))
            if row["field"] == "instrument" and row["stream_id"] == entry.rules_of
        ),
        rules["instrument"],
    )
    notes = [
        f"rules as those of {entry.rules_of}" if entry.rules_assumed else "",
        f"co-financing: {stream.cofinancing_source}" if stream.cofinancing_source else "",
        f"cap: {entry.cap_source}" if entry.cap_source else "",
        rules["stacking_rule"],
        rules["spend_deadline"],
    ]
    is_published = bool(stream.cofinancing or entry.cap)
    return {
        "stream": stream.name,
        "name": rules["name_nl"],
        "name_en": STREAM_NAMES[entry.rules_of if stream.name not in STREAM_NAMES else stream.name],
        "short_name": SHORT_NAMES.get(stream.name, ""),
        "ministry": rules["ministry"],
        "programme": rules["programme"],
        "instrument": instrument,
        "counts_as_cofinancing": "false",
        "cofinancing_share": stream.cofinancing or "",
        "cap_eur_per_unit": entry.cap or "",
        "source": stream.total_source,
        "status": (
            "assumption" if entry.rules_assumed else "published" if is_published else "derived"
        ),
        "note": " | ".join(note for note in notes if note),
    }


def settings_of_case(title: str, first_year: int) -> list[Row]:
    """Return the settings: those of `nederland` with another title, version and first year."""
    settings = {"title": title, "title_en": TITLES[title], "version": "1", "first_year": first_year}
    return [row | {"value": settings.get(str(row["key"]), row["value"])} for row in frame.case()]


@dataclass(frozen=True)
class Inventory:
    """The homes in plans that the money of a horizon can bring.

    Attributes:
        assume: The register of assumptions
        geography: The municipalities, by whose planned homes these are divided
        homes: Homes of the nation
        window: The years of delivery
        note: What the numbers are
    """

    assume: Assumptions
    geography: Geography
    homes: Band
    window: range
    note: str

    def plans(self, reading: str) -> list[Row]:
        """Return two plans per municipality: homes with a land deficit and homes without."""
        share = need.deficit_shares(self.assume, self.geography, reading)
        return [
            {
                "plan": f"{code}-{plan_type}",
                "region": code,
                "plan_type": plan_type,
                "outcome": "homes",
                **{
                    end_column("capacity_units", end): round(part * self.homes[end] * of_plan, 2)
                    for end in ENDS
                },
                "first_year": self.window[0],
                "last_year": self.window[-1],
                "source": "allocations:plan_capacity",
                "status": "assumption",
                "note": f"{self.note}; split by land_share_{reading} and location type",
            }
            for code, part in self.geography.shares(self.geography.planned).items()
            for plan_type, of_plan in (("deficit", share[code]), ("no_deficit", 1 - share[code]))
        ]


def plans_in_their_mix(rows: Iterable[Row], capacity: Band, years: int, note: str) -> list[Row]:
    """Return the plans scaled down to what can be completed, so that none can come first.

    No program can then choose the cheapest homes first.
    """
    scaled = [dict(row) for row in rows]
    for end in ENDS:
        name = end_column("capacity_units", end)
        total = sum(float(str(row[name])) for row in scaled)
        for row in scaled:
            row[name] = round(float(str(row[name])) * min(1.0, capacity[end] * years / total), 2)
    return [row | {"note": f"{row['note']}; scaled to {note}"} for row in scaled]


def limits(capacity: Band, window: range, source: str, note: str) -> list[Row]:
    """Return the building capacity of the nation, per year of delivery."""
    rows = []
    for year in window:
        rows.append(
            {
                "level": "national",
                "area": "",
                "year": year,
                "outcome": "homes",
                **{end_column("max_units", end): round(capacity[end]) for end in ENDS},
                "source": source,
                "status": "assumption",
                "note": note,
            }
        )
    return rows


def one_minus(assume: Assumptions, name: str) -> Band:
    """Return one minus an assumption: its high end gives the low one."""
    opposite = {"central": "central", "low": "high", "high": "low"}
    return {end: 1 - assume(name, opposite[end]) for end in ENDS}


def sources(tables: Iterable[Iterable[Row]]) -> list[Row]:
    """Return a row for every source that a table names.

    Raises:
        ValueError: Neither raw/sources.csv nor raw/sources_horizons.csv has the source.
    """
    used = {str(row["source"]) for rows in tables for row in rows}
    known = {
        row["source"]: row for name in ("sources", "sources_horizons") for row in read_raw(name)
    }
    meaning = {f"ranges:{row['input']}": row["what"] for row in read_raw("need/ranges")}
    if used - set(known):
        raise ValueError(
            "raw/sources_horizons.csv | these are named and unknown:"
            f" {', '.join(sorted(used - set(known)))}"
        )
    rows: list[Row] = []
    for name in sorted(used):
        row: Row = {
            key: known[name][key]
            for key in ("source", "title", "publisher", "url", "date", "license")
        }
        row["title"] = row["title"] or meaning[name]
        rows.append(
            row
            | {
                "status": "derived" if name in frame.JUDGED or name in meaning else "published",
                "note": known[name]["note"],
            }
        )
    return rows


def sum_by_deal_region(
    rows: Iterable[Row], geography: Geography, key: Sequence[str], amount: str
) -> list[Row]:
    """Return rows added up to housing-deal regions, which are the regions of the case then.

    The amount of an area that is wider than a municipality is divided by planned homes inside it.

    Args:
        rows: Of municipalities and wider areas
        geography: The municipalities
        key: The columns that tell the sums of one region apart
        amount: The column that is added up, with its low and high
    """
    columns = [end_column(amount, end) for end in ENDS]
    sums: dict[tuple[object, ...], Row] = {}
    for row in rows:
        region_column = "area" if "area" in row else "region"
        level, area = str(row.get("level", "region")), str(row[region_column])
        parts = (
            {area: 1.0}
            if level == "region"
            else geography.shares(geography.municipalities_in((level, area)))
        )
        for code, part in parts.items():
            deal_region = geography.deal_region_of[code]
            total = sums.setdefault(
                (deal_region, *(row[name] for name in key)),
                {**row, **dict.fromkeys(columns, 0.0), region_column: deal_region},
            )
            if level != "region":
                total["level"] = "region"
            for column in columns:
                total[column] = float(str(total[column])) + part * float(str(row[column]))
            total["note"] = (
                str(total.get("note", ""))
                .replace("published allocation", "by allocation or planned homes")
                .replace("spread by planned homes", "by allocation or planned homes")
            )
    return [
        row | {column: round(float(str(row[column])), 2) for column in columns}
        for row in sums.values()
    ]
