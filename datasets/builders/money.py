"""Divides every stream over areas and years by a neutral key, and adds the euros up again."""

from __future__ import annotations

from collections import defaultdict

from datasets.builders.material import ENDS, Area, Assumptions, Geography, Row, end_column, read_raw
from datasets.builders.streams import STREAMS, YEARS, Stream, even

Amounts = dict[Area, float]

INSIDE_OTHER_ROWS = {
    ("mobiliteitspakket_woningbouw", "'s-Gravenhage"),
    ("mobiliteitspakket_woningbouw", "Oude Lijn Leiden-Dordrecht"),
}
"""Rows that lie inside the total of Zuidwest; adding them would count them twice."""

WITHOUT_ROWS = {("wokt", "Provincie Zuid-Holland")}
"""Subtotals of a province whose rows are not published: the subtotal is the best that is known."""

OUTSIDE = ("Caribisch Nederland",)
"""Recipients that lie outside the case."""

CONTAINS_LATER_ROWS = ("mobiliteitspakket_woningbouw", "Noord-Brabant overig", "2023")
"""A row of 2022 that was divided among municipalities in 2023, by its list, its area and the later
round: only what is left stays with the wider area.
"""


_DRAW_GROUPS = {
    "wbi_early_left": "Woningbouwimpuls rondes 1-3: nog niet besteed deel",
    "wbi_late_left": "Woningbouwimpuls rondes 4-6: nog niet besteed deel",
    "wbi7_awarded_share": "Woningbouwimpuls ronde 7: toegekend deel",
}
"""Draw groups: budgets of several streams that rest on one assumption move together. Readers of the
report see these words.
"""


