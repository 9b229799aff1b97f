"""Builds datasets/nederland from datasets/raw: the tables of the case, the register of streams and the reconciliation.

Run `python datasets/build_nederland.py [folder]`. The raw tables were brought from the project's shared data folders (geography, streams, allocations,
budgets, need), each with its SOURCES.md. Rebuilding gives the same bytes. Nothing is typed here: figures come from the raw tables or from
raw/assumptions.csv, and a test holds this file to that.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

RAW = Path(__file__).parent / "raw"
YEARS = range(2026, 2031)
DELIVERY = (2026, 2032)

Row = dict[str, object]


def raw(name: str) -> list[dict[str, str]]:
    """A raw table as rows of text."""
    with (RAW / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Assumptions:
    """The register of assumptions: low, central, high by id. Every use is remembered, so that none stands there for show."""

    def __init__(self) -> None:
        self.rows = {row["id"]: row for row in raw("assumptions")}
        self.used: set[str] = set()

    def __call__(self, name: str, end: str = "central") -> float:
        self.used.add(name)
        return float(self.rows[name][end])


ENDS = ("central", "low", "high")

# Names of the plan inventory of 2021 that differ from those of the region table; former municipalities follow the crosswalk of the completions table.
SPELLING = {
    "Beek": "Beek (L.)", "Bergen": "Bergen (NH.)", "Bergen (L)": "Bergen (L.)", "Hengelo": "Hengelo (O.)", "Laren": "Laren (NH.)",
    "Middelburg": "Middelburg (Z.)", "NederBetuwe": "Neder-Betuwe", "Nuenen c.a.": "Nuenen, Gerwen en Nederwetten",
    "Oude Ijsselstreek": "Oude IJsselstreek", "Rijswijk": "Rijswijk (ZH.)", "Stein": "Stein (L.)", "Súdwest Fryslân": "Súdwest-Fryslân",
}  # fmt: skip
SPLIT_UP = {"Haaren": ("Boxtel", "Oisterwijk", "Tilburg", "Vught")}
"""Haaren was divided over four municipalities in 2021; its planned homes are divided equally."""

REGION_NAMES = {
    "Metropoolregio Amsterdam": "Metropoolregio Amsterdam", "MRA en Alkmaar": "Metropoolregio Amsterdam", "MRA West": "Metropoolregio Amsterdam",
    "MRA Oost": "Metropoolregio Amsterdam", "Regio Groningen-Assen": "Regio Groningen-Assen", "Metropoolregio Utrecht": "Regio U10 (U16)",
    "Groene Metropoolregio Arnhem-Nijmegen": "Groene Metropoolregio Arnhem-Nijmegen", "Regio Foodvalley": "Regio Foodvalley",
    "Brainport Eindhoven": "Zuidoost-Brabant",
}  # fmt: skip
"""Regional packages and the housing-deal region they are given to."""

PROVINCE_NAMES = {
    "Oude Lijn Leiden-Dordrecht": ("Zuid-Holland",), "Zuidwest (Zuid-Holland/Zeeland)": ("Zuid-Holland", "Zeeland"), "Noord-Brabant overig": ("Noord-Brabant",),
}  # fmt: skip
"""Packages of an area that is no level here: they go to municipalities of these provinces by planned homes."""

INSIDE_OTHER_ROWS = {("mobiliteitspakket_woningbouw", "'s-Gravenhage"), ("mobiliteitspakket_woningbouw", "Oude Lijn Leiden-Dordrecht")}
"""Rows of the mobility package of 2022 that lie inside the total for Zuidwest; adding them would count them twice."""


class Builder:
    """Collects the tables of the case."""

    def __init__(self) -> None:
        self.assume = Assumptions()
        self.tables: dict[str, list[Row]] = {}
        self.reconciliation: list[Row] = []
        self.municipalities = {row["gm_code"]: row for row in raw("geography/municipalities")}
        self.code = {row["name"]: code for code, row in self.municipalities.items()}
        self.deal = {row["gm_code"]: row["region_name"] for row in raw("geography/municipality_woondeal")}
        self.planned = self._planned_homes()

    # Plans and need

    def _planned_homes(self) -> dict[str, float]:
        """Planned homes per municipality in the inventory of 2021, on today's borders; the key for everything that is spread."""
        former = {row["name"]: row["current_gm_code"] for row in raw("geography/housing_completions_municipality") if row["current_gm_code"]}
        homes = dict.fromkeys(sorted(self.municipalities), 0.0)
        for row in raw("allocations/plan_capacity"):
            if row["metric"] != "plan_capacity_municipality":
                continue
            name = SPELLING.get(row["region"], row["region"])
            codes = [self.code[one] for one in SPLIT_UP[name]] if name in SPLIT_UP else [self.code.get(name) or former[name]]
            for code in codes:
                homes[code] += float(row["value"] or 0) / len(codes)
        return homes

    def share(self, codes: Iterable[str]) -> dict[str, float]:
        """Shares of planned homes among municipalities."""
        chosen = sorted(codes)
        total = sum(self.planned[code] for code in chosen)
        return {code: self.planned[code] / total for code in chosen if self.planned[code]}

    def plans(self) -> None:
        """Two plans per municipality: homes with a land deficit, and homes without."""
        a = self.assume
        inner, ratio = a("inner_city_share"), {}
        weighted = inner * a("inner_city_deficit") + (1 - inner) * a("greenfield_deficit")
        ratio = a("land_deficit_share") / weighted
        deficit = ratio * (inner * a("inner_city_deficit") + (1 - inner) * a("greenfield_deficit"))
        spread = self.share(self.planned)
        for code, part in spread.items():
            for kind, share in (("deficit", deficit), ("balanced", 1 - deficit)):
                row: Row = {"plan": f"{code}-{kind}", "region": code, "plan_type": kind, "outcome": "homes"}
                for end in ENDS:
                    row["capacity_units" + suffix(end)] = round(part * a("plan_total", end) * share, 3)
                row |= {"first_year": DELIVERY[0], "last_year": DELIVERY[1], "source": "plan_capacity_2021", "status": "derived"}
                row["note"] = "inventory of 2021 per municipality, scaled to the national total of 2025; split by assumption land_deficit_share"
                self.add("plans", row)
        land, mobility = int(a("land_lead")), int(a("mobility_lead"))
        for kind, purpose, name, lead in (
            ("deficit", "land", "land_deficit_eur", land), ("deficit", "mobility", "infra_eur", mobility), ("balanced", "mobility", "infra_eur", mobility),
        ):  # fmt: skip
            row = {"plan_type": kind, "purpose": purpose}
            for end in ENDS:
                row["eur_per_unit" + suffix(end)] = round(a(name, end), 2)
            self.add("costs", row | {"years_before_delivery": lead, "source": self.assume.rows[name]["source"], "status": "assumption", "note": name})
        for year in range(DELIVERY[0], DELIVERY[1] + 1):
            row = {"level": "national", "area": "", "year": year, "outcome": "homes"}
            for end in ENDS:
                row["max_units" + suffix(end)] = round(a("building_capacity", end))
            self.add("limits", row | {"source": "need:completions_new_build", "status": "assumption", "note": "building_capacity"})

    # Money

    def money(self, stream: str, total: dict[str, float], years: dict[int, float], awarded: bool, listed: dict[tuple[str, str], float], rest: Iterable[str], note: str, published: float, source: str) -> None:
        """Spread the money of a stream: listed amounts where they were published, the rest by planned homes over `rest`; then over years.

        total      euros in the horizon, by end
        years      share of the money per year
        listed     (level, area) and the published amount; scaled like the total where only a part falls in the horizon
        published  the published total in euros
        """
        known = sum(listed.values())
        scale = {end: total[end] / published for end in ENDS}
        places = dict(listed)
        for code, part in self.share(rest).items():
            place = ("region", code)
            places[place] = places.get(place, 0.0) + part * max(0.0, published - known)
        given = 0.0
        for (level, area), amount in sorted(places.items()):
            for year, part in years.items():
                row: Row = {"stream": stream, "level": level, "area": area, "year": year}
                for end in ENDS:
                    row["amount_eur" + suffix(end)] = round(amount * scale[end] * part, 2)
                given += float(row["amount_eur"])  # type: ignore[arg-type]
                exact = (level, area) in listed
                row |= {"awarded": "true" if awarded else "false", "source": source, "status": "published" if exact and len(years) == 1 and set(scale.values()) == {1.0} else "assumption"}
                row["note"] = note + ("; published allocation" if exact else "; spread by planned homes")
                self.add("budgets", row)
        self.reconciliation.append(
            {"stream": stream, "published_eur": round(published), "in_horizon_eur": round(total["central"]), "distributed_eur": round(given), "difference_eur": round(total["central"] - given), "source": source}
        )  # fmt: skip

    def listed(self, stream: str, tranches: Iterable[str] = ()) -> tuple[dict[tuple[str, str], float], set[str]]:
        """Published allocations of a stream to municipalities and regions, state money only, and the municipalities they cover."""
        wanted, found, covered = set(tranches), {}, set()
        for row in raw("allocations/allocations"):
            name = row["municipality_or_region"]
            if row["stream_id"] != stream or (wanted and row["tranche"] not in wanted) or row["row_scope"] not in ("municipality", "region") or not row["amount_eur"]:
                continue
            if (stream, name) in INSIDE_OTHER_ROWS:
                continue
            amount = float(row["amount_eur"]) / (2 if row["amount_basis"] == "rijk_plus_region" else 1)
            if name in REGION_NAMES:
                place = ("housing_deal_region", REGION_NAMES[name])
                found[place] = found.get(place, 0.0) + amount
                covered |= {code for code, deal in self.deal.items() if deal == REGION_NAMES[name]}
            elif name in PROVINCE_NAMES:
                codes = {code for code, row_ in self.municipalities.items() if row_["province"] in PROVINCE_NAMES[name]} - covered
                for code, part in self.share(codes).items():
                    found["region", code] = found.get(("region", code), 0.0) + amount * part
                covered |= codes
            else:
                code = self.code.get(SPELLING.get(name, name))
                if code is None:
                    continue  # an area outside the 342 municipalities, or a name that is none: its money stays in the part that is spread
                found["region", code] = found.get(("region", code), 0.0) + amount
                covered.add(code)
        return found, covered

    def streams(self) -> None:
        """The streams that their own rules tie to building homes, with their budgets."""
        a, streams = self.assume, {row["stream_id"]: row for row in raw("streams/streams")}
        updates = {(row["stream_id"], row["field"]): row["proposed_value"] for row in raw("budgets/stream_updates")}
        new = {row["stream_id"]: row for row in raw("budgets/new_streams")}
        every = set(self.planned)
        even = {year: 1 / len(YEARS) for year in YEARS}
        at_once = {YEARS[0]: 1.0}

        def total(stream: str) -> float:
            return float(updates.get((stream, "total_budget_eur")) or (streams.get(stream) or new[stream])["total_budget_eur"])

        def part_of(amount: float, *names: str) -> dict[str, float]:
            sums = {}
            for end in ENDS:
                value = amount
                for name in names:
                    value *= a(name, end)
                sums[end] = value
            return sums

        for stream, tranche in (("wbi_t4", "4"), ("wbi_t5", "5"), ("wbi_t6", "6a")):
            listed, covered = self.listed("woningbouwimpuls", [tranche])
            self.money(stream, part_of(total(stream), "wbi_left"), at_once, True, listed, every - covered, "awarded round; share not yet spent is assumption wbi_left", total(stream), f"streams:{stream}")
        listed, covered = self.listed("woningbouwimpuls", ["7"])
        self.money("wbi_t7", part_of(total("wbi_t7"), "wbi7_awarded_share"), at_once, True, listed, every - covered, "ceiling of the round times wbi7_awarded_share", total("wbi_t7"), "streams:wbi_t7")
        self.money("wbi_t8", dict.fromkeys(ENDS, total("wbi_t8")), at_once, False, {}, every, "announced round", total("wbi_t8"), "budgets:wbi_t8")
        free = {end: a("stimulus_free_part", end) * 1e6 for end in ENDS}
        self.money("realisatiestimulans", free, even, False, {}, every, "stimulus_free_part; even over the years", total("realisatiestimulans"), "streams:realisatiestimulans")
        area, covered = self.listed("gebiedsbudget", ["1"])
        self.money("gebiedsbudget_475", part_of(total("gebiedsbudget_475"), "area_budget_1_left"), at_once, True, area, self._codes(["Eindhoven", "Groningen"]), "area_budget_1_left", total("gebiedsbudget_475"), "streams:gebiedsbudget_475")
        second = {place: amount * total("gebiedsbudget_877") / sum(area.values()) for place, amount in area.items()}
        self.money("gebiedsbudget_877", part_of(total("gebiedsbudget_877"), "area_budget_2_horizon"), even, True, second, every, "divided as the area budget of 2023 (no list of 2025 was found); area_budget_2_horizon; even over the years", total("gebiedsbudget_877"), "streams:gebiedsbudget_877")
        first, covered = self.listed("mobiliteitspakket_woningbouw")
        short, covered_short = self.listed("wokt")
        lines = self._project_lines()
        package = total("mf_novex_6mld") + total("wokt_2022")
        merged = {place: first.get(place, 0.0) + short.get(place, 0.0) for place in sorted({*first, *short})}
        self.money("mobility_2022", part_of(package, "mobility_2022_horizon", "mobility_for_homes"), lines, True, merged, every - covered - covered_short, "package of 7.5 billion, short-term part included; mobility_2022_horizon and mobility_for_homes; phased as nine published project lines", package, "streams:mf_novex_6mld")
        listed, covered = self.listed("mobiliteitspakket_woningbouw_2025")
        self.money("mf_25mld_2025", part_of(total("mf_25mld_2025"), "mobility_2025_horizon", "mobility_for_homes"), even, True, listed, every - covered, "mobility_2025_horizon and mobility_for_homes; even over the years", total("mf_25mld_2025"), "streams:mf_25mld_2025")
        brainport = ("housing_deal_region", "Zuidoost-Brabant")
        rounds = dict.fromkeys((2026, 2027, 2028), 1 / 3)
        round_1 = next(float(row["budget_eur"]) for row in raw("budgets/budgets_2025_2031") if row["stream_id"] == "wmre" and row["amount_type"] == "toekenning")
        rest = total("wmre") - round_1
        self.money("wmre", dict.fromkeys(ENDS, rest), rounds, False, {brainport: rest}, [], "total less round 1; yearly rounds, evenly", rest, "budgets:wmre")
        self._own_money(every, even)
        self._stream_rows(streams, new)

    def _codes(self, names: Iterable[str]) -> list[str]:
        return [self.code[name] for name in names]

    def _project_lines(self) -> dict[int, float]:
        """The share of each year 2026-2030 in the nine published project lines of the mobility package."""
        sums = dict.fromkeys(YEARS, 0.0)
        for row in raw("budgets/budgets_2025_2031"):
            if row["amount_type"] == "projectregel" and int(row["year"]) in sums:
                sums[int(row["year"])] += float(row["budget_eur"])
        return {year: amount / sum(sums.values()) for year, amount in sums.items()}

    def _own_money(self, every: set[str], even: dict[int, float]) -> None:
        """Own money of municipalities and provinces: published ratios to state money, spread by planned homes, never tied to one purpose."""
        a = self.assume
        land = {"wbi_t4", "wbi_t5", "wbi_t6", "wbi_t7", "wbi_t8", "wmre"}
        mobility = {"mobility_2022", "mf_25mld_2025"}
        state = {name: sum(float(row["amount_eur"]) for row in self.tables["budgets"] if row["stream"] in streams) for name, streams in (("land", land), ("mobility", mobility))}  # type: ignore[arg-type]
        total = {end: state["land"] * a("own_ratio_land", end) + state["mobility"] * a("own_ratio_mobility", end) + a("own_extra_year", end) * 1e6 * len(YEARS) for end in ENDS}
        self.money("own_money", total, even, False, {}, every, "own_ratio_land, own_ratio_mobility, own_extra_year", total["central"], "need:own_money")

    def _stream_rows(self, streams: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> None:
        """One row per stream with its rules, and its earmarks."""
        known = {**{name: row["name_nl"] for name, row in streams.items()}, **{name: row["name_nl"] for name, row in new.items()}}
        known |= {"mobility_2022": "Mobiliteitspakket woningbouw 2022 (7,5 miljard, met korte termijn)", "own_money": "Eigen geld van gemeenten en provincies"}
        first = {"mobility_2022": "mf_novex_6mld"}
        purposes = {"realisatiestimulans": "*", "own_money": "*", "mobility_2022": "mobility", "mf_25mld_2025": "mobility"}
        for stream in dict.fromkeys(str(row["stream"]) for row in self.tables["budgets"]):
            rule = streams.get(first.get(stream, stream), {})
            row: Row = {"stream": stream, "name": known[stream], "ministry": rule.get("ministry", ""), "programme": rule.get("programme", ""), "instrument": rule.get("instrument", "")}
            row["counts_as_cofinancing"] = "true" if stream == "own_money" else "false"
            share = rule.get("cofinancing_share", "") or ("0.5" if stream in ("wbi_t8", "mf_25mld_2025") else "")
            row["cofinancing_share"] = share
            for end in ENDS:
                row["prefinance_years" + suffix(end)] = int(self.assume("own_prefinance", end)) if stream == "own_money" else ""
            row |= {"source": f"streams:{first.get(stream, stream)}", "status": "assumption" if stream == "own_money" else "derived"}
            row["note"] = (rule.get("stacking_rule") or "")[:200]
            self.add("streams", row)
            purpose = purposes.get(stream, "land")
            self.add("earmarks", {"stream": stream, "purpose": purpose, "plan_type": "", "source": row["source"], "status": "derived", "note": rule.get("purposes", "")})

    # The rest

    def frame_tables(self) -> None:
        """Case, regions, outcomes, targets and sources."""
        for key, value in (
            ("title", "Nederland, woningbouw 2026-2030"), ("version", "1"), ("first_year", YEARS[0]), ("price_base", "mixed"), ("vat", "included"), ("opening_work", "paid"),
        ):  # fmt: skip
            self.add("case", {"key": key, "value": value, "source": "national-case", "status": "assumption"})
        for code, row in sorted(self.municipalities.items()):
            self.add("regions", {"region": code, "name": row["name"], "province": row["province"], "housing_deal_region": self.deal[code], "source": "geography:municipalities", "status": "published", "note": "division of 2026"})
        a = self.assume
        row: Row = {"outcome": "homes", "unit": "woning", "weight": 1}
        for end in ENDS:
            row["additional_share" + suffix(end)] = a("stopped_without_money", end)
        self.add("outcomes", row | {"source": "need:stopped_without_money", "status": "assumption"})
        for year in YEARS:
            self.add("targets", {"level": "national", "area": "", "year": year, "outcome": "homes", "units": 100000, "source": "letter", "status": "published", "note": "counts all additions, conversion too"})
        for name, title in (
            ("geography:municipalities", "CBS: gemeenten, bevolking en voorraad (zie raw/geography/SOURCES.md)"), ("letter", "Brief VNG over de ontwerp-Nota Ruimte"),
            ("plan_capacity_2021", "Plancapaciteit per gemeente, Data Bewijst 2021; landelijk totaal Staat van de Volkshuisvesting 2025"), ("national-case", "Keuzes van dit geval, zie README.md"),
        ):  # fmt: skip
            self.add("sources", {"source": name, "title": title, "status": "published"})

    def register(self) -> list[Row]:
        """Every stream of the two collections with in or out and the reason."""
        inside = {str(row["stream"]) for row in self.tables["budgets"]} | {"wokt_2022", "mf_novex_6mld"}
        rows: list[Row] = []
        for table in ("streams/streams", "budgets/new_streams"):
            for row in raw(table):
                name = row["stream_id"]
                rows.append({"stream": name, "name": row["name_nl"], "ministry": row["ministry"], "programme": row["programme"], "instrument": row["instrument"], "in_case": "in" if name in inside else "out", "reason": reason(row, name in inside), "source": row["source_url"]})
        return rows

    def add(self, table: str, row: Row) -> None:
        """Add a row to a table."""
        self.tables.setdefault(table, []).append(row)


def reason(row: dict[str, str], inside: bool) -> str:
    """Why a stream is in the case or not."""
    name, purposes = row["stream_id"], set(row["purposes"].split(";"))
    if inside:
        return "its own rules tie it to building homes"
    if name in ("wbi_t1", "wbi_t2", "wbi_t3", "startbouwimpuls"):
        return "awarded before 2024, with start deadlines before 2026: taken as spent"
    if name.endswith(("_lijn", "_totaal", "_5mld")) or "container" in (row.get("budget_note") or ""):
        return "a container of other rows; adding it would count money twice"
    if name.startswith("coalitie2026"):
        return "a political plan for later years, not a budget"
    if row["instrument"] in ("decentralisatie-uitkering", "algemene uitkering"):
        return "legally free money, not walled"
    if name in ("grondfaciliteit",):
        return "loans and risk sharing, not a grant"
    if name in ("sft", "rha_2022", "rha_2024", "rha_2025", "flexpools_t2", "flexpools_2024", "beethoven_wonen_rijk", "beethoven_wonen_mre"):
        return "tied to homes, but its level in 2026-2030 is not published, or its need (special groups, staff) has no figure per home yet"
    if not purposes & {"land_development"}:
        return "for another goal; its need is not a need of homes"
    return "not tied to building homes by its own rules, or not in 2026-2030"


def suffix(end: str) -> str:
    """The companion column of an end."""
    return "" if end == "central" else f"_{end}"


def write(folder: Path, name: str, rows: list[Row]) -> None:
    """Write a table with the columns that hold anything, in the order of first appearance."""
    columns = [column for column in dict.fromkeys(key for row in rows for key in row) if any(str(row.get(column, "")) != "" for row in rows)]
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def build(folder: Path) -> None:
    """Build every table into a folder."""
    builder = Builder()
    builder.frame_tables()
    builder.plans()
    builder.streams()
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in builder.tables.items():
        write(folder, name, rows)
    write(folder, "register", builder.register())
    write(folder, "reconciliation", builder.reconciliation)
    write(folder, "assumptions", list(builder.assume.rows.values()))  # type: ignore[arg-type]
    unused = set(builder.assume.rows) - builder.assume.used
    if unused:
        raise SystemExit(f"assumptions that nothing uses: {', '.join(sorted(unused))}")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "nederland")
