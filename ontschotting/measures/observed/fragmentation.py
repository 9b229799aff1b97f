"""The pots themselves, without a program.

How many, how large, how much alike, and how many one unit needs.
"""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from itertools import combinations
from numbers import Real
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.areas import Areas
from ontschotting.case.case import Case
from ontschotting.datasets.bundled import fragmentation_facts
from ontschotting.errors import QuestionError
from ontschotting.measures.observed.minimum_cover import MONEY, combine, exclusions, opened_pairs
from ontschotting.measures.observed.payment_options import moves
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import DataTrace
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.html_tables import frame_as_html
from ontschotting.words.numbers import amount, number
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

GROUPS = ("all", "purpose", "region", "ministry", "programme", "stream")
SMALL_EUR = 10_000_000.0
"""The threshold of a small pot when none is asked. It is a choice, not a norm, so it is named
wherever it is used.
"""

_NOTHING = {
    "streams": 0,
    "awarded_streams": 0,
    "budget_eur": 0.0,
    "effective_number": None,
    "small_streams": 0,
}
"""What stands in the sentence for money that a case does not have."""


@dataclass(frozen=True, eq=False, repr=False)
class Fragmentation(Result):
    """How fragmented the money is.

    A pot is the money of one stream, over all years, that is in reach of a group.

    By purpose and by region money is counted at every group it may go to, so `budget_eur` does not
    add up over them; `only_eur` does, with the money that may go to several left out. A share that
    may move to another stream counts at the purposes of that one, and only there where the stream
    itself may not pay them. By ministry, programme and stream it adds up to the budgets of the
    case. Own money (`own`) has rows of its own everywhere.

    Attributes:
        pots: `by`, `name`, `label` (its name for readers), `own`; `streams`, `awarded_streams` (all
            of whose money here is awarded); `budget_eur`, of which `awarded_eur`, and of which
            `only_eur` can go to no other group; `largest_share`, `effective_number` (1 / Σ share²:
            as many pots of equal size weigh the same); `small_streams`, `small_share` (of the
            streams), `small_share_eur` (of the money); `purposes` (that these streams may pay for)
        overlap: `stream`, `other`, `own` (one of the two is own money), `shared`, `either` (pairs
            of plan type and purpose), `jaccard`, `excluded`
        combine: `money`, `region`, `plan_type`, `units`, `purposes`, `streams`, `least_streams`,
            `uncovered`, `example`: see `measures.combinations.combine`
        small_eur: A pot below this is small
        unfunded: Streams of the case without money; they are no pots and are counted nowhere
    """

    case: Case
    pots: pl.DataFrame
    overlap: pl.DataFrame
    combine: pl.DataFrame
    small_eur: float
    unfunded: tuple[str, ...]
    trace: DataTrace

    @property
    def frame(self) -> pl.DataFrame:
        """Every group."""
        return self.pots

    def by(self, group: str) -> pl.DataFrame:
        """The groups of one kind: purpose, region, ministry, programme or stream.

        `all` for the whole case.
        """
        if group not in GROUPS:
            raise QuestionError(
                f"fragmentation | cannot count by '{group}'. Choose from"
                f" {', '.join(GROUPS)}.{did_you_mean(group, GROUPS)}"
            )
        return self.pots.filter(pl.col("by") == group)

    @property
    def facts(self) -> pl.DataFrame:
        """What has been published about the fragmentation of Dutch public money, each with its
        source. Context; no number here is computed from it.
        """
        return fragmentation_facts()

    @property
    def needed(self) -> pl.DataFrame:
        """How often which least number of streams is needed.

        `money`, `plan_type`, `least_streams`, `regions`, `units`.
        """
        keys = ["money", "plan_type", "least_streams"]
        found = self.combine.group_by(keys, maintain_order=True).agg(
            pl.len().cast(pl.Int64).alias("regions"), pl.col("units").sum()
        )
        return found.sort(
            pl.col("money").cast(pl.Enum(MONEY)), "plan_type", "least_streams", nulls_last=True
        )

    def least(self, money: str = "state") -> tuple[int, int] | None:
        """The smallest and the largest of the least numbers of streams, over regions and plan
        types; None when no combination covers a recipe anywhere.
        """
        if money not in MONEY:
            raise QuestionError(
                f"fragmentation | no money is called '{money}'. Choose from"
                f" {', '.join(MONEY)}.{did_you_mean(money, MONEY)}"
            )
        found = (
            self.combine.filter(pl.col("money") == money)["least_streams"].drop_nulls().to_list()
        )
        return (min(found), max(found)) if found else None

    def _sentences(self, lang: str) -> list[str]:
        state, own = (
            (self.by("all").filter(pl.col("own") == kind).to_dicts() or [_NOTHING])[0]
            for kind in (False, True)
        )
        rows = self.combine.filter(pl.col("money") == "state")
        words = {
            "streams": number(state["streams"], lang),
            "eur": amount(state["budget_eur"], lang, "eur"),
            "weight": amount(state["effective_number"], lang),
            "awarded": number(state["awarded_streams"], lang),
            "own": amount(own["budget_eur"], lang, "eur"),
            "small": number(state["small_streams"], lang),
            "threshold": amount(self.small_eur, lang, "eur"),
            "least": _range(self.least("state"), lang),
            "earmarked": _range(self.least("earmarked"), lang),
            "none": number(rows["least_streams"].null_count(), lang),
            "rows": number(rows.height, lang),
        }
        parts = [
            "fragmentation",
            "fragmentation_unit" if self.least("state") else "fragmentation_none",
        ]
        if self.least("state") and rows["least_streams"].null_count():
            parts.append("fragmentation_gaps")
        return [
            told
            for part in [*parts, "fragmentation_reservation"]
            for told in sentences(part, lang, **words)
        ]

    def plot(self, ax: Axes | None = None, lang: str = "nl", by: str = "purpose") -> Axes:
        """The number of pots per group, with the number of equal pots that weigh the same."""
        from ontschotting.charts.observed.fragmentation import fragmentation_chart

        assumed = bool((self.case.budgets["status"] == "assumption").any())
        return fragmentation_chart(
            self.by(by), ax=ax, **{**chart_options(self.case, lang), "assumptions": assumed}
        )

    def to_json(self) -> dict[str, object]:
        """Every frame, unrounded; what was published stands apart."""
        return {
            "case": self.case.title,
            "small_eur": self.small_eur,
            "pots": self.pots.to_dicts(),
            "overlap": self.overlap.to_dicts(),
            "combine": self.combine.to_dicts(),
            "unfunded": list(self.unfunded),
            "published_facts": self.facts.to_dicts(),
        }

    def _sheets(self) -> dict[str, pl.DataFrame]:
        return {
            "pots": self.pots,
            "overlap": self.overlap,
            "combine": self.combine,
            "published_facts": self.facts,
        }

    def _repr_html_(self) -> str:
        # hundreds of municipalities are for `by("region")`
        short = self.pots.filter(pl.col("by") != "region")
        return f"<p>{html.escape(' '.join(self.sentences()))}</p>{frame_as_html(short)}"