class Money:
    """Collects the rows of *budgets* and their reconciliation with published totals.

    Attributes:
        budgets: Rows of the table
        reconciliation: A row per stream and year: published, entered and distributed euros
    """

    def __init__(self, assume: Assumptions, geography: Geography) -> None:
        self.assume, self.geography = assume, geography
        self.budgets: list[Row] = []
        self.reconciliation: list[Row] = []
        self._state_money: list[tuple[str, Area, float]] = []
        for stream in STREAMS:
            self._divide_stream(stream)
        self._add_own_money()

    def _divide_stream(self, stream: Stream) -> None:
        """Divide a stream over areas, then over years."""
        published = stream.total()
        amounts, bases = self._amounts_by_area(stream, published)
        share = {end: self.assume.product(stream.factors, end) for end in ENDS}
        years = stream.years()
        is_exact = not stream.factors and stream.name == "groeiopgave_almere"
        status = "published" if is_exact else "assumption" if stream.factors else "derived"
        factors = "; ".join(stream.factors)
        draw_group = _DRAW_GROUPS.get(stream.factors[0], "") if stream.factors else ""
        for area, amount in sorted(amounts.items()):
            note = "; ".join(text for text in (stream.note, factors, bases[area]) if text)
            for year, part in years.items():
                self._add_budget(
                    stream.name,
                    area,
                    year,
                    {end: amount * share[end] * part for end in ENDS},
                    stream.total_source,
                    status,
                )
                self.budgets[-1] |= {
                    "note": note,
                    "awarded": self._awarded(stream.name),
                    "draw_group": draw_group,
                }
            if stream.own:
                self._state_money.append((stream.own, area, amount * share["central"]))
        self._reconcile(stream.name, published, share["central"], years, stream.total_source)
        listed = sum(sum(amounts.values()) for amounts in self._listed_amounts(stream)[0].values())
        for row in self.reconciliation:
            if row["stream"] == stream.name:
                row["of_which_listed_eur"] = round(listed)

    def _amounts_by_area(self, stream: Stream, published: float) -> tuple[Amounts, dict[Area, str]]:
        """Return euros of the published total per area, and in words what each rests on."""
        listed, covered = self._listed_amounts(stream)
        rest = published - sum(sum(amounts.values()) for amounts in listed.values())
        if rest < 0:
            raise ValueError(f"{stream.name} | the list adds up to more than the published total")
        parts = [*listed.items(), self._divide_rest(stream, rest, covered)]
        total: Amounts = {}
        bases: dict[Area, list[str]] = {}
        for basis, amounts in parts:
            for area, amount in amounts.items():
                total[area] = total.get(area, 0.0) + amount
                bases.setdefault(area, []).append(basis)
        return total, {area: " and ".join(words) for area, words in bases.items()}

    def _divide_rest(self, stream: Stream, rest: float, covered: set[str]) -> tuple[str, Amounts]:
        """Return how the euros that no list names are divided, in words and per area."""
        if stream.rest == "as gebiedsbudget 1":
            first = next(other for other in STREAMS if other.name == "gebiedsbudget_475")
            key, _ = self._amounts_by_area(first, first.total())
            total = sum(key.values())
            amounts = {area: rest * amount / total for area, amount in key.items()}
            return "divided as the area budget of 2023", amounts
        wider = self.geography.area_of(stream.rest)
        if wider:
            return "the area that the stream is for", {wider: rest}
        shares = self.geography.shares(self._municipalities_of_rest(stream.rest, covered))
        amounts = {("region", code): rest * part for code, part in shares.items()}
        return "spread by planned homes", amounts

    def _municipalities_of_rest(self, rest: str, covered: set[str]) -> list[str]:
        """Return the municipalities among which the rest is spread."""
        every = list(self.geography.municipalities)
        if rest == "all":
            return every
        if rest == "unlisted":
            return [code for code in every if code not in covered]
        if rest == "large":
            areas = [
                row
                for row in read_raw("geography/novex_areas")
                if row["type"] == "grootschalig_woningbouwgebied"
            ]
            return [
                code
                for row in areas
                for code in row["member_gm_codes"].split("|")
                if code and code not in covered
            ]
        return [code for name in rest.split("|") for code in self.geography.codes(name)]

    def _listed_amounts(self, stream: Stream) -> tuple[dict[str, Amounts], set[str]]:
        """Return what a list says who got, state money only, and the municipalities it covers.

        The euros per area are given by the words for what they rest on. A row of several
        municipalities is divided by their planned homes.
        """
        name, rounds = stream.listed
        rows = [
            row
            for row in read_raw("allocations/allocations")
            if row["stream_id"] == name and row["tranche"] in rounds
        ]
        listed: dict[str, Amounts] = {}
        covered: set[str] = set()
        for row in rows:
            basis, amount = self._amount_of_row(row, rows, stream)
            if not basis:
                continue
            text = row["municipality_or_region"]
            area, codes = self.geography.area_of(text), self.geography.codes(text)
            parts: Amounts
            if area:
                parts = {area: 1.0}
                if text not in self.geography.partial_areas:
                    covered |= set(self.geography.municipalities_in(area))
            elif codes:
                basis = f"{basis} of several municipalities, by planned homes"
                shares = self.geography.shares(codes)
                parts = {("region", code): part for code, part in shares.items()}
                covered |= set(codes)
            else:
                raise ValueError(
                    f"allocations | '{text}' ({name}) is no area of today; name it in"
                    " raw/areas.csv or raw/crosswalk.csv"
                )
            amounts = listed.setdefault(basis, defaultdict(float))
            for each, part in parts.items():
                amounts[each] += amount * part
        return {
            basis: {area: amount for area, amount in amounts.items() if amount}
            for basis, amounts in listed.items()
        }, covered

    @staticmethod
    def _amount_of_row(
        row: dict[str, str], rows: list[dict[str, str]], stream: Stream
    ) -> tuple[str, float]:
        """Return what the amount of a row rests on and its euros; no words for a row without one.

        A row with homes and no amount gets the average of its round per home.
        """
        name, text = row["stream_id"], row["municipality_or_region"]
        may_be_added = (
            row["row_scope"] in ("municipality", "region") or (name, text) in WITHOUT_ROWS
        )
        if not may_be_added or (name, text) in INSIDE_OTHER_ROWS or text in OUTSIDE:
            return "", 0.0
        if row["amount_eur"]:
            basis = "published allocation"
            halves = 2 if row["amount_basis"] == "rijk_plus_region" else 1
            amount = float(row["amount_eur"]) / halves
        elif row["homes"] and name == "woningbouwimpuls":
            basis = "published homes at the average of the round"
            totals = [other for other in rows if other["row_scope"] == "national_total"]
            homes = sum(float(other["homes"]) for other in totals if other["homes"])
            amount = stream.total() * float(row["homes"]) / homes
        else:
            return "", 0.0
        if (name, text) == CONTAINS_LATER_ROWS[:2]:
            later = [other for other in rows if other["tranche"] == CONTAINS_LATER_ROWS[2]]
            amount -= sum(float(other["amount_eur"]) for other in later)
        return basis, amount

    def _add_own_money(self) -> None:
        """Add own money: the published ratio to the state money of an area, and what may be extra.

        It is divided by planned homes inside the area, and evenly over the years.
        """
        amounts: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(ENDS, 0.0))
        geography = self.geography
        for kind, area, amount in self._state_money:
            for code, part in geography.shares(geography.municipalities_in(area)).items():
                for end in ENDS:
                    amounts[code][end] += amount * part * self.assume(f"own_ratio_{kind}", end)
        for code, part in geography.shares(geography.municipalities).items():
            for end in ENDS:
                amounts[code][end] += part * self.assume("own_extra_year", end) * 1e6 * len(YEARS)
        years = even()
        note = (
            "own_ratio_land or own_ratio_mobility times the state money of the place;"
            " own_extra_year; even over the years; municipalities and provinces together"
        )
        source = "ranges:own_ratio_land"
        for code in sorted(amounts):
            for year, part in years.items():
                in_year = {end: amounts[code][end] * part for end in ENDS}
                self._add_budget("own_money", ("region", code), year, in_year, source, "assumption")
                self.budgets[-1] |= {"note": note, "awarded": "false"}
        total = sum(by_end["central"] for by_end in amounts.values())
        self._reconcile("own_money", total, 1.0, years, source)

    def _add_budget(
        self,
        stream: str,
        area: Area,
        year: int,
        amounts: dict[str, float],
        source: str,
        status: str,
    ) -> None:
        """Add a row of *budgets*; the caller adds what else it holds."""
        self.budgets.append(
            {
                "stream": stream,
                "level": area[0],
                "area": area[1],
                "year": year,
                **{end_column("amount_eur", end): round(amounts[end], 2) for end in ENDS},
                "awarded": "",
                "source": source,
                "status": status,
            }
        )

    def _awarded(self, stream: str) -> str:
        """Return whether the register says that a stream was awarded, as the table writes it."""
        decisions = read_raw("decisions")
        decision = next(row for row in decisions if row["case_stream"] == stream)
        return "true" if decision["awarded"] == "awarded" else "false"

    def _reconcile(
        self, stream: str, published: float, share: float, years: dict[int, float], source: str
    ) -> None:
        """Add the rows of the reconciliation of a stream."""
        for year, part in years.items():
            rows = [row for row in self.budgets if row["stream"] == stream and row["year"] == year]
            self.reconciliation.append(
                {
                    "stream": stream,
                    **reconciled(rows, year, published, share * part),
                    "source": source,
                }
            )


def reconciled(rows: list[Row], year: int, published: float, share: float) -> Row:
    """Return published, entered and distributed euros of the budgets of one stream and year.

    Args:
        rows: The budgets
        year: Their year
        published: The published total of the stream
        share: The share of it that should be in these budgets
    """
    entered = published * share
    distributed = sum(float(str(row["amount_eur"])) for row in rows)
    return {
        "year": year,
        "published_total_eur": round(published),
        "share_of_it_in_this_year": round(share, 6),
        "entered_eur": round(entered),
        "distributed_eur": round(distributed),
        "difference_eur": round(entered - distributed),
    }
