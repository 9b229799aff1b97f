"""What other horizons share with `nederland`.

A register with rows of their own, money by dated rounds, plans of another window, and the sources
they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datasets.builders import frame, need
from datasets.builders.material import ENDS, Assumptions, Map, Row, column, raw
from datasets.builders.money import Money
from datasets.builders.streams import Stream

Band = dict[str, float]
"""A number by end: central, low, high."""


class Register(Assumptions):
    """The register of `nederland` with the rows of one more table over it.

    Only what is used is shown.
    """

    def __init__(self, more: str) -> None:
        super().__init__()
        self.own = {row["id"]: row for row in raw(more)}
        self.rows |= self.own

    def shown(self, names: Iterable[str] | None = None) -> list[Row]:
        """The assumptions of this case, those of its own first; some of them, or all that are used.

        Raises when one of its own is not used.
        """
        idle = set(self.own) - self.used
        if idle:
            raise SystemExit(f"assumptions that nothing uses: {', '.join(sorted(idle))}")
        order = [*self.own, *(name for name in self.rows if name not in self.own)]
        return super().shown(
            [name for name in order if name in self.used] if names is None else names
        )

    def band(self, name: str) -> Band:
        """Low, central and high of one assumption."""
        return {end: self(name, end) for end in ENDS}


@dataclass(frozen=True)
class Given:
    """A stream, or a part of it, as it enters a horizon.

    Attributes:
        awarded: Whether it was granted
        known: The row of the streams table that tells its rules
        cap: The published most per home, blank for none
        cap_source: Where that is stated
        alike: Whether its rules are only thought to be like those of `known`: then they are an
            assumption, whatever is published of that stream
    """

    stream: Stream
    awarded: bool
    known: str
    cap: float | None = None
    cap_source: str = ""
    alike: bool = False


class DatedMoney(Money):
    """Divides money over places as `nederland` does.

    Own money comes in the year of the money it goes with, in proportion to it.
    """

    def __init__(
        self, assume: Assumptions, where: Map, given: Sequence[Given], years: range
    ) -> None:
        self.assume, self.where, self.years = assume, where, years
        self.budgets: list[Row] = []
        self.reconciliation: list[Row] = []
        self._state: list[tuple[str, tuple[str, str], float]] = []
        self._dated: list[tuple[str, tuple[str, str], int, float]] = []
        for one in given:
            self._granted = one.awarded
            before = len(self._state)
            self._give(one.stream)
            self._dated += [
                (kind, place, year, amount * part)
                for kind, place, amount in self._state[before:]
                for year, part in one.stream.years().items()
            ]
        self._own()

    def _awarded(self, stream: str) -> str:
        return "true" if self._granted else "false"

    def _own(self) -> None:
        amounts: dict[tuple[str, int], Band] = defaultdict(lambda: dict.fromkeys(ENDS, 0.0))
        for kind, place, year, amount in self._dated:
            for code, part in self.where.shares(self.where.inside(place)).items():
                for end in ENDS:
                    amounts[code, year][end] += (
                        amount * part * self.assume(f"own_ratio_{kind}", end)
                    )
        for code, part in self.where.shares(self.where.municipalities).items():
            for year in self.years:
                for end in ENDS:
                    amounts[code, year][end] += part * self.assume("own_extra_year", end) * 1e6
        note = "own_ratio_land, own_ratio_mobility, own_extra_year"
        for code, year in sorted(amounts):
            self._row(
                frame.OWN,
                ("region", code),
                year,
                amounts[code, year],
                "ranges:own_ratio_land",
                "assumption",
            )
            self.budgets[-1] |= {"note": note, "awarded": "false"}
        total = sum(band["central"] for band in amounts.values())
        per_year = {
            year: (
                sum(band["central"] for (_, when), band in amounts.items() if when == year) / total
            )
            for year in self.years
        }
        self._granted = False
        self._reconcile(frame.OWN, total, 1.0, per_year, "ranges:own_ratio_land")

    def _reconcile(
        self, stream: str, published: float, share: float, years: dict[int, float], source: str
    ) -> None:
        """As in `nederland`, apart for what was granted and what was not."""
        awarded = self._awarded(stream)
        for year, part in years.items():
            entered = published * share * part
            mine = [
                row
                for row in self.budgets
                if row["stream"] == stream and row["year"] == year and row["awarded"] == awarded
            ]
            given = sum(float(str(row["amount_eur"])) for row in mine)
            self.reconciliation.append(
                {
                    "stream": stream,
                    "awarded": awarded,
                    "year": year,
                    "published_total_eur": round(published),
                    "share_of_it_in_this_year": round(share * part, 6),
                    "entered_eur": round(entered),
                    "distributed_eur": round(given),
                    "difference_eur": round(entered - given),
                    "source": source,
                }
            )


def streams(given: Sequence[Given], assume: Assumptions) -> tuple[list[Row], list[Row]]:
    """The streams with their rules, and what they may pay for; own money last."""
    known, rows, earmarks = frame.known_streams(), {}, {}
    corrected = {
        row["stream_id"]: row["proposed_value"]
        for row in raw("budgets/stream_updates")
        if row["field"] == "instrument"
    }
    for one in given:
        stream, rule = one.stream, known[one.known]
        texts = [
            f"co-financing: {stream.cofinancing_source}" if stream.cofinancing_source else "",
            f"cap: {one.cap_source}" if one.cap_source else "",
        ]
        texts = [
            f"rules as those of {one.known}" if one.alike else "",
            *texts,
            rule["stacking_rule"],
            rule["spend_deadline"],
        ]
        row: Row = {
            "stream": stream.name,
            "name": rule["name_nl"],
            "ministry": rule["ministry"],
            "programme": rule["programme"],
            "instrument": corrected.get(one.known, rule["instrument"]),
            "counts_as_cofinancing": "false",
            "cofinancing_share": stream.cofinancing or "",
            "cap_eur_per_unit": one.cap or "",
        }
        status = (
            "assumption"
            if one.alike
            else "published"
            if stream.cofinancing or one.cap
            else "derived"
        )
        row |= {
            "source": stream.total_source,
            "status": status,
            "note": " | ".join(text for text in texts if text),
        }
        rows[stream.name] = row
        earmark: Row = {
            "stream": stream.name,
            "purpose": stream.purpose,
            "source": stream.total_source,
            "status": "derived",
        }
        earmarks[stream.name] = earmark | {"note": f"purposes read: {rule['purposes']}"}
    own: Row = {
        "stream": frame.OWN,
        "name": "Eigen geld van gemeenten en provincies",
        "counts_as_cofinancing": "true",
        **{column("prefinance_years", end): int(assume("own_prefinance", end)) for end in ENDS},
        "source": "ranges:own_ratio_land",
        "status": "assumption",
        "note": "own_prefinance; legally free",
    }
    free: Row = {
        "stream": frame.OWN,
        "purpose": "*",
        "source": "ranges:own_ratio_land",
        "status": "assumption",
        "note": "legally free",
    }
    return [*rows.values(), own], [*earmarks.values(), free]


def case(title: str, first_year: int) -> list[Row]:
    """The settings of the case: those of `nederland` with another title, version and year."""
    settings = {"title": title, "version": "1", "first_year": first_year}
    return [row | {"value": settings.get(str(row["key"]), row["value"])} for row in frame.case()]


def plans(
    assume: Assumptions,
    where: Map,
    reading: str,
    homes: Band,
    window: range,
    note: str,
    source: str,
) -> list[Row]:
    """Two plans per municipality, homes with a land deficit and homes without.

    National homes spread and split as in `nederland`.
    """
    share, rows = need.deficit_shares(assume, where, reading), []
    for code, part in where.shares(where.planned).items():
        for kind, of_plan in (("deficit", share[code]), ("no_deficit", 1 - share[code])):
            rows.append(
                {
                    "plan": f"{code}-{kind}",
                    "region": code,
                    "plan_type": kind,
                    "outcome": "homes",
                    **{
                        column("capacity_units", end): round(part * homes[end] * of_plan, 2)
                        for end in ENDS
                    },
                    "first_year": window[0],
                    "last_year": window[-1],
                    "source": source,
                    "status": "assumption",
                    "note": f"{note}; split by land_share_{reading} and location type",
                }
            )
    return rows


def plans_in_their_mix(rows: Iterable[Row], capacity: Band, years: int, note: str) -> list[Row]:
    """The same plans, scaled to what can be completed, so that no program can choose the cheapest
    homes first. Never more than the plans themselves.
    """
    found = [dict(row) for row in rows]
    for end in ENDS:
        name = column("capacity_units", end)
        total = sum(float(str(row[name])) for row in found)
        for row in found:
            row[name] = round(float(str(row[name])) * min(1.0, capacity[end] * years / total), 2)
    return [row | {"note": f"{row['note']}; scaled to {note}"} for row in found]


def limits(capacity: Band, window: range, source: str, note: str) -> list[Row]:
    """Building capacity of the nation, per year of delivery."""
    rows = []
    for year in window:
        rows.append(
            {
                "level": "national",
                "area": "",
                "year": year,
                "outcome": "homes",
                **{column("max_units", end): round(capacity[end]) for end in ENDS},
                "source": source,
                "status": "assumption",
                "note": note,
            }
        )
    return rows


def upside_down(assume: Assumptions, name: str) -> Band:
    """One minus an assumption, so that its high end gives the low one."""
    opposite = {"central": "central", "low": "high", "high": "low"}
    return {end: 1 - assume(name, opposite[end]) for end in ENDS}


def sources(tables: Iterable[Iterable[Row]]) -> list[Row]:
    """A row for every source that a table names.

    Raises for one that neither raw/sources.csv nor raw/sources_horizons.csv knows.
    """
    used = {str(row["source"]) for rows in tables for row in rows}
    known = {row["source"]: row for name in ("sources", "sources_horizons") for row in raw(name)}
    meaning = {f"ranges:{row['input']}": row["what"] for row in raw("need/ranges")}
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


def by_deal(rows: Iterable[Row], where: Map, key: Sequence[str], amount: str) -> list[Row]:
    """Rows of municipalities and wider areas added up to housing-deal regions, which then are the
    regions. A wider area goes by planned homes inside it.
    """
    sums: dict[tuple[object, ...], Row] = {}
    for row in rows:
        area = str(row["area"] if "area" in row else row["region"])
        level = str(row.get("level", "region"))
        for code, part in (
            {area: 1.0}.items()
            if level == "region"
            else where.shares(where.inside((level, area))).items()
        ):
            deal = where.deals[code]
            found = sums.setdefault(
                (deal, *(row[name] for name in key)),
                dict(row)
                | {column(amount, end): 0.0 for end in ENDS}
                | {"region" if "area" not in row else "area": deal},
            )
            if level != "region":
                found["level"] = "region"
            for end in ENDS:
                found[column(amount, end)] = float(str(found[column(amount, end)])) + part * float(
                    str(row[column(amount, end)])
                )
            found["note"] = (
                str(found.get("note", ""))
                .replace("published allocation", "by allocation or planned homes")
                .replace("spread by planned homes", "by allocation or planned homes")
            )
    return [
        row | {column(amount, end): round(float(str(row[column(amount, end)])), 2) for end in ENDS}
        for row in sums.values()
    ]
