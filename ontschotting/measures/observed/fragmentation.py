"""How fragmented the money is, counted without a program."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from itertools import combinations
from numbers import Real
from typing import TYPE_CHECKING

import polars as pl

from ontschotting.case.case import Case
from ontschotting.case.facts.earmarks import earmarked_pairs, requested_pairs
from ontschotting.case.facts.exclusions import exclusions
from ontschotting.case.facts.streams import own_streams
from ontschotting.case.labels import purpose_names
from ontschotting.charts.observed.fragmentation import fragmentation_chart
from ontschotting.datasets.bundled import fragmentation_facts
from ontschotting.errors import QuestionError
from ontschotting.measures.observed.least_streams import MONEY, least_streams
from ontschotting.measures.observed.pots import funded_streams, pots_per_group
from ontschotting.results.result import Result, chart_options
from ontschotting.results.trace import DataTrace
from ontschotting.support.suggestions import did_you_mean
from ontschotting.words.html_tables import frame_as_html
from ontschotting.words.messages import problem
from ontschotting.words.numbers import amount, number, ratio
from ontschotting.words.sentences import sentences

if TYPE_CHECKING:  # matplotlib is heavy: loaded when a chart is drawn
    from matplotlib.axes import Axes

GROUPS = ("all", "purpose", "region", "ministry", "programme", "stream")
SMALL_EUR = 10_000_000.0
"""The usual threshold of a small pot, in euros. It is a choice, not a norm, so it is named wherever
it is used.
"""

_NOTHING = {
    "streams": 0,
    "awarded_streams": 0,
    "budget_eur": 0.0,
    "effective_number": None,
    "small_streams": 0,
}
"""The numbers in the sentence for money that a case does not have."""


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
            `uncovered`, `example`: see `ontschotting.measures.observed.least_streams`
        small_eur: A pot below this is small
        unfunded: Streams of the case without money; they are no pots and are counted nowhere

    Examples:
        >>> import ontschotting as on
        >>> pots = on.fragmentation(on.load_case("two-villages"))
        >>> pots.pots.select("by", "name", "streams", "budget_eur").row(0)
        ('all', None, 2, 80000000.0)
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
        """Return every group.

        Examples:
            >>> pots.frame.columns == pots.pots.columns
            True
        """
        return self.pots

    def by(self, dimension: str) -> pl.DataFrame:
        """Return the groups of one kind.

        Args:
            dimension: `purpose`, `region`, `ministry`, `programme`, `stream`, or `all` for the
                whole case

        Raises:
            QuestionError: For another kind.

        Examples:
            >>> pots.by("purpose").select("name", "streams", "budget_eur").rows()
            [('land', 1, 60000000.0), ('mobility', 1, 20000000.0)]
        """
        if dimension not in GROUPS:
            raise QuestionError(
                problem(
                    "unknown_grouping",
                    question="fragmentation",
                    group=dimension,
                    known=", ".join(GROUPS),
                    hint=did_you_mean(dimension, GROUPS),
                )
            )
        return self.pots.filter(pl.col("by") == dimension)

    @property
    def facts(self) -> pl.DataFrame:
        """Return what has been published about the fragmentation of Dutch public money.

        Context, each with its source; no number here is computed from it.

        Examples:
            >>> pots.facts.columns
            ['fact_id', 'description', 'value', 'unit', 'year', 'source_url', 'source_note', ...
        """
        return fragmentation_facts()

    @property
    def needed(self) -> pl.DataFrame:
        """Count for how many regions and units each least number of streams is needed.

        `money`, `plan_type`, `least_streams`, `regions`, `units`.

        Examples:
            >>> pots.needed.select("money", "plan_type", "least_streams").row(0)
            ('state', 'homes', 2)
        """
        keys = ["money", "plan_type", "least_streams"]
        return (
            self.combine.group_by(keys, maintain_order=True)
            .agg(pl.len().cast(pl.Int64).alias("regions"), pl.col("units").sum())
            .sort(
                pl.col("money").cast(pl.Enum(MONEY)), "plan_type", "least_streams", nulls_last=True
            )
        )

    def least(self, money: str = "state") -> tuple[int, int] | None:
        """Return the smallest and the largest of the least numbers of streams.

        They run over regions and plan types; None when no combination covers a recipe anywhere.

        Args:
            money: Which streams may be combined: `state`, `open`, `earmarked` or `all`

        Raises:
            QuestionError: For another kind of money.

        Examples:
            >>> pots.least()
            (2, 2)
        """
        if money not in MONEY:
            raise QuestionError(
                problem(
                    "unknown_kind_of_money",
                    money=money,
                    known=", ".join(MONEY),
                    hint=did_you_mean(money, MONEY),
                )
            )
        numbers = self.combine.filter(pl.col("money") == money)["least_streams"].drop_nulls()
        return (min(numbers), max(numbers)) if len(numbers) else None

    def _sentences(self, lang: str) -> list[str]:
        state, own = (
            (self.by("all").filter(pl.col("own") == kind).to_dicts() or [_NOTHING])[0]
            for kind in (False, True)
        )
        rows = self.combine.filter(pl.col("money") == "state")
        words = {
            "streams": number(state["streams"], lang),
            "eur": amount(state["budget_eur"], lang, "eur"),
            "weight": ratio(state["effective_number"], lang),
            "awarded": number(state["awarded_streams"], lang),
            "own": amount(own["budget_eur"], lang, "eur"),
            "small": number(state["small_streams"], lang),
            "threshold": amount(self.small_eur, lang, "eur"),
            "least": _range_words(self.least("state"), lang),
            "earmarked": _range_words(self.least("earmarked"), lang),
            "none": number(rows["least_streams"].null_count(), lang),
            "rows": number(rows.height, lang),
        }
        keys = ["fragmentation"]
        if self.least("state") is None:
            keys.append("fragmentation_none")
        else:
            keys.append("fragmentation_unit")
            if rows["least_streams"].null_count():
                keys.append("fragmentation_gaps")
        keys.append("fragmentation_reservation")
        return [text for key in keys for text in sentences(key, lang, **words)]

    def plot(self, ax: Axes | None = None, lang: str = "nl", by: str = "purpose") -> Axes:
        """Draw the number of pots per group, with the number of equal pots that weigh the same.

        Args:
            ax: Where to draw; None for a figure of its own
            lang: `nl` or `en`
            by: The kind of groups; see `by`

        Raises:
            QuestionError: For another kind.

        Examples:
            >>> pots.plot(lang="en").get_label()
            '1 pot for land. land: 1, 60 million euros. mobility: 1, 20 million euros.'
        """
        # Only budgets are counted, so only assumptions about them matter.
        assumed = bool((self.case.budgets["status"] == "assumption").any())
        groups = self.by(by)
        if by == "purpose":
            groups = groups.with_columns(pl.col("label").replace(purpose_names(self.case, lang)))
        return fragmentation_chart(
            groups, ax=ax, **{**chart_options(self.case, lang), "assumptions": assumed}
        )

    def to_json(self) -> dict[str, object]:
        """Return every frame, unrounded; what was published is listed apart.

        Examples:
            >>> pots.to_json()["case"]
            'Twee dorpen'
        """
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
        # Hundreds of municipalities are left to `by("region")`.
        short = self.pots.filter(pl.col("by") != "region")
        return f"<p>{html.escape(' '.join(self.sentences()))}</p>{frame_as_html(short)}"


def fragmentation(case: Case, small_eur: float = SMALL_EUR) -> Fragmentation:
    """Count and weigh the pots of a case. Nothing is optimised.

    Args:
        case: The case
        small_eur: A pot with less money than this is small, in euros

    Raises:
        QuestionError: For a threshold that is no amount of euros.

    Examples:
        >>> import ontschotting as on
        >>> answer = on.fragmentation(on.load_case("two-villages"))
        >>> answer.by("all")["streams"].to_list(), answer.least("state")
        ([2], (2, 2))
    """
    if not (isinstance(small_eur, Real) and math.isfinite(small_eur) and small_eur >= 0):
        raise QuestionError(problem("small_is_no_amount", small_eur=small_eur))
    streams = funded_streams(case)["stream"].to_list()
    return Fragmentation(
        case=case,
        pots=pots_per_group(case, float(small_eur)),
        overlap=_overlap(case, streams),
        combine=least_streams(case),
        small_eur=float(small_eur),
        unfunded=tuple(sorted(set(case.streams["stream"].to_list()) - set(streams))),
        trace=DataTrace.of(case),
    )


_OVERLAP = {
    "stream": pl.String,
    "other": pl.String,
    "own": pl.Boolean,
    "shared": pl.Int64,
    "either": pl.Int64,
    "jaccard": pl.Float64,
    "excluded": pl.Boolean,
}


def _overlap(case: Case, streams: list[str]) -> pl.DataFrame:
    """Return how much alike the earmarks of each pair of streams are."""
    own = set(own_streams(case))
    earmarked, excluded = earmarked_pairs(case, requested_pairs(case)), exclusions(case)
    rows = []
    for stream, other in combinations(streams, 2):
        shared = len(earmarked[stream] & earmarked[other])
        either = len(earmarked[stream] | earmarked[other])
        rows.append(
            {
                "stream": stream,
                "other": other,
                "own": stream in own or other in own,
                "shared": shared,
                "either": either,
                "jaccard": shared / either if either else None,
                "excluded": other in excluded.get(stream, ()),
            }
        )
    return pl.DataFrame(rows, schema=_OVERLAP, orient="row")


def _range_words(ends: tuple[int, int] | None, lang: str) -> str:
    """Write `2`, or `1 to 3`."""
    if ends is None:
        return amount(None, lang)
    least, most = ends
    return f"{least}" if least == most else f"{least} {'tot' if lang == 'nl' else 'to'} {most}"
