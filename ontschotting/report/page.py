"""The page: numbers and figures put into one self-contained HTML file, every name escaped."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ontschotting.report.gather import Numbers
from ontschotting.report.words import NOT_CONCLUDED, word
from ontschotting.texts import MEASURES, amount, outcome_words


@dataclass(frozen=True)
class Grid:
    """A table for readers: caption, headers, rows of text; `numbers` are the columns set to the right."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """A figure: the PNG to embed and its alternative text."""

    png: Path
    alternative: str


def render(numbers: Numbers, pictures: Mapping[str, Picture | None], assumptions: pl.DataFrame | None, command: str, lang: str) -> str:
    """The whole page as text."""
    environment = Environment(loader=PackageLoader("ontschotting.report", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("page.html.j2").render(
        lang=lang,
        title=numbers.case.title,
        w=lambda name: word(name, lang),
        table=_table,
        figure=_figure,
        figures=pictures,
        assumed={"nl": "mede op basis van aannames", "en": "partly based on assumptions"}[lang] if numbers.has_assumptions else "",
        walls=numbers.is_held_by_walls,
        lead=lead(numbers, lang),
        summary=summary(numbers, lang),
        summary_notes=_summary_notes(numbers, lang),
        carry=_carry(numbers, lang),
        swings_text=word("swings_none" if numbers.inputs.frame.is_empty() else "swings_flat", lang),
        money=_money(numbers, lang),
        own=_breakdown(numbers.by_own, lang, {"own": {"nl": "eigen geld", "en": "own money"}, "other": {"nl": "geld van het Rijk", "en": "money of the state"}}),
        streams=numbers.by_stream is not None and _breakdown(numbers.by_stream, lang, {row[0]: {"nl": row[1] or row[0], "en": row[1] or row[0]} for row in numbers.case.streams.select("stream", "name").iter_rows()}),
        scenarios=_scenarios(numbers, lang),
        not_concluded=NOT_CONCLUDED[lang],
        sources=_sources(numbers, lang),
        assumptions=_assumptions(assumptions, lang),
        traces=[str(one.trace) for one in (numbers.partition, numbers.still, numbers.range_, numbers.inputs) if one is not None],
        commands=command,
    )


def lead(numbers: Numbers, lang: str) -> list[str]:
    """The sentences at the top: what the data say about the walls, and how firm that is."""
    one, units = numbers.partition, outcome_words(sorted(numbers.case.plans["outcome"].unique().to_list()), lang)
    words = {
        "unlimited": amount(numbers.unlimited, lang),
        "freed": amount(one.freed, lang),
        "current": amount(one.current.value, lang),
        "lifted": amount(one.lifted.value, lang),
        "units": units,
    }
    if numbers.is_held_by_walls:
        first = word("walls", lang, **words)
    else:
        first = word("not_walls_money" if numbers.is_held_by_money else "not_walls_limits", lang, **words)
    least = numbers.range_.least
    return [first, word("below_zero" if least < 0 else "above_zero", lang)] if not numbers.inputs.frame.is_empty() else [first]


def summary(numbers: Numbers, lang: str) -> Grid:
    """Both questions side by side, never added up: values a year, the gain with its bounds, and the money."""
    asked = [(word("partition", lang), word("partition_q", lang), numbers.partition, numbers.range_)]
    if numbers.still is not None and numbers.range_still is not None:
        asked.append((word("still", lang), word("still_q", lang), numbers.still, numbers.range_still))
    years = max(1, numbers.years)

    def yearly(value: float | None) -> str:
        return amount(None if value is None else value / years, lang)

    def spread(range_: Any, low: str, high: str) -> str:
        return f"{amount(range_.gain(low), lang)} … {amount(range_.gain(high), lang)}"

    rows = [("", *(question for _, question, _, _ in asked))]
    rows.append((word("within", lang), *(yearly(one.current.value) for _, _, one, _ in asked)))
    rows.append((word("without", lang), *(yearly(one.lifted.value) for _, _, one, _ in asked)))
    rows.append((word("freed", lang), *(amount(one.freed, lang) for _, _, one, _ in asked)))
    rows.append((word("same_data", lang), *(" / ".join((amount(range_.gain("favourable"), lang), amount(range_.gain("unfavourable"), lang))) for *_, range_ in asked)))
    rows.append((word("bound", lang), *(spread(range_, "least", "most") for *_, range_ in asked)))
    additional = [_additional(one, lang) for _, _, one, _ in asked]
    if any(additional):
        rows.append((word("additional", lang), *additional))
    for name, measure in (("blocked", "blocked_eur"), ("crossing", "crossing_eur"), ("topup", "top_up_eur")):
        rows.append((word(name, lang), *(amount(one.shown()[measure], lang, "eur") for _, _, one, _ in asked)))
    return Grid("", ("", *(name for name, *_ in asked)), tuple(rows))


def _additional(comparison: Any, lang: str) -> str:
    frame = comparison.outcomes.drop_nulls("additional_share")
    if frame.is_empty():
        return ""
    outcomes = comparison.case.outcomes
    low, high = ("additional_share_low", "additional_share_high") if "additional_share_low" in outcomes.columns else ("additional_share", "additional_share")
    freed = max(0.0, float(frame["freed_units"].sum()))
    joined = frame.join(outcomes.select("outcome", pl.col(low).alias("low"), pl.col(high).alias("high")), on="outcome")
    ends = [float((joined["freed_units"].clip(0.0) * joined[name].fill_null(1.0)).sum()) for name in ("low", "additional_share", "high")]
    if freed < 1:
        return amount(0.0, lang)
    return f"{amount(ends[1], lang)} ({amount(ends[0], lang)} … {amount(ends[2], lang)})"


def _summary_notes(numbers: Numbers, lang: str) -> list[str]:
    return [] if numbers.target is None else [word("target_note", lang, target=amount(numbers.target, lang))]


def _carry(numbers: Numbers, lang: str) -> str:
    if numbers.curve is None:
        return ""
    pace, top = yearly_limit(numbers), numbers.curve.row(-1, named=True)
    if pace is None:
        return ""
    now = numbers.curve.filter(pl.col("factor") == 1.0).row(0, named=True)
    return word(
        "carry_limits", lang, now=amount(pace, lang), top=amount(pace * top["factor"], lang),
        gain_now=amount(now["gain"], lang), gain_top=amount(top["gain"], lang),
    )  # fmt: skip


def yearly_limit(numbers: Numbers) -> float | None:
    """The one yearly national limit of the case, when there is one."""
    found = numbers.case.limits.filter((pl.col("level") == "national") & pl.col("year").is_not_null())["max_units"].unique().to_list()
    return float(found[0]) if len(found) == 1 else None


def _money(numbers: Numbers, lang: str) -> Grid:
    shown = numbers.partition.shown()
    names = ("budget_eur", "needed_eur", "blocked_eur", "detour_eur", "surplus_eur", "crossing_eur", "stranded_current_eur", "stranded_lifted_eur", "top_up_eur")
    rows = tuple((MEASURES[name][lang], amount(shown[name], lang, "eur"), MEASURES[name]["formula"]) for name in names)
    headers = {"nl": ("maat", "bedrag", "formule"), "en": ("measure", "amount", "formula")}[lang]
    return Grid(word("partition", lang), headers, rows, frozenset({1}))


def _breakdown(frame: pl.DataFrame, lang: str, names: Mapping[str, Mapping[str, str]]) -> Grid:
    headers = {
        "nl": ("", "budget", "uitgegeven binnen de schotten", "uitgegeven zonder deze schotten", "geblokkeerd"),
        "en": ("", "budget", "spent within the walls", "spent without these walls", "blocked"),
    }[lang]
    largest = float(frame["budget_eur"].sum() or 0.0)

    def between(row: dict[str, Any], name: str) -> str:
        least, most = (row[f"{name}_{end}"] for end in ("least", "most"))
        if least is None or most is None:
            return word("none", lang)
        low, high = (0.0 if abs(value) < 1e-6 * max(1.0, largest) else value for value in (least, most))
        if abs(high - low) <= 1e-6 * max(1.0, largest):
            return amount(high, lang, "eur")
        return f"{amount(low, lang, 'eur')} … {amount(high, lang, 'eur')}"

    rows = tuple(
        (names.get(row["group"], {lang: row["group"]})[lang], amount(row["budget_eur"] or 0.0, lang, "eur"), between(row, "spent_current_eur"), between(row, "spent_lifted_eur"), between(row, "blocked_eur"))
        for row in frame.to_dicts()
    )  # fmt: skip
    return Grid("", headers, rows, frozenset({1, 2, 3, 4}))


def _scenarios(numbers: Numbers, lang: str) -> Grid:
    headers = {"nl": ("regime", "te bekostigen per jaar", "vrijgespeeld, alle jaren"), "en": ("regime", "fundable a year", "freed, all years")}[lang]
    rows = tuple((row["regime"], amount(row["value"] / max(1, numbers.years), lang), amount(row["freed"], lang)) for row in numbers.scenarios.to_dicts())
    return Grid("", headers, rows, frozenset({1, 2}))


def _sources(numbers: Numbers, lang: str) -> Grid:
    headers = {"nl": ("bron", "titel", "uitgever"), "en": ("source", "title", "publisher")}[lang]
    rows = tuple(tuple(value or "" for value in row) for row in numbers.case.sources.select("source", "title", "publisher").iter_rows())
    return Grid({"nl": "Bronnen", "en": "Sources"}[lang], headers, rows)


def _assumptions(frame: pl.DataFrame | None, lang: str) -> Grid | None:
    if frame is None:
        return None
    headers = {
        "nl": ("aanname", "laag", "midden", "hoog", "eenheid", "waarom", "bij hoog gunstig voor"),
        "en": ("assumption", "low", "central", "high", "unit", "why", "high favours"),
    }[lang]
    rows = tuple(tuple(str(value or "") for value in row) for row in frame.select("what", "low", "central", "high", "unit", "why", "favours_when_high").iter_rows())
    return Grid({"nl": "Register van aannames", "en": "Register of assumptions"}[lang], headers, rows, frozenset({1, 2, 3}))


def _table(grid: Grid) -> Markup:
    def cell(tag: str, position: int, text: str, scope: str = "") -> Markup:
        kind = Markup(' class="n"') if position in grid.numbers else Markup("")
        return Markup("<{0}{1}{2}>{3}</{0}>").format(Markup(tag), kind, Markup(scope), text)

    head = Markup("").join(cell("th", number, text, ' scope="col"') for number, text in enumerate(grid.headers))
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(cell("th", 0, text, ' scope="row"') if number == 0 else cell("td", number, text) for number, text in enumerate(row))
        )
        for row in grid.rows
    )
    caption = Markup("<caption>{}</caption>").format(grid.caption) if grid.caption else Markup("")
    return Markup('<div class="scroll" tabindex="0"><table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(caption, head, rows)


def _figure(picture: Picture) -> Markup:
    data = base64.b64encode(picture.png.read_bytes()).decode("ascii")
    return Markup('<figure><img src="data:image/png;base64,{}" alt="{}"><figcaption>{}</figcaption></figure>').format(data, picture.alternative, picture.alternative)


