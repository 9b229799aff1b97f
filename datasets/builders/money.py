"""Who gets what.

Every stream over places and years, neutrally, with the euros added up on the way.
"""

from __future__ import annotations

from collections import defaultdict

from datasets.builders.material import ENDS, Assumptions, Map, Place, Row, column, raw
from datasets.builders.streams import STREAMS, YEARS, Stream, even

Places = dict[Place, float]

INSIDE_OTHER_ROWS = {
    ("mobiliteitspakket_woningbouw", "'s-Gravenhage"),
    ("mobiliteitspakket_woningbouw", "Oude Lijn Leiden-Dordrecht"),
}
"""Rows that lie inside the total of Zuidwest; adding them would count them twice."""

WITHOUT_ROWS = {("wokt", "Provincie Zuid-Holland")}
"""Subtotals of a province whose rows are not published, so that the subtotal is the best that is
known.
"""

OUTSIDE = ("Caribisch Nederland",)
"""Recipients that lie outside the case."""

CONTAINS_LATER_ROWS = ("mobiliteitspakket_woningbouw", "Noord-Brabant overig", "2023")
"""A row of 2022 that was divided among named municipalities in 2023: only what is left stays with
the wider area.
"""


_TOGETHER = {
    "wbi_early_left": "Woningbouwimpuls rondes 1-3: nog niet besteed deel",
    "wbi_late_left": "Woningbouwimpuls rondes 4-6: nog niet besteed deel",
    "wbi7_awarded_share": "Woningbouwimpuls ronde 7: toegekend deel",
}
"""Draw groups: budgets of several streams that hang on one assumption move together. Readers of the
report see these words.
"""


