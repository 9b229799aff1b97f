"""The register of all streams as a picture: money, schemes and rules per purpose."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.case.files.companions import companion_of
from ontschotting.charts.observed.register_purposes import register_purposes_chart
from ontschotting.charts.observed.stream_ends import stream_ends_chart
from ontschotting.errors import QuestionError
from ontschotting.results.result import Result, chart_options, check_chart
from ontschotting.results.trace import DataTrace
from ontschotting.words.catalogue import texts
from ontschotting.words.labels import purpose_words
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount, number

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

SEVERAL = "several"
"""Stands for the streams that may pay for several purposes, where amounts must add up."""
COFINANCING_PATTERN = 6
"""The number of the pattern *fixed co-financing share* among the rules of the register."""
TOTALS = ("container", "plan")
"""Why a row of the register is no stream: a total that contains others, or a political plan."""
_ROUND = re.compile(r"(_t\d+|_f\d+|_\d{4}(_\d{4})?|_\d)$")
"""How the name of a stream tells its round or year: `wbi_t3`, `rha_2024`, `suvis_1`."""


@dataclass(frozen=True, eq=False, repr=False)
class StreamRegister(Result):
    """All streams that were documented, those outside the case too: a picture, no optimum.

    A stream is one pot with one set of rules, so each round of a scheme is one; `schemes` counts
    rounds of one name once. Amounts are those that were published and may be added up; most streams
    have none per year, so what falls after the last published year is no cut.

    Attributes:
        rows: A row per row of the register: `stream`, `scheme`, `name`, `ministry`, `instrument`,
            `purposes` (a list), `recipient`, `in_case`, `is_stream` (no total of others and no
            political plan), `first_year`, `last_year`, `total_eur`, `asks_cofinancing`. What
            follows is about its streams
        purposes: A row per purpose: `purpose`, `streams` and `schemes` that may pay for it, of
            which `only_streams` for nothing else, `ask_cofinancing`, `with_total`, `only_eur`
            (totals of the streams for nothing else), `shared_eur` (totals of those for several
            purposes, so not to be added over purposes)
        years: A row per year and purpose, `several` for streams with more: `year`, `purpose`,
            `streams` (with a published amount in that year), `eur`. Adds up
        ends: A row per year in which a term ends, and a blank one where none was seen: `last_year`,
            `streams`
        rules: A row per purpose and pattern of rules: `purpose`, `pattern`, `rule`, `streams`

    Examples:
        >>> import ontschotting as on
        >>> register = on.stream_register(on.load_case("nederland"))
        >>> register.rows.height, register.streams.height
        (110, 97)
    """

    case: Case
    rows: pl.DataFrame
    purposes: pl.DataFrame
    years: pl.DataFrame
    ends: pl.DataFrame
    rules: pl.DataFrame
    trace: DataTrace

    @property
    def streams(self) -> pl.DataFrame:
        """Return the rows of the register that are streams.

        Examples:
            >>> register.streams["scheme"].n_unique()
            69
        """
        return self.rows.filter("is_stream")

    @property
    def frame(self) -> pl.DataFrame:
        """Return a row per purpose.

        Examples:
            >>> register.frame.select("purpose", "streams", "ask_cofinancing").row(0)
            ('land_development', 18, 9)
        """
        return self.purposes

    def _sentences(self, lang: str) -> list[str]:
        words, first = texts("answers.stream_register", lang), self.purposes.row(0, named=True)
        streams = self.streams
        asking = int(streams["asks_cofinancing"].sum())
        totals = streams["total_eur"].drop_nulls().to_list()
        return [
            words["finding"].format(
                rows=number(self.rows.height, lang),
                streams=number(streams.height, lang),
                schemes=number(streams["scheme"].n_unique(), lang),
                purposes=number(self.purposes.height, lang),
            ),
            words["most"].format(
                streams=number(first["streams"], lang),
                purpose=purpose_words(first["purpose"], lang),
            ),
            words["rules"].format(
                asking=number(asking, lang),
                unseen=number(streams["last_year"].null_count(), lang),
            ),
            words["money"].format(
                count=number(len(totals), lang), euros=amount(math.fsum(totals), lang, "eur")
            ),
            words["reservation"],
        ]

    def plot(self, ax: Axes | None = None, lang: str = "nl", chart: str = "purposes") -> Axes:
        """Draw how many streams may pay for each purpose, or how many end in each year.

        Amounts per year are not drawn: they stop where publication stops, which looks like a cut.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            chart: `purposes` or `ends`

        Raises:
            QuestionError: For a chart that does not exist.

        Examples:
            >>> register.plot(lang="en").get_label()
            "18 streams may pay for land development, and 9 of them ask for money of one's own...
        """
        check_chart(chart, ("purposes", "ends"))
        options = {**chart_options(self.case, lang), "assumptions": False}
        options["source"] = texts("answers.stream_register", lang)["source"]
        if chart == "ends":
            return stream_ends_chart(self.ends, ax=ax, **options)
        return register_purposes_chart(self.purposes, ax=ax, **options)

    def to_json(self) -> dict[str, object]:
        """Return every frame, unrounded.

        Examples:
            >>> register.to_json()["case"]
            'Nederland, woningbouw 2026-2030'
        """
        return {
            "case": self.case.title,
            **{name: frame.to_dicts() for name, frame in self._sheets().items()},
            "note": {"nl": self.note_in("nl"), "en": self.note_in("en")},
            "trace": str(self.trace),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        rows = self.rows.with_columns(pl.col("purposes").list.join(";"))
        return {
            "purposes": self.purposes,
            "years": self.years,
            "ends": self.ends,
            "rules": self.rules,
            "rows": rows,
        }


def stream_register(case: Case) -> StreamRegister:
    """Count and weigh every stream in the register beside a case; nothing is optimised.

    Args:
        case: The case, as it was read, with `register.csv`, `register_rules.csv` and
            `register_amounts.csv` beside it

    Raises:
        QuestionError: No register lies beside the case, or the case was changed after it was read.

    Examples:
        >>> import ontschotting as on
        >>> register = on.stream_register(on.load_case("nederland"))
        >>> register.purposes.select("purpose", "streams").row(1)
        ('renovation_insulation', 17)
    """
    check_case(case)
    tables = {
        name: companion_of(case, name)
        for name in ("register", "register_rules", "register_amounts")
    }
    missing = [f"{name}.csv" for name, table in tables.items() if table is None]
    register, rules, amounts = tables.values()
    if register is None or rules is None or amounts is None:
        raise QuestionError(problem("no_register", missing=", ".join(missing)))
    amounts = amounts.cast({"year": pl.Int64, "amount_eur": pl.Float64}).filter(counts="yes")
    rows = _rows(register, rules, amounts)
    streams = rows.filter("is_stream")
    return StreamRegister(
        case=case,
        rows=rows,
        purposes=_purposes(streams),
        years=_years(streams, amounts),
        ends=streams.group_by("last_year")
        .agg(pl.len().cast(pl.Int64).alias("streams"))
        .sort("last_year", nulls_last=True),
        rules=_rules(streams, rules),
        trace=DataTrace.of(case),
    )


def _rows(register: pl.DataFrame, rules: pl.DataFrame, amounts: pl.DataFrame) -> pl.DataFrame:
    """Return every row with its scheme, its total and whether it asks for co-financing."""
    asking = rules.filter(pl.col("pattern").cast(pl.Int64) == COFINANCING_PATTERN)["stream"]
    totals = amounts.filter(pl.col("year").is_null()).select(
        "stream", pl.col("amount_eur").alias("total_eur")
    )
    scheme = pl.col("stream").map_elements(
        lambda stream: _ROUND.sub("", stream), return_dtype=pl.String
    )
    return register.join(totals, on="stream", how="left", maintain_order="left").select(
        "stream",
        scheme.alias("scheme"),
        "name",
        "ministry",
        "instrument",
        pl.col("purposes").str.split(";"),
        "recipient",
        "in_case",
        (~pl.col("reason_code").is_in(TOTALS)).alias("is_stream"),
        pl.col("first_year", "last_year").cast(pl.Int64),
        "total_eur",
        pl.col("stream").is_in(asking.to_list()).alias("asks_cofinancing"),
    )


def _purposes(streams: pl.DataFrame) -> pl.DataFrame:
    """Return a row per purpose, that which most streams may pay for first."""
    only = pl.col("of_stream") == 1
    total = pl.col("total_eur")
    return (
        streams.with_columns(pl.col("purposes").list.len().alias("of_stream"))
        .explode("purposes")
        .group_by(pl.col("purposes").alias("purpose"))
        .agg(
            pl.len().cast(pl.Int64).alias("streams"),
            pl.col("scheme").n_unique().cast(pl.Int64).alias("schemes"),
            only.sum().cast(pl.Int64).alias("only_streams"),
            pl.col("asks_cofinancing").sum().cast(pl.Int64).alias("ask_cofinancing"),
            total.count().cast(pl.Int64).alias("with_total"),
            total.filter(only).sum().alias("only_eur"),
            total.filter(~only).sum().alias("shared_eur"),
        )
        .sort("streams", "purpose", descending=[True, False])
    )


def _years(streams: pl.DataFrame, amounts: pl.DataFrame) -> pl.DataFrame:
    """Return the published amounts per year and purpose, those for several purposes apart."""
    purpose = (
        pl.when(pl.col("purposes").list.len() == 1)
        .then(pl.col("purposes").list.first())
        .otherwise(pl.lit(SEVERAL))
    )
    return (
        amounts.drop_nulls("year")
        .join(streams.select("stream", purpose.alias("purpose")), on="stream")
        .group_by("year", "purpose")
        .agg(
            pl.col("stream").n_unique().cast(pl.Int64).alias("streams"),
            pl.col("amount_eur").sum().alias("eur"),
        )
        .sort("year", "purpose")
    )


def _rules(streams: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """Return how many streams per purpose have each pattern of rules."""
    return (
        rules.select("stream", pl.col("pattern").cast(pl.Int64), pl.col("name").alias("rule"))
        .join(streams.select("stream", "purposes"), on="stream")
        .explode("purposes")
        .group_by(pl.col("purposes").alias("purpose"), "pattern", "rule")
        .agg(pl.col("stream").n_unique().cast(pl.Int64).alias("streams"))
        .sort("purpose", "pattern")
    )