def fragmentation(case: Case, small_eur: float = SMALL_EUR) -> Fragmentation:
    """Count and weigh the pots of a case. Nothing is optimised.

    Args:
        small_eur: A pot with less money than this is small

    Raises:
        QuestionError: For a threshold that is no amount of euros.
    """
    if not (isinstance(small_eur, Real) and math.isfinite(small_eur) and small_eur >= 0):
        raise QuestionError(
            f"fragmentation | small_eur is {small_eur!r}. Give an amount of euros of zero or more."
        )
    opened = opened_pairs(case)
    funded = _streams(case)
    names = funded["stream"].to_list()
    unfunded = tuple(sorted(set(case.streams["stream"].to_list()) - set(names)))
    payable = {
        stream: pairs.union(*(opened[to_stream] for to_stream in moves(case).get(stream, ())))
        for stream, pairs in opened.items()
    }
    pots = _labelled(case, _groups(_pots(case, funded, opened), float(small_eur), payable))
    return Fragmentation(
        case,
        pots,
        _overlap(case, names, opened),
        combine(case),
        float(small_eur),
        unfunded,
        DataTrace.of(case),
    )


def _streams(case: Case) -> pl.DataFrame:
    """The streams with money.

    `stream`, `own`, `ministry`, `programme`, `eur`, `awarded_eur`, `open_eur`.
    """
    about = case.streams.select(
        "stream",
        pl.col("counts_as_cofinancing").fill_null(False).alias("own"),
        "ministry",
        "programme",
    )
    return _summed(case.budgets, ["stream"]).join(about, on="stream", how="left").sort("stream")


