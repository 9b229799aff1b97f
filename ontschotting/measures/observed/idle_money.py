"""Money that stands still: what annual accounts say was received and is not yet spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.charts.observed.grants_beside_idle_money import grants_beside_idle_money_chart
from ontschotting.charts.observed.idle_money import idle_money_chart
from ontschotting.charts.observed.unspent_reasons import unspent_reasons_chart
from ontschotting.datasets.shapes import shapes
from ontschotting.errors import QuestionError
from ontschotting.measures.area_levels import area_levels
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.inhabitants import checked_people
from ontschotting.measures.observed.account_balances import area_totals, balances, year_totals
from ontschotting.measures.observed.account_context import (
    context_table,
    counted_reasons,
    grants_beside,
    result_beside_budget,
)
from ontschotting.measures.observed.account_groups import SIZE, group_totals, panel_totals
from ontschotting.measures.observed.idle_money_charts import account_chart_options, balances_map
from ontschotting.results.result import Result, check_chart
from ontschotting.results.trace import DataTrace
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import level_words
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount, number, ratio

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class IdleMoney(Result):
    """What annual accounts say of earmarked money that was received and is not yet spent.

    It is observed: nothing is optimised, and it enters no program. Money that is not yet spent is
    not money that a wall blocks, so it stands beside *stranded* and *blocked* and is never added to
    them. Rates use one number of inhabitants for all years.

    Attributes:
        balances: A row per row of *accounts*, the stream `*` for all earmarked money together:
            `level`, `area`, `name`, `year`, `stream`, `stream_name`, `closing_eur`, `inhabitants`,
            `per_inhabitant_eur`, `change_eur` and `growth_share` (over the year before),
            `spent_eur`, `years_of_spending` (closing / spent)
        totals: A row per area and year, in which a row of all money holds the named streams:
            `level`, `area`, `name`, `year`, `counted` (what was added up), `closing_eur`,
            `inhabitants`, `spent_eur`
        years: A row per level and year: `level`, `year`, `closing_eur`, `areas`,
            `areas_with_all_money`, `per_inhabitant_eur`, `years_of_spending`, and of the areas that
            report the same streams in every year `panel_areas`, `panel_closing_eur`,
            `panel_growth_share`. Levels are not added up
        people: `region` and `inhabitants`, for rates

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> balance = {"stream": "*", "level": "region", "area": "A"}
        >>> balances = [balance | {"year": 2023, "closing_eur": 2e6}]
        >>> balances += [balance | {"year": 2024, "closing_eur": 5e6}]
        >>> accounts = pl.DataFrame(balances)
        >>> case = on.load_case("two-villages").with_table("accounts", accounts)
        >>> idle = on.idle_money(case)
        >>> idle.years.select("year", "closing_eur").rows()
        [(2023, 2000000.0), (2024, 5000000.0)]
        >>> netherlands = on.idle_money(on.load_case("nederland"))
    """

    case: Case
    balances: pl.DataFrame
    totals: pl.DataFrame
    years: pl.DataFrame
    people: pl.DataFrame
    trace: DataTrace

    @property
    def frame(self) -> pl.DataFrame:
        """Return every balance.

        Examples:
            >>> idle.frame.select("area", "year", "change_eur").rows()
            [('A', 2023, None), ('A', 2024, 3000000.0)]
        """
        return self.balances

    @property
    def level(self) -> str:
        """The level that a sentence or a chart is about: that with the most areas.

        Examples:
            >>> idle.level
            'region'
        """
        most_areas = self.years.group_by("level", maintain_order=True).agg(pl.col("areas").max())
        return str(most_areas.sort("areas", descending=True, maintain_order=True)["level"][0])

    def by(self, dimension: str) -> pl.DataFrame:
        """Return the balances of regions per group and year.

        Args:
            dimension: A level of the case above the region, `national`, or `size` (by inhabitants)

        Returns:
            `group`, `year`, `closing_eur`, `share`, `regions`, `with_balance`, `above_zero`,
            `inhabitants`, `per_inhabitant_eur` (over all inhabitants, so that a region without a
            balance counts as nothing) and `per_inhabitant_with_balance_eur`

        Raises:
            QuestionError: For another grouping, or where no region has accounts.

        Examples:
            >>> last = netherlands.by("province").filter(group="Zeeland", year=2024)
            >>> last.select("regions", "with_balance", "closing_eur").row(0)
            (13, 8, 93501000.0)
        """
        levels = [level for level in area_levels(self.case) if level != "region"]
        known = [*levels, "national", SIZE]
        if dimension not in known:
            raise QuestionError(
                problem(
                    "unknown_grouping",
                    question="idle_money",
                    group=dimension,
                    known=", ".join(known),
                    hint=did_you_mean(dimension, known),
                )
            )
        self._checked_level("region")
        return group_totals(self.case, self.totals, self.people, dimension)

    def panel(self, first_year: int) -> pl.DataFrame:
        """Return the balances of the areas that are above zero in every year from one on.

        The same areas every year, so that growth is not that of another number of areas.

        Args:
            first_year: The first of the years

        Returns:
            `year`, `areas`, `closing_eur`, `growth_share` (over the first year)

        Examples:
            >>> netherlands.panel(2021).select("year", "areas").row(0)
            (2021, 245)
        """
        return panel_totals(self.totals, self.level, first_year)

    @property
    def grants(self) -> pl.DataFrame:
        """Return the number of specific grants a year beside the money that stands still.

        `year`, `grants`, `paid_eur`, `secondary`, `closing_eur`, `areas`. The one does not prove
        the other. Without rows where no `specific_grants.csv` lies beside the case.

        Examples:
            >>> netherlands.grants.select("year", "grants", "closing_eur").row(-1)
            (2024, 185, 7890089000.0)
        """
        return grants_beside(self.case, self.years.filter(level=self.level))

    @property
    def gaps(self) -> pl.DataFrame:
        """Return every area and year whose balance says less than it seems, with the reason.

        `finding`: `missing` (not in the copy), `nothing` (no amount on this position),
        `below_zero`, `in_part` (of one of the areas that merged into this one there is no amount).

        Examples:
            >>> netherlands.gaps.filter(year=2024, finding="missing")["name"].to_list()
            ['Loon op Zand']
        """
        return context_table(self.case, "account_gaps")

    @property
    def per_grant(self) -> pl.DataFrame:
        """Return balances per grant that were read in annual accounts: an illustration, no sample.

        Examples:
            >>> impulse = netherlands.per_grant.filter(
            ...     government="Rotterdam", grant_name="Besluit Woningbouwimpuls 2020"
            ... )
            >>> impulse.sort("year")["closing_eur"].to_list()
            [0.0, 25000000.0, 42961000.0, 53016000.0]
        """
        return context_table(self.case, "advances_per_grant")

    @property
    def reasons(self) -> pl.DataFrame:
        """Return how often each reason for not spending was read: what was found, no sample.

        Examples:
            >>> netherlands.reasons.row(0)
            ('staff', 12, 6)
        """
        return counted_reasons(self.case)

    @property
    def against(self) -> pl.DataFrame:
        """Return what speaks against much money standing still: accounts beside their budget.

        Examples:
            >>> netherlands.against.select("what", "budget_eur", "accounts_eur").row(0)
            ('result', 146308000.0, 2254287000.0)
        """
        return result_beside_budget(self.case)

    def beside(self, comparison: Comparison) -> pl.DataFrame:
        """Return idle money beside what the model says, never added up.

        Args:
            comparison: Of the same case

        Returns:
            `what` (`idle`, `stranded`, `blocked`), `name_nl`, `name_en`, `eur`, `observed`

        Raises:
            QuestionError: The comparison is of another case.

        Examples:
            >>> amounts = idle.beside(on.compare(case))
            >>> amounts["what"].to_list()
            ['idle', 'stranded', 'blocked']
        """
        if comparison.case != self.case:
            raise QuestionError(problem("comparison_of_another_case"))
        last = self._last_year()
        amounts = {
            "idle": last["closing_eur"],
            "stranded": comparison.current.stranded_eur,
            "blocked": comparison.shown(["blocked_eur"])["blocked_eur"],
        }
        names = {
            lang: [
                texts("answers.idle_money", lang)[f"beside_{what}"].format(year=last["year"])
                for what in amounts
            ]
            for lang in ("nl", "en")
        }
        return pl.DataFrame(
            {
                "what": list(amounts),
                "name_nl": names["nl"],
                "name_en": names["en"],
                "eur": list(amounts.values()),
                "observed": [what == "idle" for what in amounts],
            },
            schema_overrides={"eur": pl.Float64},
        )

    def _area_count(self, level: str) -> int:
        """Return how many areas a level has, those without accounts too."""
        if level == "national":
            return 1
        areas = self.case.plans["plan"] if level == "plan" else self.case.regions[level]
        return areas.drop_nulls().n_unique()

    def _last_year(self) -> dict[str, object]:
        """Return the last year of the level that sentences are about."""
        return self.years.filter(level=self.level).sort("year").row(-1, named=True)

    def _uncertain_money_sentences(self, lang: str) -> list[str]:
        return []  # observed money is not that of the budgets

    def _sentences(self, lang: str) -> list[str]:
        words, level = texts("answers.idle_money", lang), self.level
        years = self.years.filter(level=level).sort("year")
        first, last = years.row(0, named=True), years.row(-1, named=True)
        found = [
            words.for_count("finding", self._area_count(level)).format(
                year=last["year"],
                euros=amount(last["closing_eur"], lang, "eur"),
                areas=number(last["areas"], lang),
                count=number(self._area_count(level), lang),
                level=level_words(level, lang),
            )
        ]
        if last["per_inhabitant_eur"] is not None:
            euros = amount(last["per_inhabitant_eur"], lang, "eur")
            found.append(words["per_inhabitant"].format(euros=euros))
        if level == "region" and last["areas"] < self._area_count(level):
            of_all = self.by("national").filter(year=last["year"])["per_inhabitant_eur"].item()
            if of_all is not None:
                euros = amount(of_all, lang, "eur")
                found.append(words["per_inhabitant_of_all"].format(euros=euros))
        if last["panel_areas"] and years.height > 1:
            found.append(
                words.for_count("panel", last["panel_areas"]).format(
                    areas=number(last["panel_areas"], lang),
                    first=amount(first["panel_closing_eur"], lang, "eur"),
                    first_year=first["year"],
                    last=amount(last["panel_closing_eur"], lang, "eur"),
                    year=last["year"],
                )
            )
        if last["years_of_spending"] is not None:
            spent_in = ratio(last["years_of_spending"], lang)
            found.append(words["spending"].format(years=spent_in))
        named_only = last["areas"] - last["areas_with_all_money"]
        if named_only:
            found.append(
                words.for_count("named_only", named_only).format(areas=number(named_only, lang))
            )
        return [*found, words["reservation"]]

    def plot(
        self,
        ax: Axes | None = None,
        lang: str = "nl",
        chart: str = "years",
        level: str | None = None,
        shapes_of: pl.DataFrame | None = None,
    ) -> Axes:
        """Draw the balances of every year, a map of the last one, or what lies beside them.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            chart: `years`, `map` (per inhabitant), `grants` (specific grants a year beside the
                money) or `reasons`
            level: Of the areas; by default that with the most areas
            shapes_of: Shapes of your own for the map (`area`, `ring`, `lon`, `lat`, `source`),
                where the regions are no Dutch municipalities

        Raises:
            QuestionError: For a chart that does not exist, or a level without accounts.

        Examples:
            >>> idle.plot(lang="en").get_label()
            '5 million euros of earmarked money was not yet spent at the end of 2024. 2023: 2 ...
        """
        check_chart(chart, ("years", "map", "grants", "reasons"))
        level = self._checked_level(level)
        options = account_chart_options(self.case, lang)
        if chart == "years":
            return idle_money_chart(self.years.filter(level=level), ax=ax, **options)
        words = texts("answers.idle_money", lang)
        if chart == "grants":
            options["source"] = "; ".join(filter(None, [options["source"], words["grants_source"]]))
            return grants_beside_idle_money_chart(self.grants, ax=ax, **options)
        if chart == "reasons":
            options["source"] = words["reasons_source"]
            return unspent_reasons_chart(self.reasons, ax=ax, **options)
        if shapes_of is None:
            shapes_of = shapes(self.case, level)
        return balances_map(self.totals.filter(level=level), self.people, shapes_of, ax, options)

    def _checked_level(self, level: str | None) -> str:
        """Return the level that is drawn; raise QuestionError for one without accounts."""
        known = self.years["level"].unique(maintain_order=True).to_list()
        if level is None:
            return self.level
        if level not in known:
            raise QuestionError(
                problem(
                    "no_accounts_of_level",
                    level=level,
                    known=", ".join(known),
                    hint=did_you_mean(level, known),
                )
            )
        return level

    def to_json(self) -> dict[str, object]:
        """Return every balance and the sums per year, unrounded.

        Examples:
            >>> idle.to_json()["case"]
            'Twee dorpen'
        """
        return {
            "case": self.case.title,
            "years": self.years.to_dicts(),
            "areas": self.balances.to_dicts(),
            "note": {"nl": self.note_in("nl"), "en": self.note_in("en")},
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {"balances": self.balances, "years": self.years, "totals": self.totals}


def idle_money(case: Case, *, people: pl.DataFrame | None = None) -> IdleMoney:
    """Return what annual accounts say of earmarked money that is not yet spent.

    Args:
        case: The case, with rows in *accounts*
        people: `region`, `inhabitants` and `source`, for rates; default: the municipalities that
            ship with the library (`ontschotting.municipalities`)

    Raises:
        QuestionError: The case has no accounts.

    Examples:
        >>> import ontschotting as on
        >>> import polars as pl
        >>> accounts = pl.DataFrame(
        ...     {
        ...         "stream": ["*", "*"],
        ...         "level": ["region", "region"],
        ...         "area": ["A", "A"],
        ...         "year": [2023, 2024],
        ...         "closing_eur": [2e6, 5e6],
        ...     }
        ... )
        >>> case = on.load_case("two-villages").with_table("accounts", accounts)
        >>> on.idle_money(case).years.select("year", "closing_eur", "panel_growth_share").rows()
        [(2023, 2000000.0, None), (2024, 5000000.0, 1.5)]
    """
    check_case(case)
    if case.accounts.is_empty():
        raise QuestionError(problem("no_accounts"))
    people = checked_people(people, ("inhabitants",), "idle_money")
    rows = balances(case, people)
    totals = area_totals(rows)
    return IdleMoney(case, rows, totals, year_totals(totals), people, DataTrace.of(case))
