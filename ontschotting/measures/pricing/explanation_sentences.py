"""The sentences of an explanation: short, to be read aloud, with the numbers of its frames."""

from __future__ import annotations

from typing import Any

import polars as pl

from ontschotting.measures.pricing.free_money import ANY
from ontschotting.words.labels import level_words, outcome_words, purpose_words, wall_words
from ontschotting.words.numbers import amount

MILLION = 1e6

_FEW_UNITS = 0.01
"""A first step that brings fewer units than this is passed over."""

MOST = 5
"""At most so many streams with idle money get a sentence; the frame holds all."""

_WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "units_one": (
            "In {place} zijn binnen de schotten {most} van de {planned} geplande {units} te"
            " bekostigen, in elke beste toedeling van het geheel."
        ),
        "units": (
            "In {place} zijn binnen de schotten {least} tot {most} van de {planned} geplande"
            " {units} te bekostigen; het optimum van het geheel laat die ruimte open."
        ),
        "free": (
            "Een extra {money} vrij geld hier zou {gain} {units} toevoegen; elke volgende euro"
            " brengt evenveel tot {until}."
        ),
        "free_no_end": "Een extra {money} vrij geld hier zou {gain} {units} toevoegen.",
        "free_all": (
            "Ten hoogste brengt vrij geld hier {gain} {units}, geteld in het hele geval (wat hier"
            " niet meer nodig is, betaalt elders mee); daar is {needed} voor nodig."
        ),
        "none": (
            "Meer geld voor {place}, ook zonder regels, voegt in dit model niets toe: de plannen of"
            " grenzen die geen geld zijn, zijn eerder op."
        ),
        "first": "Dat eerste geld gaat naar {parts}: daaraan is hier tekort.",
        "first_only": "Extra vrij geld zou hier eerst gaan naar {parts}: daaraan is tekort.",
        "alone": (
            "Alleen extra geld voor {purpose} zou ten hoogste {gain} {units} brengen; daar is"
            " {needed} voor nodig."
        ),
        "together": (
            "Eén doel alleen aanvullen brengt niets: er ontbreekt geld voor meer dan één doel"
            " tegelijk."
        ),
        "used": (
            "Geheel op, in elke beste toedeling, zijn stromen die hiervoor wel mogen worden"
            " gebruikt: {names}."
        ),
        "all_idle": (
            "Van al het geld dat alleen hier mag landen ({budget}) ligt samen ten minste {least}"
            " stil, in elke beste toedeling. Per stroom is minder zeker, want de ene kan de plaats"
            " van de andere innemen: de ondergrenzen per stroom tellen daar niet toe op."
        ),
        "idle": "Van {name} ligt {least} tot {most} van de {budget} stil{where}; {why}.",
        "idle_one": "Van {name} ligt {most} van de {budget} stil{where}; {why}.",
        "kept": "voor {purpose} mag het niet: {walls}",
        "moves": ", op het deel na dat nu al naar een andere stroom mag",
        "several": "meer dan één schot tegelijk",
        "wall": "het schot {wall}",
        "open": (
            "het mag hier wel voor wat tekort is, dus houdt iets anders dan een gesloten weg het"
            " tegen (zoals eigen geld ernaast, een plafond of het nut elders)"
        ),
        "open_share": (
            "het mag hier wel voor wat tekort is, en geen gesloten weg houdt het tegen (zie het"
            " minimumaandeel hieronder)"
        ),
        "surplus": "aan niets wat deze stroom hier mag betalen is in dit model tekort",
        "more_idle": "Zo ligt er ook geld van {count} andere stromen stil.",
        "where": " (geld dat ook elders mag landen)",
        "share": (
            "Van wat {name} mee betaalt moet ten minste {share} bestaan uit {outcome}, per {level};"
            " zonder die regel hier kwamen er {gain} {units} bij."
        ),
        "share_national": (
            "Van wat {name} mee betaalt moet in het hele land samen ten minste {share} bestaan uit"
            " {outcome}; zonder die regel kwamen er {gain} {units} bij."
        ),
        "nothing_idle": (
            "Van het geld dat alleen hier mag landen, ligt er niets met zekerheid stil."
        ),
        "end": (
            "Dit vergelijkt optima bij de opgegeven bedragen, behoeften en grenzen; het is geen"
            " voorspelling."
        ),
    },
    "en": {
        "units_one": (
            "In {place} {most} of the {planned} planned {units} can be funded within the walls, in"
            " every best allocation of the whole."
        ),
        "units": (
            "In {place} {least} to {most} of the {planned} planned {units} can be funded within the"
            " walls; the optimum of the whole leaves that room."
        ),
        "free": (
            "An extra {money} of free money here would add {gain} {units}; every next euro brings"
            " as much up to {until}."
        ),
        "free_no_end": "An extra {money} of free money here would add {gain} {units}.",
        "free_all": (
            "At most free money here brings {gain} {units}, counted over the whole case (what is no"
            " longer needed here helps to pay elsewhere); that takes {needed}."
        ),
        "none": (
            "More money for {place}, even without rules, adds nothing in this model: the plans, or"
            " limits that are not money, run out first."
        ),
        "first": "That first money goes to {parts}: this is what is short here.",
        "first_only": "Extra free money here would go first to {parts}: this is what is short.",
        "alone": (
            "Extra money for {purpose} alone would bring at most {gain} {units}; that takes"
            " {needed}."
        ),
        "together": (
            "Adding to one purpose alone brings nothing: money is short for more than one at a"
            " time."
        ),
        "used": "Used up in every best allocation are streams that may pay for this: {names}.",
        "all_idle": (
            "Of all money that may land only here ({budget}), at least {least} lies idle together,"
            " in every best allocation. Per stream less is certain, since one can take the place of"
            " another: the least of each does not add up to it."
        ),
        "idle": "Of {name}, {least} to {most} of {budget} lies idle{where}; {why}.",
        "idle_one": "Of {name}, {most} of {budget} lies idle{where}; {why}.",
        "kept": "it may not pay for {purpose}: {walls}",
        "moves": ", but for the share that may move to another stream today",
        "several": "more than one wall at a time",
        "wall": "the wall {wall}",
        "open": (
            "it may pay here for what is short, so something other than a closed road holds it"
            " (such as own money beside it, a cap, or better use elsewhere)"
        ),
        "open_share": (
            "it may pay here for what is short, and no closed road holds it (see the minimum share"
            " below)"
        ),
        "surplus": "nothing that this stream may pay for here is short in this model",
        "more_idle": "Money of {count} other streams lies idle likewise.",
        "where": " (money that may land elsewhere too)",
        "share": (
            "Of what {name} helps to pay for at least {share} must be {outcome}, per {level};"
            " without that rule here {gain} {units} would come on top."
        ),
        "share_national": (
            "Of what {name} helps to pay for at least {share} must be {outcome}, over the whole"
            " country; without that rule {gain} {units} would come on top."
        ),
        "nothing_idle": "Of the money that may land only here, none is certain to lie idle.",
        "end": "This compares optima given the listed money, needs and limits; it is no forecast.",
    },
}


