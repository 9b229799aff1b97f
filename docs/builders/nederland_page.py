"""Writes docs/nederland.md and docs/netherlands.md: what the library says of the Netherlands.

Run `python -m docs.builders.nederland_page [folder]`, after the case is built and the ranges are
drawn; it takes half a minute. Rebuilding gives the same bytes. Numbers of money are those of
`idle_money`, numbers of homes those of `compare` and `binding_limits` with awarded money too (of
the measures of `compare` only those that the page names), and ranges those of the draws in
docs/ranges-nederland-each-draw.csv and docs/ranges-nederland-own-money.csv. The scenario of staff
is read from docs/staff-scenario.csv.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

import ontschotting as on
from docs.builders.accounts_page import surplus
from docs.builders.nederland_template import PAGES
from docs.builders.staff_scenario import staff_facts
from ontschotting.charts.save import alt_text
from ontschotting.datasets.bundled import fragmentation_facts
from ontschotting.measures.comparison.binding_limits import BindingLimits, binding_limits
from ontschotting.measures.comparison.measures import LazyMeasures
from ontschotting.measures.comparison.two_regimes import TwoRegimes
from ontschotting.solving.case_solver import CaseSolver
from ontschotting.support.tolerances import NOISE
from ontschotting.words.numbers import amount, number, rounded_count

FILES = {"nl": "nederland.md", "en": "netherlands.md"}
DOCS = Path(__file__).parents[1]
REGIME = on.INTEGRAL.with_awarded()
PANEL_YEAR = 2021
ROTTERDAM = "GM0599"
NO_RANGE = {"nl": "niet getrokken", "en": "not drawn"}
RANGE = {
    "nl": "{low} tot {high} in 90% van {draws} trekkingen",
    "en": "{low} to {high} in 90% of {draws} draws",
}


class Answers:
    """Everything that the page says, computed once for both languages."""

    def __init__(self, folder: Path) -> None:
        self.case = on.load_case("nederland")
        self.idle = on.idle_money(self.case)
        solver = CaseSolver(self.case)
        self.limits: BindingLimits = binding_limits(self.case, REGIME, solver=solver)
        self.integral = LazyMeasures(TwoRegimes(solver, REGIME))
        self.unconditional = LazyMeasures(TwoRegimes(solver, on.UNCONDITIONAL.with_awarded()))
        self.draws = pl.read_csv(folder / "ranges-nederland-each-draw.csv")
        own_money = folder / "ranges-nederland-own-money.csv"
        self.own_draws = pl.read_csv(own_money) if own_money.is_file() else None

    def text(self, lang: str) -> str:
        """Return the page."""
        return PAGES[lang].format(
            **self._money(lang),
            **self._against(lang),
            **self._homes(lang),
            **self._ranges(lang),
            **staff_facts(lang),
        )

    def _money(self, lang: str) -> dict[str, object]:
        years, panel = self.idle.years.filter(level="region"), self.idle.panel(PANEL_YEAR)
        first, last = years.row(0, named=True), years.row(-1, named=True)
        rates = self.idle.by("national").filter(year=last["year"]).row(0, named=True)
        row = self.case.accounts.filter(area=ROTTERDAM, year=last["year"])
        return {
            "first": first["year"],
            "last": last["year"],
            "idle": amount(last["closing_eur"], lang, "eur"),
            "idle_first": amount(first["closing_eur"], lang, "eur"),
            "idle_plain": last["closing_eur"],
            "row_plain": row["closing_eur"].item(),
            "rate_all": amount(rates["per_inhabitant_eur"], lang, "eur"),
            "rate_with": amount(rates["per_inhabitant_with_balance_eur"], lang, "eur"),
            "panel": number(panel["areas"][0], lang),
            "panel_year": PANEL_YEAR,
            "panel_first": amount(panel["closing_eur"][0], lang, "eur"),
            "panel_last": amount(panel["closing_eur"][-1], lang, "eur"),
        }

    def _against(self, lang: str) -> dict[str, object]:
        rows = {row["what"]: row for row in self.idle.against.to_dicts()}
        land, result = rows["land_development"], rows["result"]
        reasons, paid = self.idle.reasons, self.idle.grants.drop_nulls("paid_eur")
        stopped = fragmentation_facts().row(
            by_predicate=pl.col("fact_id") == "wbi_dropout_without", named=True
        )
        income = rows["land_development_income"]
        below, earned = (1 - row["accounts_eur"] / row["budget_eur"] for row in (land, income))
        return {
            "against_year": result["year"],
            "result": amount(result["accounts_eur"], lang, "eur"),
            "result_budget": amount(result["budget_eur"], lang, "eur"),
            "land_share": amount(below, lang, "share"),
            "income_share": amount(earned, lang, "share"),
            "staff": number(reasons.filter(reason="staff")["count"].item(), lang),
            "reasons": number(int(reasons["count"].sum()), lang),
            "paid_first": amount(paid["paid_eur"][0], lang, "eur"),
            "paid_last": amount(paid["paid_eur"][-1], lang, "eur"),
            "stopped": number(stopped["value"], lang),
            **surplus(self.idle, lang),
            "refused": str(stopped["unit"]).removeprefix("projects_of_"),
        }

    def _homes(self, lang: str) -> dict[str, object]:
        free = self.limits.without_limits
        freed, current, blocked = free["freed"], free["value_current"], free["blocked_eur"]
        assert freed is not None and current is not None
        money, homes = self.case.budgets["year"], self.case.plans
        return {
            "freed": number(self.integral["freed"] or 0.0, lang),
            "freed_free": rounded_count(freed, lang),
            "free_current": rounded_count(current, lang),
            "share_free": amount(freed / current, lang, "share"),
            "blocked_free": amount(blocked, lang, "eur"),
            "own_tied": amount(self.integral["own_tied_eur"], lang, "eur"),
            "own_unconditional": amount(self.unconditional["own_tied_eur"], lang, "eur"),
            "years_money": f"{money.min()}–{money.max()}",
            "years_homes": f"{homes['first_year'].min()}–{homes['last_year'].max()}",
            "binding": " ".join(self.limits.sentences(lang)),
            "alt_binding": alt_text(self.limits.plot(lang=lang).figure),  # type: ignore[arg-type]
        }

    def _ranges(self, lang: str) -> dict[str, object]:
        freed, value = self.draws["freed"], self.draws["value_current"]
        counts = (rounded_count(end, lang) for end in _ends(freed))
        own = NO_RANGE[lang]
        if self.own_draws is not None:
            euros = (amount(end, lang, "eur") for end in _ends(self.own_draws["own_tied_eur"]))
            own = _range_words(*euros, self.own_draws.height, lang)
        return {
            "draws": number(self.draws.height, lang),
            "freeing": number(int((freed > NOISE * value.clip(lower_bound=1.0)).sum()), lang),
            "freed_range": _range_words(*counts, self.draws.height, lang),
            "own_range": own,
        }


def _ends(values: pl.Series) -> tuple[float, float]:
    """Return the ends between which nine of ten draws lie."""
    low, high = (values.quantile(share, "linear") for share in (0.05, 0.95))
    assert low is not None and high is not None
    return low, high


def _range_words(low: str, high: str, draws: int, lang: str) -> str:
    return RANGE[lang].format(low=low, high=high, draws=number(draws, lang))


def build(folder: Path) -> None:
    """Write both pages and draw their chart."""
    answers = Answers(DOCS)
    for lang, file in FILES.items():
        chart = answers.limits.plot(lang=lang)
        on.save(chart, folder / "img" / f"nederland-limits-{lang}", for_="word")
        (folder / file).write_text(answers.text(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