def _summed(budgets: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Money per key, as far as there is any: `eur`, `awarded_eur`, `open_eur`."""
    awarded = pl.col("awarded").fill_null(False)
    parts = [
        pl.col("amount_eur").filter(kind).sum().alias(name)
        for name, kind in (("awarded_eur", awarded), ("open_eur", ~awarded))
    ]
    found = budgets.sort("stream", "level", "area", "year", "awarded").group_by(
        keys, maintain_order=True
    )
    return found.agg(pl.col("amount_eur").sum().alias("eur"), *parts).filter(pl.col("eur") > 0)


def _pots(
    case: Case, funded: pl.DataFrame, opened: dict[str, frozenset[tuple[str, str]]]
) -> pl.DataFrame:
    """One row per pot.

    `by`, `name`, `own`, `stream`, `eur`, `awarded_eur`, `open_eur`, `only_eur`.
    """
    columns, further = (
        [
            "by",
            "name",
            "own",
            "stream",
            "eur",
            "awarded_eur",
            "open_eur",
            "only_eur",
        ],
        moves(case),
    )
    whole = funded.with_columns(pl.col("eur").alias("only_eur"))
    plain = [
        whole.with_columns(
            pl.lit(group).alias("by"),
            (pl.lit(None, pl.String) if group == "all" else pl.col(group)).alias("name"),
        ).select(columns)
        for group in ("all", "ministry", "programme", "stream")
    ]
    rows = [
        (stream, *row)
        for stream in opened
        for row in _purposes_of(stream, opened, further.get(stream, {}))
    ]
    earmarked = pl.DataFrame(
        rows,
        schema={"stream": pl.String, "name": pl.String, "share": pl.Float64, "alone": pl.Float64},
        orient="row",
    )
    purposes = funded.join(earmarked, on="stream").with_columns(
        pl.lit("purpose").alias("by"), (pl.col("eur") * pl.col("alone")).alias("only_eur")
    )
    purposes = purposes.with_columns(pl.col("eur", "awarded_eur", "open_eur") * pl.col("share"))
    areas = Areas(case)
    reach = [
        (level, area, region, len(regions) == 1)
        for level, area in (
            case.budgets.select("level", "area").unique().sort("level", "area").iter_rows()
        )
        for regions in [areas.regions(level, area)]
        for region in sorted(regions)
    ]
    reached = pl.DataFrame(
        reach,
        schema={"level": pl.String, "area": pl.String, "name": pl.String, "alone": pl.Boolean},
        orient="row",
    )
    local = case.budgets.join(reached, on=["level", "area"], nulls_equal=True)
    regions = (
        _summed(local, ["name", "stream"])
        .join(
            _summed(local.filter("alone"), ["name", "stream"]).select(
                "name", "stream", pl.col("eur").alias("only_eur")
            ),
            on=["name", "stream"],
            how="left",
        )
        .with_columns(pl.col("only_eur").fill_null(0.0), pl.lit("region").alias("by"))
        .join(funded.select("stream", "own"), on="stream")
    )
    return pl.concat([*plain, purposes.select(columns), regions.select(columns)])


def _purposes_of(
    stream: str, opened: dict[str, frozenset[tuple[str, str]]], further: dict[str, float]
) -> list[tuple[str, float, float]]:
    """(purpose, share of the money that may go there, share of it that can go to no other purpose).

    Whole at its own purposes, and what may move at those of the other streams.
    """
    own = {purpose for _, purpose in opened[stream]}
    moved: dict[str, float] = {}
    for to_stream, share in further.items():
        for purpose in {purpose for _, purpose in opened[to_stream]} - own:
            moved[purpose] = moved.get(purpose, 0.0) + share
    leaving = min(
        1.0,
        sum(
            share
            for to_stream, share in further.items()
            if {purpose for _, purpose in opened[to_stream]} - own
        ),
    )
    alone = 1.0 - leaving if len(own) == 1 else 0.0
    return [
        *((purpose, 1.0, alone) for purpose in sorted(own)),
        *((purpose, min(1.0, share), 0.0) for purpose, share in sorted(moved.items())),
    ]


def _groups(
    pots: pl.DataFrame, small_eur: float, opened: dict[str, frozenset[tuple[str, str]]]
) -> pl.DataFrame:
    """One row per group, state money and own money apart."""
    keys = ["by", "name", "own"]
    eur, small = pl.col("eur"), pl.col("eur") < small_eur
    purposes = {
        stream: sorted({purpose for _, purpose in pairs}) for stream, pairs in opened.items()
    }
    opens = pl.DataFrame(
        {"stream": list(purposes), "purpose": list(purposes.values())},
        schema={"stream": pl.String, "purpose": pl.List(pl.String)},
    )
    return (
        pots.join(opens, on="stream", how="left")
        .sort("by", "name", "own", "stream")
        .group_by(keys, maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("streams"),
            (pl.col("open_eur") == 0).sum().cast(pl.Int64).alias("awarded_streams"),
            eur.sum().alias("budget_eur"),
            pl.col("awarded_eur").sum(),
            pl.col("only_eur").sum(),
            (eur.max() / eur.sum()).alias("largest_share"),
            (1.0 / ((eur / eur.sum()) ** 2).sum()).alias("effective_number"),
            small.sum().cast(pl.Int64).alias("small_streams"),
            small.mean().alias("small_share"),
            (eur.filter(small).sum() / eur.sum()).alias("small_share_eur"),
            pl.col("purpose")
            .list.explode()
            .drop_nulls()
            .n_unique()
            .cast(pl.Int64)
            .alias("purposes"),
        )
    )


def _labelled(case: Case, groups: pl.DataFrame) -> pl.DataFrame:
    """The groups with the names that the case gives to streams and regions.

    Every other group is called what it is called.
    """
    named = [
        case.tables[table].select(
            pl.lit(by).alias("by"), pl.col(by).alias("name"), pl.col("name").alias("label")
        )
        for table, by in (("streams", "stream"), ("regions", "region"))
    ]
    labelled = groups.join(pl.concat(named), on=["by", "name"], how="left", maintain_order="left")
    return labelled.select(
        "by", "name", pl.coalesce("label", "name").alias("label"), pl.exclude("by", "name", "label")
    )


def _overlap(
    case: Case, streams: list[str], opened: dict[str, frozenset[tuple[str, str]]]
) -> pl.DataFrame:
    """How much alike the earmarks of each pair of streams are."""
    own = set(
        case.streams.filter(pl.col("counts_as_cofinancing").fill_null(False))["stream"].to_list()
    )
    rivals = exclusions(case)
    rows = []
    for one, other in combinations(streams, 2):
        shared, either = len(opened[one] & opened[other]), len(opened[one] | opened[other])
        rows.append(
            (
                one,
                other,
                bool({one, other} & own),
                shared,
                either,
                shared / either if either else None,
                other in rivals.get(one, ()),
            )
        )
    schema = {
        "stream": pl.String,
        "other": pl.String,
        "own": pl.Boolean,
        "shared": pl.Int64,
        "either": pl.Int64,
        "jaccard": pl.Float64,
        "excluded": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _range(ends: tuple[int, int] | None, lang: str) -> str:
    """`2`, or `1 to 3`."""
    if ends is None:
        return amount(None, lang)
    return (
        f"{ends[0]}"
        if ends[0] == ends[1]
        else f"{ends[0]} {'tot' if lang == 'nl' else 'to'} {ends[1]}"
    )