def explanation_sentences(
    area: str,
    *,
    units: pl.DataFrame,
    short: pl.DataFrame,
    streams: pl.DataFrame,
    idle: pl.DataFrame,
    shares: pl.DataFrame,
    outcome: str,
    lang: str,
) -> list[str]:
    """Return the sentences of an explanation, the reservation last.

    Args:
        area: The area, in words
        units: `Explanation.units`
        short: `Explanation.short`
        streams: `Explanation.streams`
        idle: `Explanation.idle`
        shares: `Explanation.shares`
        outcome: What the plans deliver, in words
        lang: `nl` or `en`
    """
    texts = _WORDS[lang]
    return [
        _units(texts, area, units, outcome, lang),
        *_short_money(texts, area, short, outcome, lang),
        *_used_money(texts, streams),
        *_idle_money(texts, streams, idle, shares["stream"].to_list(), lang),
        *_shares(texts, shares, outcome, lang),
        texts["end"],
    ]


def _units(texts: dict[str, str], area: str, units: pl.DataFrame, outcome: str, lang: str) -> str:
    row = units.row(0, named=True)
    least, most = amount(row["least"], lang), amount(row["most"], lang)
    return texts["units_one" if least == most else "units"].format(
        place=area, least=least, most=most, planned=amount(row["planned"], lang), units=outcome
    )


def _short_money(
    texts: dict[str, str], area: str, short: pl.DataFrame, outcome: str, lang: str
) -> list[str]:
    """Say what free money would add: the first euros, each purpose alone, and all of it."""
    free = short.filter(pl.col("purpose") == ANY).row(0, named=True)
    if free["value_per_eur"] <= 0:
        return [texts["none"].format(place=area)]
    purposes = short.filter(pl.col("purpose") != ANY)
    shares = purposes.filter(pl.col("first_share") > 0).sort("first_share", descending=True)
    alone = purposes.filter(pl.col("gain") > 0).sort("gain", descending=True)
    sentences = _first_money(texts, free, shares, outcome, lang)
    sentences += [
        texts["alone"].format(
            purpose=purpose_words(row["purpose"], lang),
            needed=amount(row["needed_eur"], lang, "eur"),
            gain=amount(row["gain"], lang),
            units=outcome,
        )
        for row in alone.iter_rows(named=True)
    ]
    if alone.is_empty() and shares.height > 1:
        sentences.append(texts["together"])
    free_all = texts["free_all"].format(
        gain=amount(free["gain"], lang),
        units=outcome,
        needed=amount(free["needed_eur"], lang, "eur"),
    )
    return [*sentences, free_all]


