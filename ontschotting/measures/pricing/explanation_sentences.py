"""The sentences of an explanation: short, to be read aloud, each with the numbers of a frame."""

from __future__ import annotations

import polars as pl

from ontschotting.words.labels import level_words, outcome_words, purpose_words, wall_words
from ontschotting.words.numbers import amount

MILLION = 1e6

_SHOWN = 0.01
"""Units: what fewer bring is not told as a first step."""

MOST = 5
"""Streams with idle money that are told; the frame holds all."""

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


def explained(
    place: str,
    units: pl.DataFrame,
    short: pl.DataFrame,
    streams: pl.DataFrame,
    idle: pl.DataFrame,
    shares: pl.DataFrame,
    outcomes: list[str],
    lang: str,
) -> list[str]:
    """Sentences from the frames of an explanation (`Explanation`)."""
    words, counted = _WORDS[lang], outcome_words(outcomes, lang)
    said = [_units(words, place, units, counted, lang), *_money(words, place, short, counted, lang)]
    return [
        *said,
        *_streams(words, streams, idle, shares["stream"].to_list(), lang),
        *_shares(words, shares, counted, lang),
        words["end"],
    ]


def _units(words: dict[str, str], place: str, units: pl.DataFrame, counted: str, lang: str) -> str:
    row = units.row(0, named=True)
    least, most = amount(row["least"], lang), amount(row["most"], lang)
    return words["units_one" if least == most else "units"].format(
        place=place, least=least, most=most, planned=amount(row["planned"], lang), units=counted
    )


def _money(
    words: dict[str, str], place: str, short: pl.DataFrame, counted: str, lang: str
) -> list[str]:
    free = short.filter(pl.col("purpose") == "*").row(0, named=True)
    if free["value_per_eur"] <= 0:
        return [words["none"].format(place=place)]
    until = free["holds_until_eur"]
    euros = MILLION if until is None else min(MILLION, until)
    gain = amount(euros * free["value_per_eur"], lang)
    # a price that holds for a few euros only says nothing that a reader can use
    dust = until is not None and euros * free["value_per_eur"] < _SHOWN
    said = (
        []
        if dust
        else [
            words["free_no_end" if until is None else "free"].format(
                money=amount(euros, lang, "eur"),
                gain=gain,
                units=counted,
                until=amount(until, lang, "eur"),
            )
        ]
    )
    parts = short.filter((pl.col("purpose") != "*") & (pl.col("first_share") > 0)).sort(
        "first_share", descending=True
    )
    named = ", ".join(
        f"{purpose_words(purpose, lang)} ({amount(share, lang, 'share')})"
        for purpose, share in parts.select("purpose", "first_share").iter_rows()
    )
    if named:
        said.append(words["first_only" if dust else "first"].format(parts=named))
    alone = short.filter((pl.col("purpose") != "*") & (pl.col("gain") > 0)).sort(
        "gain", descending=True
    )
    for row in alone.iter_rows(named=True):
        gain = amount(row["gain"], lang)
        said.append(
            words["alone"].format(
                purpose=purpose_words(row["purpose"], lang),
                needed=amount(row["needed_eur"], lang, "eur"),
                gain=gain,
                units=counted,
            )
        )
    if alone.is_empty() and parts.height > 1:
        said.append(words["together"])
    said.append(
        words["free_all"].format(
            gain=amount(free["gain"], lang),
            units=counted,
            needed=amount(free["needed_eur"], lang, "eur"),
        )
    )
    return said


def _streams(
    words: dict[str, str],
    streams: pl.DataFrame,
    together: pl.DataFrame,
    sharing: list[str],
    lang: str,
) -> list[str]:
    used = streams.filter((pl.col("idle_most_eur") <= 0) & (pl.col("pays").list.len() > 0)).sort(
        "budget_eur", descending=True
    )
    said = (
        [words["used"].format(names=", ".join(dict.fromkeys(used["name"].to_list())))]
        if used.height
        else []
    )
    idle = streams.filter(pl.col("idle_least_eur") > 0)
    here, all_of_it = (
        float(idle.filter(pl.col("reach") == "here")["idle_least_eur"].sum()),
        together.row(0, named=True),
    )
    if all_of_it["idle_least_eur"] <= 0:
        said.append(words["nothing_idle"])
    elif all_of_it["idle_least_eur"] > 1.001 * here:  # the streams by themselves say less
        said.append(
            words["all_idle"].format(
                budget=amount(all_of_it["budget_eur"], lang, "eur"),
                least=amount(all_of_it["idle_least_eur"], lang, "eur"),
            )
        )
    for row in idle.head(MOST).iter_rows(named=True):
        least, most = (
            amount(row["idle_least_eur"], lang, "eur"),
            amount(row["idle_most_eur"], lang, "eur"),
        )
        where = words["where"] if row["reach"] == "wider" else ""
        said.append(
            words["idle_one" if least == most else "idle"].format(
                name=row["name"],
                least=least,
                most=most,
                budget=amount(row["budget_eur"], lang, "eur"),
                where=where,
                why=_why(
                    words,
                    row["pays"],
                    row["kept_out"],
                    row["moves"],
                    "open_share" if row["stream"] in sharing else "open",
                    lang,
                ),
            )
        )
    if idle.height > MOST:
        said.append(words["more_idle"].format(count=idle.height - MOST))
    return said


def _shares(words: dict[str, str], shares: pl.DataFrame, counted: str, lang: str) -> list[str]:
    said = []
    for row in shares.head(MOST).iter_rows(named=True):
        share, outcome, level = (
            amount(row["min_share"], lang, "share"),
            outcome_words([row["outcome"]], lang),
            level_words(row["level"], lang),
        )
        said.append(
            words["share_national" if row["level"] == "national" else "share"].format(
                name=row["name"],
                share=share,
                outcome=outcome,
                level=level,
                gain=amount(row["gain"], lang),
                units=counted,
            )
        )
    return said


def _why(
    words: dict[str, str],
    pays: list[str],
    kept_out: list[str],
    moves: list[str],
    held: str,
    lang: str,
) -> str:
    kept = []
    for entry in kept_out:
        purpose, _, walls = entry.partition(": ")
        named = (
            words["several"]
            if walls == "several"
            else ", ".join(
                words["wall"].format(wall=wall_words(wall, lang)) for wall in walls.split(", ")
            )
        )
        kept.append(
            words["kept"].format(purpose=purpose_words(purpose, lang), walls=named)
            + (words["moves"] if purpose in moves else "")
        )
    if kept:
        return "; ".join(kept)
    return words[held] if pays else words["surplus"]
