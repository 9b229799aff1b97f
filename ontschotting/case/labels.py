"""Names that readers see for the streams, purposes, regions and inputs of a case."""

from __future__ import annotations

import re

import polars as pl

from ontschotting.case.areas import NO_AREA
from ontschotting.case.case import Case
from ontschotting.case.facts.outcomes import has_several_outcomes, outcomes_of, weights_of
from ontschotting.case.facts.streams import stream_names
from ontschotting.case.tables.schema import TABLES
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import outcome_words, purpose_words, unit_words, wall_words
from ontschotting.words.measures import MEASURES, measure_words
from ontschotting.words.numbers import precise_number


def with_names(case: Case, frame: pl.DataFrame, by: str, lang: str) -> pl.DataFrame:
    """Return the groups of a breakdown with their `name` in a chart: of a stream the short one.

    Args:
        case: The case
        frame: Has a column `group`
        by: What the groups are: `stream`, `purpose`, `region` or another level
        lang: `nl` or `en`
    """
    if by == "stream":
        short_names = stream_names(case, lang, short=True)
        names = [short_names.get(group, group) for group in frame["group"]]
    elif by == "purpose":
        names = [purpose_name(case, group, lang) for group in frame["group"]]
    elif by == "region" and "name" in case.regions.columns:
        name_of = dict(case.regions.select("region", "name").iter_rows())
        names = [name_of.get(group) or group for group in frame["group"]]
    else:
        names = frame["group"].to_list()
    names = [area_name(name, lang) for name in names]
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


def area_name(area: str, lang: str) -> str:
    """Return the name of an area of a level, or the words for what lies in none of them.

    Args:
        area: Its name or code, or `NO_AREA`
        lang: `nl` or `en`
    """
    return texts("labels.area", lang)["none"] if area == NO_AREA else area


