"""For which purpose the next euro would bring most in each area of a level, within the walls of today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.areas import Areas
from ontschotting.assembly.assemble import assemble
from ontschotting.datasets import shapes
from ontschotting.errors import QuestionError
from ontschotting.lp.solve import open_backend
from ontschotting.measures.rays import Ray
from ontschotting.names import did_you_mean
from ontschotting.optima import Optima
from ontschotting.results import Result, Trace
from ontschotting.texts import level_words, number, purpose_words
from ontschotting.walls import CURRENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ontschotting.case import Case

Say = Callable[[str], None]

ANY = "*"
TOGETHER, NOTHING, NO_PLANS = "together", "nothing", "no plans"
EQUAL = 1e-6
"""Two prices that differ by less than this part are equal."""

_WORDS = {
    "nl": {
        "title": "Waarvoor de volgende euro het meest brengt", TOGETHER: "alleen vrij geld brengt iets", NOTHING: "geen extra geld brengt iets", NO_PLANS: "geen plannen", "and": " en ",
        "unit": "Het doel waarvoor een euro extra, voor plannen in het gebied, het meest toevoegt; per {level}, binnen de schotten van nu",
        "note": "Waarvoor de volgende euro het meest brengt, per {level}: {counts}. Dit zegt wat een euro binnen de schotten op zijn best toevoegt; het is geen voorspelling.",
    },
    "en": {
        "title": "What the next euro brings most for", TOGETHER: "only free money brings anything", NOTHING: "no extra money brings anything", NO_PLANS: "no plans", "and": " and ",
        "unit": "The purpose for which one euro more, for plans in the area, adds most; per {level}, within the walls of today",
        "note": "What the next euro brings most for, per {level}: {counts}. It tells what a euro within the walls adds at best; it is no forecast.",
    },
}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class NextEuro(Result):
    """For which purpose the next euro brings most, per area, today.

    frame   `area`, `name`, `best`: a purpose, several joined by `+` where they bring the same, `together` (a euro for one purpose alone adds nothing, a free euro
            does), `nothing` (no next euro adds anything there) or `no plans`
    prices  `area`, `purpose` (`*`: free money), `value_per_eur`: what the next euro for that purpose alone adds, anywhere, when plans in the area may use it

    It is not the same as a shortage: money for one purpose can free own money for another, and then both bring the same.
    """

    case: Case
    level: str
    areas: pl.DataFrame
    prices: pl.DataFrame
    trace: Trace

    @property
    def frame(self) -> pl.DataFrame:
        """A row per area."""
        return self.areas

    def _shown(self, best: str, lang: str) -> str:
        words = _WORDS[lang]
        return words.get(best) or words["and"].join(purpose_words(one, lang) for one in best.split("+"))

    def note_in(self, lang: str) -> str:
        """One sentence with its reservation."""
        counts = self.areas.group_by("best").len().sort("len", "best", descending=[True, False])
        told = ", ".join(f"{self._shown(best, lang)} ({number(many, lang)})" for best, many in counts.iter_rows())
        return _WORDS[lang]["note"].format(level=level_words(self.level, lang), counts=told)

    def plot(self, ax: Axes | None = None, lang: str = "nl", shapes_of: pl.DataFrame | None = None, note: str = "") -> Axes:
        """A map of that purpose. `shapes_of` and `note` as in `PerArea.plot`."""
        from ontschotting.charts.map import map_chart

        outline = shapes_of if shapes_of is not None else shapes(self.case, self.level)
        shown = self.areas.select("area", "name", pl.Series("value", [self._shown(best, lang) for best in self.areas["best"]], dtype=pl.String))
        statuses = {status for table in self.case.tables.values() for status in table["status"].drop_nulls().unique().to_list()}
        words = _WORDS[lang]
        unit = "; ".join(filter(None, [words["unit"].format(level=level_words(self.level, lang)), note]))
        return map_chart(shown, outline, ax=ax, what=words["title"], unit=unit, lang=lang, source=self.case.title, assumptions=bool(statuses & {"assumption", "derived"}), counted=False)

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"areas": self.areas, "prices": self.prices}

    def to_json(self) -> dict[str, object]:
        """Areas and prices, unrounded."""
        return {"case": self.case.title, "level": self.level, "areas": self.areas.to_dicts(), "prices": self.prices.to_dicts(), "trace": str(self.trace)}


def next_euro(case: Case, level: str = "housing_deal_region", *, solver: str = "highs", pulp_solver: str | None = None, progress: Say | None = None) -> NextEuro:
    """For which purpose the next euro brings most, per area of a level: `next_euro(case, "province").plot()` draws the map.

    The price of a purpose in an area is the right-hand derivative of V(c) along money without rules for that purpose, for plans in the area; proven, as in `explain`. One
    program for all areas together, and a few solves along each of the (purposes + 1) roads per area. `explain` tells one area in full.
    Raises QuestionError for a level that the case lacks, CertificateError when there is no certified answer.
    """
    say = progress or (lambda word: None)
    known = [name for name in case.levels if name not in ("plan", "national")]
    if level not in known:
        raise QuestionError(f"next_euro | no level '{level}'. Levels: {', '.join(known)}.{did_you_mean(level, known)}")
    areas = Areas(case)
    kind = dict(case.plans.select("plan", "plan_type").iter_rows())
    asked_by = case.costs.filter(pl.col("eur_per_unit") > 0).group_by("plan_type").agg(pl.col("purpose").unique())
    asks = {plan_type: set(purposes) for plan_type, purposes in asked_by.iter_rows()}
    gifts: dict[str, tuple[str, str]] = {}
    taken = set(case.streams["stream"].to_list())
    for area in areas.of_level(level):
        wanted = sorted(set().union(*(asks.get(kind[plan], set()) for plan in areas.plans_in(level, area))))
        for purpose in [*wanted, ANY] if wanted else []:
            name = f"gift {len(gifts)}"
            while name in taken:
                name += "'"
            gifts[name] = (str(area), purpose)
    optima = Optima(assemble(_with_gifts(case, level, gifts), CURRENT, tell_apart=["stream"]), open_backend(solver, pulp_solver))
    best = optima.best
    assert best is not None
    world = optima.world
    kinds = world.additions.select("column", "addition").unique().join(world.added_to, on="addition").join(world.budgets.select("budget", "stream"), on="budget")
    column = {stream: number for number, stream in kinds.select("column", "stream").iter_rows()}
    rows = []
    for stream, (area, purpose) in gifts.items():
        say(f"{area}, {purpose}")
        rows.append((area, purpose, Ray(optima, column[stream]).slope().per_eur))
    prices = pl.DataFrame(rows, schema={"area": pl.String, "purpose": pl.String, "value_per_eur": pl.Float64}, orient="row")
    names = dict(case.regions.select("region", pl.coalesce("name", "region")).iter_rows()) if level == "region" else {}
    told = [(str(area), names.get(str(area), str(area)), _first(areas, level, str(area), prices)) for area in areas.of_level(level)]
    frame = pl.DataFrame(told, schema={"area": pl.String, "name": pl.String, "best": pl.String}, orient="row")
    return NextEuro(case, level, frame, prices, Trace.of(case, CURRENT, optima.backend.name, optima.certificates))


def _with_gifts(case: Case, level: str, gifts: dict[str, tuple[str, str]]) -> Case:
    """The case with a stream per area and purpose that has no rules and no money; its additions stay shut until they are asked for."""
    years = int(case.plans["last_year"].max() or case.first_year) - case.first_year + 100  # type: ignore[arg-type]
    names, areas, purposes = list(gifts), [area for area, _ in gifts.values()], [purpose for _, purpose in gifts.values()]
    rows = {
        "streams": pl.DataFrame({"stream": names, "prefinance_years": [years] * len(names)}),
        "budgets": pl.DataFrame({"stream": names, "level": [level] * len(names), "area": areas, "year": [case.first_year] * len(names), "amount_eur": [0.0] * len(names)}),
        "earmarks": pl.DataFrame({"stream": names, "purpose": purposes}),
    }
    full = {
        table: frame.select([(pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name) for name, dtype in case.tables[table].schema.items()])
        for table, frame in rows.items()
    }
    return case.with_rows(full)


def _first(areas: Areas, level: str, area: str, prices: pl.DataFrame) -> str:
    if not areas.plans_in(level, area):
        return NO_PLANS
    here = dict(prices.filter(pl.col("area") == area).select("purpose", "value_per_eur").iter_rows())
    free = here.pop(ANY, 0.0)
    most = max(here.values(), default=0.0)
    if most > 0:
        return "+".join(sorted(purpose for purpose, price in here.items() if price >= most * (1 - EQUAL)))
    return TOGETHER if free > 0 else NOTHING