def _first_money(
    texts: dict[str, str], free: dict[str, float], shares: pl.DataFrame, outcome: str, lang: str
) -> list[str]:
    """Say what the first free money adds, and what it goes to."""
    until = free["holds_until_eur"]
    euros = MILLION if until is None else min(MILLION, until)
    gain = euros * free["value_per_eur"]
    # A price that holds for a few euros only says nothing that a reader can use.
    is_tiny = until is not None and gain < _FEW_UNITS
    sentences = []
    if not is_tiny:
        text = texts["free_no_end" if until is None else "free"].format(
            money=amount(euros, lang, "eur"),
            gain=amount(gain, lang),
            units=outcome,
            until=amount(until, lang, "eur"),
        )
        sentences.append(text)
    if shares.height:
        parts = ", ".join(
            f"{purpose_words(purpose, lang)} ({amount(share, lang, 'share')})"
            for purpose, share in shares.select("purpose", "first_share").iter_rows()
        )
        sentences.append(texts["first_only" if is_tiny else "first"].format(parts=parts))
    return sentences


def _used_money(texts: dict[str, str], streams: pl.DataFrame) -> list[str]:
    """Name the streams that may pay for what is short and are used up."""
    used = streams.filter((pl.col("idle_most_eur") <= 0) & (pl.col("pays").list.len() > 0)).sort(
        "budget_eur", descending=True
    )
    if used.is_empty():
        return []
    return [texts["used"].format(names=", ".join(dict.fromkeys(used["name"].to_list())))]


def _idle_money(
    texts: dict[str, str],
    streams: pl.DataFrame,
    idle: pl.DataFrame,
    streams_with_share: list[str],
    lang: str,
) -> list[str]:
    """Say what lies idle: of all money together, and of each stream with the reason."""
    sentences = []
    idle_streams = streams.filter(pl.col("idle_least_eur") > 0)
    sum_of_least = float(idle_streams.filter(pl.col("reach") == "here")["idle_least_eur"].sum())
    total = idle.row(0, named=True)
    if total["idle_least_eur"] <= 0:
        sentences.append(texts["nothing_idle"])
    elif total["idle_least_eur"] > 1.001 * sum_of_least:  # the streams by themselves say less
        text = texts["all_idle"].format(
            budget=amount(total["budget_eur"], lang, "eur"),
            least=amount(total["idle_least_eur"], lang, "eur"),
        )
        sentences.append(text)
    for row in idle_streams.head(MOST).iter_rows(named=True):
        least, most, budget = (
            amount(row[name], lang, "eur")
            for name in ("idle_least_eur", "idle_most_eur", "budget_eur")
        )
        text = texts["idle_one" if least == most else "idle"].format(
            name=row["name"],
            least=least,
            most=most,
            budget=budget,
            where=texts["where"] if row["reach"] == "wider" else "",
            why=_reason(texts, row, row["stream"] in streams_with_share, lang),
        )
        sentences.append(text)
    if idle_streams.height > MOST:
        sentences.append(texts["more_idle"].format(count=idle_streams.height - MOST))
    return sentences


def _reason(texts: dict[str, str], row: dict[str, Any], has_share: bool, lang: str) -> str:
    """Say why money of a stream lies idle: the walls that keep it out, or that none does."""
    closed = []
    for entry in row["kept_out"]:
        purpose, _, walls = entry.partition(": ")
        names = (
            texts["several"]
            if walls == "several"
            else ", ".join(
                texts["wall"].format(wall=wall_words(wall, lang)) for wall in walls.split(", ")
            )
        )
        closed.append(
            texts["kept"].format(purpose=purpose_words(purpose, lang), walls=names)
            + (texts["moves"] if purpose in row["moves"] else "")
        )
    if closed:
        return "; ".join(closed)
    if not row["pays"]:
        return texts["surplus"]
    return texts["open_share" if has_share else "open"]


def _shares(texts: dict[str, str], shares: pl.DataFrame, outcome: str, lang: str) -> list[str]:
    """Say which minimum shares hold the area back."""
    return [
        texts["share_national" if row["level"] == "national" else "share"].format(
            name=row["name"],
            share=amount(row["min_share"], lang, "share"),
            outcome=outcome_words([row["outcome"]], lang),
            level=level_words(row["level"], lang),
            gain=amount(row["gain"], lang),
            units=outcome,
        )
        for row in shares.head(MOST).iter_rows(named=True)
    ]