class Money:
    """Collects the budget rows and their reconciliation."""

    def __init__(self, assume: Assumptions, where: Map) -> None:
        self.assume, self.where = assume, where
        self.budgets: list[Row] = []
        self.reconciliation: list[Row] = []
        self._state: list[tuple[str, Place, float]] = []
        for stream in STREAMS:
            self._give(stream)
        self._own()

    def _give(self, stream: Stream) -> None:
        """Divide a stream over places, then over years."""
        published = stream.total()
        places, basis = self._places(stream, published)
        share = {end: self.assume.product(stream.factors, end) for end in ENDS}
        years = stream.years()
        factors = "; ".join(stream.factors)
        for place, amount in sorted(places.items()):
            for year, part in years.items():
                exact = not stream.factors and stream.name == "groeiopgave_almere"
                status = "published" if exact else "assumption" if stream.factors else "derived"
                self._row(
                    stream.name,
                    place,
                    year,
                    {end: amount * share[end] * part for end in ENDS},
                    stream.total_source,
                    status,
                )
                self.budgets[-1]["note"] = "; ".join(
                    text for text in (stream.note, factors, basis[place]) if text
                )
                self.budgets[-1]["awarded"] = self._awarded(stream.name)
                self.budgets[-1]["draw_group"] = (
                    _TOGETHER.get(stream.factors[0], "") if stream.factors else ""
                )
            if stream.own:
                self._state.append((stream.own, place, amount * share["central"]))
        self._reconcile(stream.name, published, share["central"], years, stream.total_source)
        listed = sum(sum(given.values()) for given in self._listed(stream)[0].values())
        for row in self.reconciliation:
            if row["stream"] == stream.name:
                row["of_which_listed_eur"] = round(listed)

    def _places(self, stream: Stream, published: float) -> tuple[Places, dict[Place, str]]:
        """Euros of the published total per place, and in words on what they rest."""
        listed, covered = self._listed(stream)
        left = published - sum(sum(given.values()) for given in listed.values())
        if left < 0:
            raise ValueError(f"{stream.name} | the list adds up to more than the published total")
        parts: list[tuple[str, Places]] = [*listed.items(), *self._left(stream, left, covered)]
        places: Places = {}
        basis: dict[Place, list[str]] = {}
        for words, given in parts:
            for place, amount in given.items():
                places[place] = places.get(place, 0.0) + amount
                basis.setdefault(place, []).append(words)
        return places, {place: " and ".join(words) for place, words in basis.items()}

    def _left(self, stream: Stream, left: float, covered: set[str]) -> list[tuple[str, Places]]:
        """What no list names, divided as the stream says, with the words for it."""
        if stream.rest == "as gebiedsbudget 1":
            first = next(one for one in STREAMS if one.name == "gebiedsbudget_475")
            key, _ = self._places(first, first.total())
            total = sum(key.values())
            return [
                (
                    "divided as the area budget of 2023",
                    {place: left * amount / total for place, amount in key.items()},
                )
            ]
        wider = self.where.place(stream.rest)
        if wider:
            return [("the area that the stream is for", {wider: left})]
        shares = self.where.shares(self._rest(stream.rest, covered))
        return [
            (
                "spread by planned homes",
                {("region", code): left * part for code, part in shares.items()},
            )
        ]

    def _rest(self, rest: str, covered: set[str]) -> list[str]:
        """The municipalities among which the rest is spread."""
        every = list(self.where.municipalities)
        if rest == "all":
            return every
        if rest == "unlisted":
            return [code for code in every if code not in covered]
        if rest == "large":
            areas = [
                row
                for row in raw("geography/novex_areas")
                if row["type"] == "grootschalig_woningbouwgebied"
            ]
            return [
                code
                for row in areas
                for code in row["member_gm_codes"].split("|")
                if code and code not in covered
            ]
        return [code for name in rest.split("|") for code in self.where.codes(name)]

    def _listed(self, stream: Stream) -> tuple[dict[str, Places], set[str]]:
        """What a list says who got, state money only, in words for its kind, and the municipalities
        it covers.

        A row with homes and no amount gets the average of its round per home; a row of several
        municipalities is divided by their planned homes.
        """
        name, tranches = stream.listed
        rows = [
            row
            for row in raw("allocations/allocations")
            if row["stream_id"] == name and row["tranche"] in tranches
        ]
        homes = sum(
            float(row["homes"])
            for row in rows
            if row["row_scope"] == "national_total" and row["homes"]
        )
        listed: dict[str, Places] = {}
        covered: set[str] = set()
        for row in rows:
            area = row["municipality_or_region"]
            wanted = row["row_scope"] in ("municipality", "region") or (name, area) in WITHOUT_ROWS
            if not wanted or (name, area) in INSIDE_OTHER_ROWS or area in OUTSIDE:
                continue
            if row["amount_eur"]:
                words, amount = (
                    "published allocation",
                    float(row["amount_eur"])
                    / (2 if row["amount_basis"] == "rijk_plus_region" else 1),
                )
            elif row["homes"] and name == "woningbouwimpuls":
                words, amount = (
                    "published homes at the average of the round",
                    stream.total() * float(row["homes"]) / homes,
                )
            else:
                continue
            if (name, area) == CONTAINS_LATER_ROWS[:2]:
                amount -= sum(
                    float(one["amount_eur"])
                    for one in rows
                    if one["tranche"] == CONTAINS_LATER_ROWS[2]
                )
            place, codes = self.where.place(area), self.where.codes(area)
            if place:
                covered |= set() if area in self.where.partly else set(self.where.inside(place))
            elif codes:
                words, covered = (
                    f"{words} of several municipalities, by planned homes",
                    covered | set(codes),
                )
            else:
                raise ValueError(
                    f"allocations | '{area}' ({name}) is no place of today; name it in"
                    " raw/areas.csv or raw/crosswalk.csv"
                )
            given = listed.setdefault(words, defaultdict(float))
            for one, part in (
                {place: 1.0}.items()
                if place
                else ((("region", code), part) for code, part in self.where.shares(codes).items())
            ):
                given[one] += amount * part
        return {
            words: {place: amount for place, amount in given.items() if amount}
            for words, given in listed.items()
        }, covered

    def _own(self) -> None:
        """Own money: the published ratio to the state money of a place, by planned homes inside it.

        Evenly over the years; plus what could be extra.
        """
        codes: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(ENDS, 0.0))
        for kind, place, amount in self._state:
            for code, part in self.where.shares(self.where.inside(place)).items():
                for end in ENDS:
                    codes[code][end] += amount * part * self.assume(f"own_ratio_{kind}", end)
        for code, part in self.where.shares(self.where.municipalities).items():
            for end in ENDS:
                codes[code][end] += part * self.assume("own_extra_year", end) * 1e6 * len(YEARS)
        years = even()
        note = (
            "own_ratio_land or own_ratio_mobility times the state money of the place;"
            " own_extra_year; even over the years; municipalities and provinces together"
        )
        for code in sorted(codes):
            for year, part in years.items():
                self._row(
                    "own_money",
                    ("region", code),
                    year,
                    {end: codes[code][end] * part for end in ENDS},
                    "ranges:own_ratio_land",
                    "assumption",
                )
                self.budgets[-1] |= {"note": note, "awarded": "false"}
        self._reconcile(
            "own_money",
            sum(one["central"] for one in codes.values()),
            1.0,
            years,
            "ranges:own_ratio_land",
        )

    def _row(
        self,
        stream: str,
        place: Place,
        year: int,
        amount: dict[str, float],
        source: str,
        status: str,
    ) -> None:
        self.budgets.append(
            {
                "stream": stream,
                "level": place[0],
                "area": place[1],
                "year": year,
                **{column("amount_eur", end): round(amount[end], 2) for end in ENDS},
                "awarded": "",
                "source": source,
                "status": status,
            }
        )

    def _awarded(self, stream: str) -> str:
        decision = next(row for row in raw("decisions") if row["case_stream"] == stream)
        return "true" if decision["awarded"] == "awarded" else "false"

    def _reconcile(
        self, stream: str, published: float, share: float, years: dict[int, float], source: str
    ) -> None:
        for year, part in years.items():
            entered = published * share * part
            given = sum(
                float(str(row["amount_eur"]))
                for row in self.budgets
                if row["stream"] == stream and row["year"] == year
            )
            self.reconciliation.append(
                {
                    "stream": stream,
                    "year": year,
                    "published_total_eur": round(published),
                    "share_of_it_in_this_year": round(share * part, 6),
                    "entered_eur": round(entered),
                    "distributed_eur": round(given),
                    "difference_eur": round(entered - given),
                    "source": source,
                }
            )
