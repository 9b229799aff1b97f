"""Writes docs/geld-dat-stilstaat.md and docs/money-that-stands-still.md, with their charts.

Run `python -m docs.builders.accounts_page [folder]`, after the case is built. Rebuilding gives the
same bytes; every number is one of `idle_money` or `stream_register` on the case `nederland`, or of
the raw rows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
from matplotlib.axes import Axes

import ontschotting as on
from docs.builders.accounts_template import PAGES, WORDS
from ontschotting.charts.save import alt_text
from ontschotting.measures.observed.account_context import context_table
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.numbers import amount, number

FILES = {"nl": "geld-dat-stilstaat.md", "en": "money-that-stands-still.md"}
CHARTS = {
    "grants": "idle-grants",
    "map": "idle-map",
    "reasons": "idle-reasons",
    "purposes": "register-purposes",
    "ends": "register-ends",
}
NATIONAL = Path(__file__).parents[2] / "datasets" / "raw" / "accounts" / "national.csv"
PANEL_YEAR = 2021
REGISTER_YEARS = range(2020, 2028)
"""The years that are shown; before and after these most streams have no published amount."""
FEW = 10
"""With fewer streams than this, a year is one after which publication stops."""
LEAST_YEARS = 3
"""A grant that was read in fewer years is not shown."""
LARGEST = 4


def charts(idle: on.IdleMoney, register: on.StreamRegister, lang: str) -> dict[str, Axes]:
    """Return the charts of a page by the name of their file, without the language."""
    drawn = {name: idle.plot(chart=name, lang=lang) for name in ("grants", "map", "reasons")} | {
        name: register.plot(chart=name, lang=lang) for name in ("purposes", "ends")
    }
    return {CHARTS[name]: axes for name, axes in drawn.items()}


def text(idle: on.IdleMoney, register: on.StreamRegister, lang: str) -> str:
    """Return a page."""
    drawn = charts(idle, register, lang)
    alts = {f"alt_{name}": _alt(drawn[file]) for name, file in CHARTS.items()}
    return PAGES[lang].format(
        **alts,
        **_totals(idle, lang),
        **_groups(idle, lang),
        **_against(idle, lang),
        **_illustration(idle, lang),
        **_gaps(idle, lang),
        **_register(register, lang),
        **_source(idle),
    )


def _alt(axes: Axes) -> str:
    """Return an alternative text that may stand between brackets."""
    return alt_text(axes.figure).replace("[", "(").replace("]", ")")  # type: ignore[arg-type]


def _totals(idle: on.IdleMoney, lang: str) -> dict[str, object]:
    """Return the nation per year, the rates and the panel."""
    years, panel = idle.years.filter(level="region"), idle.panel(PANEL_YEAR)
    first, last = years.row(0, named=True), years.row(-1, named=True)
    rates = idle.by("national").filter(year=last["year"]).row(0, named=True)
    largest = idle.totals.filter(year=last["year"]).sort("closing_eur", descending=True)
    return {
        "first": first["year"],
        "last": last["year"],
        "first_eur": amount(first["closing_eur"], lang, "eur"),
        "last_eur": amount(last["closing_eur"], lang, "eur"),
        "rate_all": amount(rates["per_inhabitant_eur"], lang, "eur"),
        "rate_with": amount(rates["per_inhabitant_with_balance_eur"], lang, "eur"),
        "panel": number(panel["areas"][0], lang),
        "panel_first": PANEL_YEAR,
        "panel_first_eur": amount(panel["closing_eur"][0], lang, "eur"),
        "panel_last_eur": amount(panel["closing_eur"][-1], lang, "eur"),
        "largest": _series(
            (
                WORDS[lang]["of"].format(name=name, euros=amount(euros, lang, "eur"))
                for name, euros in largest.head(LARGEST).select("name", "closing_eur").iter_rows()
            ),
            lang,
        ),
        "grant_rows": _lines(
            (
                str(row["year"]),
                number(row["grants"], lang),
                _euros(row["paid_eur"], lang),
                _euros(row["closing_eur"], lang),
                number(row["areas"], lang),
            )
            for row in idle.grants.iter_rows(named=True)
        ),
    }


def _groups(idle: on.IdleMoney, lang: str) -> dict[str, object]:
    """Return the tables by province and by size."""
    sizes = texts("labels.size_class", lang)
    rows = {}
    for grouping in ("province", "size"):
        groups = idle.by(grouping)
        last = groups.filter(year=groups["year"].max())
        rows[f"{grouping}_rows"] = _lines(
            (
                sizes.get(row["group"], row["group"]),
                f"{row['with_balance']} / {row['regions']}",
                _euros(row["closing_eur"], lang),
                _euros(row["per_inhabitant_eur"], lang),
                _euros(row["per_inhabitant_with_balance_eur"], lang),
            )
            for row in last.iter_rows(named=True)
        )
    return dict(rows)


def _against(idle: on.IdleMoney, lang: str) -> dict[str, object]:
    """Return what speaks against."""
    rows = {row["what"]: row for row in idle.against.to_dicts()}
    land, income, result = (
        rows[name] for name in ("land_development", "land_development_income", "result")
    )
    return {
        "against_year": result["year"],
        "result_eur": amount(result["accounts_eur"], lang, "eur"),
        "result_budget_eur": amount(result["budget_eur"], lang, "eur"),
        "land_eur": amount(land["accounts_eur"], lang, "eur"),
        "land_budget_eur": amount(land["budget_eur"], lang, "eur"),
        "land_share": amount(1 - land["accounts_eur"] / land["budget_eur"], lang, "share"),
        "income_eur": amount(income["accounts_eur"], lang, "eur"),
        "income_budget_eur": amount(income["budget_eur"], lang, "eur"),
        "income_share": amount(1 - income["accounts_eur"] / income["budget_eur"], lang, "share"),
        **surplus(idle, lang),
    }


def surplus(idle: on.IdleMoney, lang: str) -> dict[str, str]:
    """Return what the result is before reserves: in the copy, and as CBS published it."""
    results = context_table(idle.case, "municipal_results_2023")
    value = dict(results.select("id", "value").iter_rows())
    taken = -value["iv3_reserves_net"]
    published = pl.read_csv(NATIONAL, infer_schema=False).row(
        by_predicate=pl.col("id") == "cbs_surplus_2023", named=True
    )
    return {
        "reserves_eur": amount(taken, lang, "eur"),
        "before_eur": amount(value["iv3_result"] - taken, lang, "eur"),
        "surplus_eur": amount(float(published["value"]), lang, "eur"),
        "surplus_url": published["url"],
    }


def _illustration(idle: on.IdleMoney, lang: str) -> dict[str, object]:
    """Return the balances of grants that were read in some years."""
    read = idle.per_grant.filter(row_kind="grant").drop_nulls("closing_eur")
    keys = ["government", "grant_name"]
    shown = read.filter(pl.col("year").n_unique().over(keys) >= LEAST_YEARS)
    wide = shown.sort("year").pivot(on="year", index=keys, values="closing_eur").sort(keys)
    years = wide.columns[2:]
    return {
        "governments": number(idle.per_grant["government"].n_unique(), lang),
        "illustration_years": " | ".join(years),
        "illustration_line": "|".join("---" for _ in years),
        "illustration_rows": _lines(
            (government, grant, *(_euros(euros, lang) for euros in balances))
            for government, grant, *balances in wide.iter_rows()
        ),
    }


def _gaps(idle: on.IdleMoney, lang: str) -> dict[str, object]:
    """Return what is missing in any year, and what lies at nothing or below zero in the last."""
    last = idle.gaps["year"].max()
    missing = idle.gaps.filter(finding="missing").sort("year", "name")
    of_last = idle.gaps.filter(year=last).sort("name")
    below, nothing = of_last.filter(finding="below_zero"), of_last.filter(finding="nothing")
    biggest = nothing.sort("last_closing_eur", descending=True, nulls_last=True).row(0, named=True)
    names = (f"{name} ({year})" for name, year in missing.select("name", "year").iter_rows())
    return {
        "missing": WORDS[lang]["missing"].format(names=_series(names, lang)),
        "nothing": number(nothing.height, lang),
        "below": number(below.height, lang),
        "below_names": _series(below["name"], lang),
        "nothing_names": _series(nothing["name"], lang),
        "biggest_gap": biggest["name"],
        "biggest_gap_year": biggest["last_year"],
        "biggest_gap_eur": amount(biggest["last_closing_eur"], lang, "eur"),
    }


def _register(register: on.StreamRegister, lang: str) -> dict[str, object]:
    """Return the register: its sentences, and the amounts per purpose and year."""
    shown = register.years.filter(pl.col("year").is_in(list(REGISTER_YEARS)))
    cells = {
        (row["purpose"], row["year"]): _millions(row, lang) for row in shown.iter_rows(named=True)
    }
    per_year = register.years.group_by("year").agg(pl.col("streams").sum())
    known = register.purposes["purpose"].to_list()
    purposes = [
        purpose
        for purpose in [*known, "several"]
        if any((purpose, year) in cells for year in REGISTER_YEARS)
    ]
    return {
        "register": " ".join(register.sentences(lang)),
        "register_years": " | ".join(map(str, REGISTER_YEARS)),
        "register_line": "|".join("---" for _ in REGISTER_YEARS),
        "register_last": per_year.filter(pl.col("streams") >= FEW)["year"].max(),
        "register_rows": _lines(
            (
                purpose_words(purpose, lang),
                *(cells.get((purpose, year), "") for year in REGISTER_YEARS),
            )
            for purpose in purposes
        ),
    }


def _millions(row: dict[str, Any], lang: str) -> str:
    """Return an amount in millions, and how many streams it is of."""
    return f"{number(row['eur'] / 1e6, lang)} ({row['streams']})"


def _source(idle: on.IdleMoney) -> dict[str, object]:
    """Return whose figures these are, and their licence."""
    (key,) = idle.case.accounts["source"].unique()
    row = idle.case.sources.filter(source=key).row(0, named=True)
    return {"source": f"{row['publisher']}, {row['title']}", "license": row["license"]}


def _euros(euros: float | None, lang: str) -> str:
    return "" if euros is None else amount(euros, lang, "eur")


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    """Return the rows of a table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _series(names: Iterable[str], lang: str) -> str:
    """Return names as one series in words."""
    *others, last = names
    return f"{', '.join(others)} {WORDS[lang]['and']} {last}" if others else last


def build(folder: Path) -> None:
    """Write both pages and draw their charts."""
    case = on.load_case("nederland")
    idle, register = on.idle_money(case), on.stream_register(case)
    for lang, file in FILES.items():
        for name, axes in charts(idle, register, lang).items():
            on.save(axes, folder / "img" / f"{name}-{lang}", for_="word")
        page = text(idle, register, lang)
        (folder / file).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
