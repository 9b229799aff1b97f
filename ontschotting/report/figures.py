"""The figures of the report: numbers to charts, each with an alternative text that holds its main numbers."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ontschotting.charts.lines import limit_chart
from ontschotting.charts.money import money_chart
from ontschotting.charts.style import save
from ontschotting.charts.swings import swings_chart
from ontschotting.charts.worlds import worlds_chart
from ontschotting.report.gather import Numbers
from ontschotting.report.page import Picture, yearly_limit
from ontschotting.report.words import word
from ontschotting.texts import amount, outcome_words


def draw_all(numbers: Numbers, folder: Path, lang: str) -> dict[str, Picture | None]:
    """Draw every chart into a folder; None where the case has nothing to draw."""
    return {
        "worlds": _worlds(numbers, folder, lang),
        "money": _money(numbers, folder, lang),
        "swings": _swings(numbers, folder, lang),
        "curve": _curve(numbers, folder, lang),
    }


def _worlds(numbers: Numbers, folder: Path, lang: str) -> Picture:
    years = max(1, numbers.years)
    ends = {row["data"]: row for row in numbers.range_.frame.to_dicts()}
    labels = {"nl": ("binnen de schotten", "zonder deze schotten"), "en": ("within the walls", "without these walls")}[lang]
    rows = [
        {"label": label, "value": ends["central"][name] / years, "low": ends["unfavourable"][name] / years, "high": ends["favourable"][name] / years, "lifted": name == "lifted_value"}
        for label, name in zip(labels, ("current_value", "lifted_value"), strict=True)
    ]  # fmt: skip
    gain = (numbers.partition.freed or 0.0) / years
    title = word("worlds_title_more", lang, gain=amount(gain, lang)) if numbers.is_held_by_walls else word("worlds_title_same", lang)
    units = outcome_words(sorted(numbers.case.plans["outcome"].unique().to_list()), lang)
    subtitle = word("worlds_sub", lang, units=units, years=str(years))
    ax = worlds_chart(pl.DataFrame(rows), title=title, subtitle=subtitle, target=numbers.target, lang=lang, source=numbers.case.title, assumed=numbers.has_assumptions)
    text = f"{title}. " + "; ".join(f"{row['label']}: {amount(row['value'], lang)} ({amount(row['low'], lang)} … {amount(row['high'], lang)})" for row in rows)
    return Picture(save(ax, folder / "worlds", text)[1], text + ".")


def _money(numbers: Numbers, folder: Path, lang: str) -> Picture:
    frame = numbers.partition.frame
    ax = money_chart(frame, lang=lang, source=numbers.case.title, assumed=numbers.has_assumptions)
    shown = numbers.partition.shown()
    names = {"nl": ("nodig", "geblokkeerd", "overschot"), "en": ("needed", "blocked", "surplus")}[lang]
    text = "; ".join(f"{name}: {amount(shown[key], lang, 'eur')}" for name, key in zip(names, ("needed_eur", "blocked_eur", "surplus_eur"), strict=True))
    text = f"{word('h_money', lang)}. {text}."
    return Picture(save(ax, folder / "money", text)[1], text)


def _swings(numbers: Numbers, folder: Path, lang: str) -> Picture | None:
    frame = numbers.inputs.frame
    frame = frame.filter((pl.col("low") - pl.col("central")).abs().max().over("group") + (pl.col("high") - pl.col("central")).abs() > 0.5)
    if frame.is_empty():
        return None
    ax = swings_chart(frame, lang=lang, source=numbers.case.title, assumed=numbers.has_assumptions)
    text = numbers.inputs.note_in(lang) + " " + "; ".join(f"{row['group']}: {amount(row['low'], lang)} … {amount(row['high'], lang)}" for row in frame.head(5).to_dicts())
    return Picture(save(ax, folder / "swings", text)[1], text + ".")


def _curve(numbers: Numbers, folder: Path, lang: str) -> Picture | None:
    pace = yearly_limit(numbers)
    if numbers.curve is None or pace is None:
        return None
    years = max(1, numbers.years)
    frame = numbers.curve.with_columns((pl.col("factor") * pace).alias("x"), pl.col("current_value") / years, pl.col("lifted_value") / years)
    ax = limit_chart(
        frame, title=word("curve_title", lang), subtitle=word("curve_sub", lang), xlabel=word("curve_x", lang), now=pace, lang=lang,
        source=numbers.case.title, assumed=numbers.has_assumptions,
    )  # fmt: skip
    points = "; ".join(f"{amount(row['x'], lang)}: {amount(row['current_value'], lang)} / {amount(row['lifted_value'], lang)}" for row in frame.to_dicts())
    text = f"{word('curve_title', lang)}. {points}."
    return Picture(save(ax, folder / "curve", text)[1], text)
