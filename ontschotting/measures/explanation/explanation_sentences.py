"""The sentences of an explanation: short, to be read aloud, with the numbers of its frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from ontschotting.measures.explanation.bottlenecks import scarce_purposes
from ontschotting.measures.explanation.freeing_walls import MOST_STREAMS
from ontschotting.measures.pricing.free_money import ANY
from ontschotting.words.catalogue import Texts, texts
from ontschotting.words.labels import level_words, outcome_words, purpose_words, wall_words
from ontschotting.words.numbers import amount

MILLION = 1e6

_FEW_UNITS = 0.01
"""A first step that brings fewer units than this is passed over."""

MOST = MOST_STREAMS
"""At most so many streams with idle money get a sentence; the frame holds all."""


def explanation_sentences(
    area: str,
    *,
    outcomes: pl.DataFrame,
    short: pl.DataFrame,
    streams: pl.DataFrame,
    idle: pl.DataFrame,
    shares: pl.DataFrame,
    outcome: str,
    purposes: Mapping[str, str],
    is_proven: bool = True,
    lang: str,
) -> list[str]:
    """Return the sentences of an explanation, the reservation last.

    Args:
        area: The area, in words
        outcomes: `Explanation.outcomes`, with the `name` of each
        short: `Explanation.short`
        streams: `Explanation.streams`
        idle: `Explanation.idle`
        shares: `Explanation.shares`
        outcome: What the plans deliver, in words
        purposes: The names that the case gives to purposes, by code
        is_proven: Whether it is proven that money which was found to add nothing adds nothing
        lang: `nl` or `en`
    """
    words = texts("answers.explanation", lang)
    short = short.with_columns(pl.col("purpose").replace(purposes))
    return [
        *(_units(words, area, row, lang) for row in outcomes.iter_rows(named=True)),
        *_short_money(words, area, short, outcome, lang, is_proven),
        *_used_money(words, streams),
        *_idle_money(words, streams, idle, shares["stream"].to_list(), purposes, outcome, lang),
        *_shares(words, shares, outcome, lang),
        words["end"],
    ]


def _units(words: Texts, area: str, row: dict[str, Any], lang: str) -> str:
    least, most = amount(row["least"], lang), amount(row["most"], lang)
    return words["units_one" if least == most else "units"].format(
        place=area, least=least, most=most, planned=amount(row["planned"], lang), units=row["name"]
    )


def _short_money(
    words: Texts, area: str, short: pl.DataFrame, outcome: str, lang: str, is_proven: bool
) -> list[str]:
    """Say what free money would add: the first euros, each purpose alone, and all of it."""
    free = short.filter(pl.col("purpose") == ANY).row(0, named=True)
    if free["value_per_eur"] <= 0 and free["gain"] <= 0:
        return [words["none" if is_proven else "none_found"].format(place=area)]
    purposes = short.filter(pl.col("purpose") != ANY)
    shares = scarce_purposes(short).filter(pl.col("first_share_most") > 0)
    shares = shares.sort("first_share_most", "first_share_least", descending=True)
    alone = purposes.filter(pl.col("gain") > 0).sort("gain", descending=True)
    if free["value_per_eur"] > 0:
        sentences = _first_money(words, free, shares, outcome, lang)
    else:
        parts = _parts(words, shares, lang)
        sentences = [words["first_nothing"].format(place=area, parts=parts)]
    sentences += [
        words["alone"].format(
            purpose=purpose_words(row["purpose"], lang),
            needed=amount(row["needed_eur"], lang, "eur"),
            gain=amount(row["gain"], lang),
            units=outcome,
        )
        for row in alone.iter_rows(named=True)
    ]
    if alone.is_empty() and shares.height > 1:
        sentences.append(words["together"])
    free_all = words["free_all"].format(
        gain=amount(free["gain"], lang),
        units=outcome,
        needed=amount(free["needed_eur"], lang, "eur"),
    )
    return [*sentences, free_all]


def _first_money(
    words: Texts, free: dict[str, float], shares: pl.DataFrame, outcome: str, lang: str
) -> list[str]:
    """Say what the first free money adds, and what it goes to."""
    until = free["holds_until_eur"]
    euros = MILLION if until is None else min(MILLION, until)
    gain = euros * free["value_per_eur"]
    # A price that holds for a few euros only says nothing that a reader can use.
    is_tiny = until is not None and gain < _FEW_UNITS
    sentences = []
    if not is_tiny:
        text = words["free_no_end" if until is None else "free"].format(
            money=amount(euros, lang, "eur"),
            gain=amount(gain, lang),
            units=outcome,
            until=amount(until, lang, "eur"),
        )
        sentences.append(text)
    if shares.height:
        parts = _parts(words, shares, lang)
        sentences.append(words["first_only" if is_tiny else "first"].format(parts=parts))
    return sentences


def _parts(words: Texts, shares: pl.DataFrame, lang: str) -> str:
    """Write which part of extra money goes to each purpose, as far as that is decided."""
    parts = []
    for purpose, *ends in shares.select("purpose", "^first_share_.*$").iter_rows():
        least, most = (amount(end, lang, "share") for end in ends)
        part = least if least == most else words["between"].format(least=least, most=most)
        parts.append(f"{purpose_words(purpose, lang)} ({part})")
    return ", ".join(parts)


def _used_money(words: Texts, streams: pl.DataFrame) -> list[str]:
    """Name the streams that may pay for what is short and are used up."""
    used = streams.filter((pl.col("idle_most_eur") <= 0) & (pl.col("pays").list.len() > 0)).sort(
        "budget_eur", descending=True
    )
    if used.is_empty():
        return []
    return [words["used"].format(names=", ".join(dict.fromkeys(used["name"].to_list())))]


def _idle_money(
    words: Texts,
    streams: pl.DataFrame,
    idle: pl.DataFrame,
    streams_with_share: list[str],
    purposes: Mapping[str, str],
    outcome: str,
    lang: str,
) -> list[str]:
    """Say what lies idle: of all money together, and of each stream with the reason."""
    sentences = []
    idle_streams = streams.filter(pl.col("idle_least_eur") > 0)
    sum_of_least = float(idle_streams.filter(pl.col("reach") == "here")["idle_least_eur"].sum())
    total = idle.row(0, named=True)
    if total["idle_least_eur"] <= 0:
        sentences.append(words["nothing_idle"])
    elif total["idle_least_eur"] > 1.001 * sum_of_least:  # the streams by themselves say less
        text = words["all_idle"].format(
            budget=amount(total["budget_eur"], lang, "eur"),
            least=amount(total["idle_least_eur"], lang, "eur"),
        )
        sentences.append(text)
    for row in idle_streams.head(MOST).iter_rows(named=True):
        least, most, budget = (
            amount(row[name], lang, "eur")
            for name in ("idle_least_eur", "idle_most_eur", "budget_eur")
        )
        text = words["idle_one" if least == most else "idle"].format(
            name=row["name"],
            least=least,
            most=most,
            budget=budget,
            where=words["where"] if row["reach"] == "wider" else "",
            why=_reason(words, row, row["stream"] in streams_with_share, purposes, lang),
        )
        sentences.append(text)
        if row["frees"]:
            sentences.append(_freeing_walls(words, row, outcome, lang))
    if idle_streams.height > MOST:
        sentences.append(words["more_idle"].format(count=idle_streams.height - MOST))
    return sentences


def _freeing_walls(words: Texts, row: dict[str, Any], outcome: str, lang: str) -> str:
    """Name each wall that makes idle money of a stream useful if it falls alone."""
    walls = []
    for entry in row["frees"]:
        wall, _, gain = entry.partition(": ")
        walls.append(f"{wall_words(wall, lang)} ({amount(float(gain), lang)})")
    return words["frees"].format(name=row["name"], walls=", ".join(walls), units=outcome)


def _reason(
    words: Texts, row: dict[str, Any], has_share: bool, purposes: Mapping[str, str], lang: str
) -> str:
    """Say why money of a stream lies idle: the walls that keep it out, or that none does."""
    closed = []
    for entry in row["kept_out"]:
        purpose, _, walls = entry.partition(": ")
        names = (
            words["several"]
            if walls == "several"
            else ", ".join(
                words["wall"].format(wall=wall_words(wall, lang)) for wall in walls.split(", ")
            )
        )
        closed.append(
            words["kept"].format(
                purpose=purposes.get(purpose) or purpose_words(purpose, lang), walls=names
            )
            + (words["moves"] if purpose in row["moves"] else "")
        )
    if closed:
        return "; ".join(closed)
    if not row["pays"]:
        return words["surplus"]
    return words["open_share" if has_share else "open"]


def _shares(words: Texts, shares: pl.DataFrame, outcome: str, lang: str) -> list[str]:
    """Say which minimum shares hold the area back."""
    return [
        words["share_national" if row["level"] == "national" else "share"].format(
            name=row["name"],
            share=amount(row["min_share"], lang, "share"),
            outcome=outcome_words([row["outcome"]], lang),
            level=level_words(row["level"], lang),
            gain=amount(row["gain"], lang),
            units=outcome,
        )
        for row in shares.head(MOST).iter_rows(named=True)
    ]