def with_input_names(case: Case, frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Return groups of inputs with their `name`.

    Args:
        case: The case
        frame: Has columns `group`, `table`, `column`
        lang: `nl` or `en`
    """
    names = [
        input_words(case, group, table, column, lang)
        for group, table, column in frame.select("group", "table", "column").iter_rows()
    ]
    return frame.with_columns(pl.Series("name", names, dtype=pl.String))


def input_words(case: Case, group: str, table: str, column: str, lang: str) -> str:
    """Name a group of inputs that moves together, such as *kosten van grond per woning*.

    Args:
        case: The case
        group: The name of the group, as `UncertainInput.name` gives it
        table: Its table
        column: Its column
        lang: `nl` or `en`
    """
    owner = group.removesuffix(f": {column}")
    whose = purpose_name(case, owner, lang) if table == "costs" else player_label(case, owner, lang)
    words = texts("labels.input", lang)
    if f"{table}.{column}" in words:  # what readers meet most has words of its own
        return words[f"{table}.{column}"].format(
            whose=whose, unit=unit_words(list(outcomes_of(case)), lang)
        )
    declared = TABLES[table].by_name.get(column)
    meaning = column if declared is None else declared.nl if lang == "nl" else declared.en
    short_meaning = re.split("[:;,]", meaning, maxsplit=1)[0]
    return short_meaning if owner == f"{table}.{column}" else f"{whose}: {short_meaning}"


def purpose_names(case: Case, lang: str) -> dict[str, str]:
    """Return the names that the table *purposes* gives, by code; other purposes are not in it.

    Where two purposes have the same name, the code stands behind it.

    Args:
        case: The case
        lang: `nl`, or `en` for the English name where there is one
    """
    columns = ["name_en", "name"] if lang == "en" else ["name"]
    named = case.purposes.select("purpose", pl.coalesce(columns).alias("name")).drop_nulls()
    with_code = pl.format("{} ({})", "name", "purpose")
    name = pl.when(pl.col("name").is_duplicated()).then(with_code).otherwise("name")
    return dict(named.select("purpose", name.alias("name")).iter_rows())


def purpose_name(case: Case, purpose: str, lang: str) -> str:
    """Name one purpose as readers see it: its name in the case, or the word that is known for it.

    Args:
        case: The case
        purpose: Its code
        lang: `nl` or `en`
    """
    return purpose_names(case, lang).get(purpose) or purpose_words(purpose, lang)


def outcome_name(case: Case, outcome: str, lang: str) -> str:
    """Name one outcome as readers see it: its name in the case, or the word that is known for it.

    Args:
        case: The case
        outcome: Its code
        lang: `nl` or `en`
    """
    named = case.outcomes.filter(pl.col("outcome") == outcome)
    columns = ("name_en", "name") if lang == "en" else ("name",)
    for column in columns:
        if named.height and column in named.columns and named[column][0]:
            return str(named[column][0])
    return outcome_words([outcome], lang)


def plan_names(case: Case, lang: str) -> dict[str, str]:
    """Return the name of every plan for readers, or its code where it has none.

    Args:
        case: The case
        lang: `nl`, or `en` for the English name where there is one
    """
    columns = [*(["name_en"] if lang == "en" else []), "name", "plan"]
    return dict(case.plans.select("plan", pl.coalesce(columns).alias("label")).iter_rows())


def outcome_label(case: Case, lang: str) -> str:
    """Name what the plans of a case deliver, as `outcome_words` does.

    An only outcome that the case names has that name, behind its unit (`ha natuur`).

    Args:
        case: Whose plans are read
        lang: `nl` or `en`
    """
    outcomes = list(outcomes_of(case))
    words = outcome_words(outcomes, lang)
    if words not in outcomes:
        return words
    unit = dict(case.outcomes.select("outcome", "unit").iter_rows()).get(words)
    name = outcome_name(case, words, lang)
    return f"{unit} {name}" if unit and name != words else name


def weight_words(case: Case, lang: str) -> str:
    """Name the goals of a case with the weights by which its value adds them up.

    Args:
        case: The case
        lang: `nl` or `en`

    Examples:
        >>> import ontschotting as on
        >>> weight_words(on.load_case("two-villages-affordable"), "en")
        'affordable homes 1, other homes 1'
    """
    return ", ".join(
        f"{outcome_name(case, name, lang)} {precise_number(weight, lang)}"
        for name, weight in weights_of(case).items()
    )


def counted_outcome(case: Case, outcome: str, lang: str) -> str:
    """Name one outcome behind a number: the only one of a case as `outcome_label` does.

    Args:
        case: The case
        outcome: Its code
        lang: `nl` or `en`
    """
    is_only = outcomes_of(case) == (outcome,)
    return outcome_label(case, lang) if is_only else outcome_name(case, outcome, lang)


def player_label(case: Case, name: str, lang: str) -> str:
    """Name a wall, a stream, or a stream and a purpose as readers see it.

    Args:
        case: The case: its streams have names
        name: A wall, the code of a stream, or the label of a pair (see `pair_label`)
        lang: `nl` or `en`
    """
    stream, arrow, purpose = name.partition(" → ")
    name_of = stream_names(case, lang)
    if arrow:
        return pair_label(name_of.get(stream, stream), purpose_name(case, purpose, lang))
    return name_of.get(name, wall_words(name, lang))


def pair_label(stream: str, purpose: str) -> str:
    """Return how a stream and a purpose are written as one player.

    Args:
        stream: Its code or name
        purpose: Its code or name
    """
    return f"{stream} → {purpose}"


def measure_label(case: Case, measure: str, lang: str) -> str:
    """Name a measure for readers; with several goals it says where it adds them up by weight.

    Args:
        case: The case
        measure: A key of `ontschotting.words.measures.MEASURES`
        lang: `nl` or `en`
    """
    name = measure_words(measure, lang)
    if MEASURES[measure]["unit"] == "value" and has_several_outcomes(case):
        return texts("answers.goal", lang)["weighted"].format(name=name)
    return name
