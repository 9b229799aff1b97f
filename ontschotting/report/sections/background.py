"""The second half of the page.

Scenarios, how much freedom, breakdowns, sources, what may not be concluded, and the proof.
"""

from __future__ import annotations

import polars as pl

from ontschotting._version import __version__
from ontschotting.measures.policy.free_share import FreeShare
from ontschotting.report.blocks import (
    Block,
    Code,
    FormattedNumber,
    Items,
    Paragraph,
    Section,
    Table,
)
from ontschotting.report.formatting import Formatter
from ontschotting.words.labels import level_words, outcome_words
from ontschotting.words.numbers import number

DRAWN_GROUPS = ("province", "stream")
"""Dimensions of which the report draws a chart."""

_STATUSES = ("published", "derived", "assumption", "synthetic")

_READ = {
    "register": (
        "stream",
        "name",
        "ministry",
        "instrument",
        "in_case",
        "reason",
        "published_total_eur",
        "legal_basis",
        "contradictions",
        "confidence",
        "source",
    )
}
"""The columns of a wide table beside the case that a page shows; the file that it points to has
them all.
"""

_HEADS = {
    "what": "wat",
    "unit": "eenheid",
    "low": "laag",
    "central": "midden",
    "high": "hoog",
    "why": "waarom",
    "source": "bron",
    "moves": "beweegt",
    "favours_when_high": "hoog begunstigt",
    "stream": "stroom",
    "name": "naam",
    "ministry": "ministerie",
    "instrument": "instrument",
    "in_case": "in het geval",
    "reason": "reden",
    "published_total_eur": "gepubliceerd totaal (euro)",
    "legal_basis": "grondslag",
    "contradictions": "tegenspraken",
    "confidence": "zekerheid",
}
"""Their heads in Dutch; a column without one goes by its own name."""

_NUMBERS = ("low", "central", "high", "published_total_eur")
"""Their columns of numbers."""

_CELLS = {
    "in_case": {"in": "ja", "out": "nee"},
    "confidence": {"high": "hoog", "medium": "midden", "low": "laag"},
}
"""Codes of those tables in Dutch."""


LONGEST_ON_PAPER = 60
"""Rows of a table beside the case that is printed with the page; a longer one is in its file."""


def background(view: Formatter, name: str) -> list[Section]:
    """The sections in order. `name` is what a reader types to open this case."""
    return [
        scenarios(view),
        free_share(view),
        groups(view),
        sources(view),
        not_concluded(view),
        proof(view, name),
    ]


def scenarios(view: Formatter) -> Section:
    """Every other regime, apart."""
    both = view.facts.price is not None
    heads = [
        view.say("scenario"),
        view.say("only_free" if both else "gain"),
        *([view.say("also_awarded")] if both else []),
    ]
    rows = []
    for scenario, level, free, awarded in view.facts.scenarios.iter_rows():
        rows.append(
            (
                view.scenario_name(scenario, level),
                view.count(free),
                *([view.count(awarded)] if both else []),
            )
        )
    blocks: tuple[Block, ...] = (
        Paragraph(view.say("scenarios_words")),
        *_nothing_freed(view),
        view.picture("scenarios", file="scenarios"),
        Table(view.say("caption_scenarios"), tuple(heads), tuple(rows), file="scenarios"),
        Paragraph(view.say("guarantee_price"), "note"),
    )
    return Section("scenarios", view.say("scenarios"), blocks)


def _nothing_freed(view: Formatter) -> list[Paragraph]:
    gains = [
        gain
        for row in view.facts.scenarios.select("free", "awarded").iter_rows()
        for gain in row
        if gain is not None
    ]
    if max(gains, default=0.0) > view.noise:
        return []
    by_limits = (view.facts.possible or 0.0) - (view.facts.main.current.value or 0.0) <= view.noise
    return [Paragraph(view.say("scenarios_none" if by_limits else "scenarios_none_money"))]


def free_share(view: Formatter) -> Section:
    """The least free share."""
    found = view.facts.free_share
    if found is None:
        return Section(
            "free_share", view.say("free_share"), (Paragraph(view.say("free_share_none")),)
        )
    words = view.say(
        "free_share_words",
        ninety=view.share(found.least_90),
        whole=view.share(found.least_100),
        freed=view.count(found.freed),
    )
    return Section(
        "free_share",
        view.say("free_share"),
        (Paragraph(words), view.picture("free_share", _curve(view, found))),
    )


def _curve(view: Formatter, found: FreeShare) -> Table:
    rows = tuple(
        (view.share(share), view.count(value))
        for share, value in found.frame.select("free_share", "value").iter_rows()
    )
    return view.table("figure_free_share", ("free_share_size", "fundable"), rows, file="free_share")


def groups(view: Formatter) -> Section:
    """Least … most per province, stream, purpose and own money."""
    title = view.say("groups" if "province" in view.case.levels else "groups_no_province")
    if not view.facts.blocks_money:
        return Section("groups", title, (Paragraph(view.say("groups_none")),))
    blocks: list[Block] = [Paragraph(view.say("groups_words"))]
    for dimension, frame in view.facts.groups.items():
        if dimension != "own_money":
            blocks += (
                [view.picture(dimension, file=f"by_{dimension}")]
                if dimension in DRAWN_GROUPS
                else []
            )
            blocks.append(group_table(view, dimension, frame))
    return Section("groups", title, tuple(blocks))


def group_table(view: Formatter, dimension: str, frame: pl.DataFrame) -> Table:
    """A breakdown as a table: least … most.

    Where nothing is blocked in all, the outer bounds of what is blocked per group say nothing and
    are left out.
    """
    rows, blocked = [], view.facts.blocks_money
    has_units = frame["freed_most"].null_count() < frame.height
    # a purpose has none: one budget may go to several
    has_budget = frame["budget_eur"].null_count() < frame.height
    for row in frame.iter_rows(named=True):
        cells = [
            view.group_name(dimension, row["group"]),
            *(
                ["–" if row["budget_eur"] is None else view.euros(row["budget_eur"])]
                if has_budget
                else []
            ),
        ]
        cells += [
            _range(view, row, "spent_current_eur"),
            *([_range(view, row, "blocked_eur")] if blocked else []),
        ]
        cells += [_range(view, row, "freed")] if has_units else []
        rows.append(tuple(cells))
    what = view.say(f"group_{dimension}")
    heads = [
        what,
        *(
            view.say(head)
            for head in (
                *(["budget"] if has_budget else []),
                "spent_current",
                *(["blocked"] if blocked else []),
            )
        ),
        *([view.say("freed")] if has_units else []),
    ]
    caption = ("caption_group" if blocked else "caption_group_spent") + (
        "" if has_budget else "_no_budget"
    )
    return Table(
        view.say(caption, what=what),
        tuple(heads),
        tuple(rows),
        folded=len(rows) > 8,
        file=f"by_{dimension}",
    )


def _range(view: Formatter, row: dict[str, float | None], name: str) -> str:
    show = view.euros if name.endswith("_eur") else view.count
    least, most = row[f"{name}_least"], row[f"{name}_most"]
    return "–" if least is None or most is None else view.between(show(least), show(most))


def sources(view: Formatter) -> Section:
    """Where the numbers come from, and which are assumptions."""
    case = view.case
    blocks: list[Block] = [Paragraph(view.say("status_words", parts=_statuses(view)))]
    own = dict(
        case.streams.select("stream", pl.col("counts_as_cofinancing").fill_null(False)).iter_rows()
    )
    totals = case.budgets.group_by("stream").agg(
        pl.col("amount_eur").sum().alias("all"),
        pl.col("amount_eur").filter(pl.col("awarded").fill_null(False)).sum().alias("awarded"),
    )
    ministry = dict(case.streams.select("stream", "ministry").iter_rows())
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            view.stream_names[stream],
            ministry.get(stream) or "–",
            view.say("yes" if own[stream] else "no"),
            view.euros(total),
            view.euros(awarded),
        )
        for stream, total, awarded in totals.sort(
            "all", "stream", descending=[True, False]
        ).iter_rows()
    )
    heads = tuple(
        view.say(head) for head in ("stream", "ministry", "own_money", "budget", "awarded_share")
    )
    blocks.append(
        Table(
            view.say("caption_streams"), heads, rows, texts=3, folded=len(rows) > 15, on_paper=True
        )
    )
    if case.minimum_shares.height:
        asked = case.minimum_shares.select("stream", "level", "outcome", "min_share").iter_rows()
        rows = tuple(
            (
                view.stream_names[stream],
                level_words(level, view.lang),
                outcome_words([outcome], view.lang),
                view.share(share),
            )
            for stream, level, outcome, share in asked
        )
        heads = tuple(
            view.say(head) for head in ("stream", "share_level", "share_outcome", "share_least")
        )
        blocks.append(
            Table(
                view.say("caption_shares"),
                heads,
                rows,
                texts=3,
                folded=len(rows) > 15,
                on_paper=True,
            )
        )
    if case.transfers.height:
        rows = tuple(
            (view.stream_names[one], view.stream_names[other], view.share(share))
            for one, other, share in case.transfers.select(
                "stream", "to_stream", "share"
            ).iter_rows()
        )
        blocks.append(
            Table(
                view.say("caption_transfers"),
                tuple(view.say(head) for head in ("stream", "transfer_to", "transfer_share")),
                rows,
                texts=2,
                folded=len(rows) > 15,
                on_paper=True,
            )
        )
    if case.sources.height:
        rows = tuple(
            tuple(cell or "–" for cell in row)
            for row in case.sources.select("source", "title", "publisher", "date").iter_rows()
        )
        blocks.append(
            Table(
                view.say("caption_sources"),
                tuple(view.say(head) for head in ("source", "title", "publisher", "date")),
                rows,
                texts=4,
                folded=len(rows) > 8,
                on_paper=True,
            )
        )
    else:
        blocks.append(Paragraph(view.say("no_sources")))
    for name, whole in view.facts.companions.items():
        frame = _in_language(whole, view.lang).select(
            [
                column
                for column in _READ.get(name, whole.columns)
                if column in whole.columns and not column.endswith("_nl")
            ]
        )
        rows = tuple(
            tuple(
                _cell(view, column, cell) for column, cell in zip(frame.columns, row, strict=True)
            )
            for row in frame.iter_rows()
        )
        heads = tuple(
            _HEADS.get(column, column) if view.lang == "nl" else column for column in frame.columns
        )
        blocks.append(
            Table(
                view.say(f"caption_{name}"),
                heads,
                rows,
                texts=frame.width,
                folded=True,
                on_paper=frame.height <= LONGEST_ON_PAPER,
                file=name,
            )
        )
    return Section("sources", view.say("sources"), tuple(blocks))


def _cell(view: Formatter, column: str, cell: str | None) -> str:
    """A cell of a table beside the case; its numbers as the language of the report writes them."""
    if column not in _NUMBERS or not cell:
        return cell or ""
    try:
        value = float(cell)
    except ValueError:  # a number in words: it stays what it is
        return cell
    return FormattedNumber(number(value, view.lang, 4), value)


def _in_language(frame: pl.DataFrame, lang: str) -> pl.DataFrame:
    """A table beside the case with its texts in the language of the report.

    `what_nl` in the place of `what`, where it has one.
    """
    if lang != "nl":
        return frame
    own = [
        pl.col(f"{column}_nl").alias(column)
        for column in frame.columns
        if f"{column}_nl" in frame.columns
    ]
    return frame.with_columns(
        *own,
        *(
            pl.col(column).replace(codes)
            for column, codes in _CELLS.items()
            if column in frame.columns
        ),
    )


def _statuses(view: Formatter) -> str:
    """How much of the budget rests on what kind of source."""
    shares = view.budget_statuses
    found = [
        view.say(f"status_{status}", share=view.share(shares[status]))
        for status in (*_STATUSES, "none")
        if status in shares
    ]
    return ", ".join(found) or view.say("none")


def not_concluded(view: Formatter) -> Section:
    """The sentences that this does not support."""
    both = view.facts.price is not None
    items = [view.say(f"not_{number}") for number in range(1, 7) if number != 3 or both]
    return Section("not_concluded", view.say("not_concluded"), (Items(tuple(items)),))


def proof(view: Formatter, name: str) -> Section:
    """The certificate and how to get the same numbers again."""
    facts = view.facts
    named = ("price", "free", "price_bounds", "free_bounds", "swings", "free_share")
    traces = {name: answer.trace for name in named if (answer := getattr(facts, name)) is not None}
    called = {"free": "one", "free_bounds": "one_bounds"} if facts.price is None else {}
    rows = tuple(
        (
            view.say(f"traced_{called.get(name, name)}"),
            trace.solver,
            str(trace.optima),
            *(
                f"{worst:.0e}" if worst else "0"
                for worst in (trace.worst_gap, trace.worst_violation)
            ),
        )
        for name, trace in traces.items()
    )
    heads = (
        view.say("trace"),
        "solver",
        *(view.say(head) for head in ("certified", "worst_gap", "worst_row")),
    )
    fingerprint = view.case.fingerprint[:12]
    also_by = facts.main.solver.options
    commands = [
        "pip install -c .ci/constraints.txt .",
        f"ontschotting report {name} --out report/ --lang {view.lang}{also_by}",
    ]
    questions = ["", " --awarded"] if facts.price is not None else [""]
    commands += [
        f"ontschotting {asked} {name} --json{also}{also_by}"
        for asked in ("compare", "bounds")
        for also in questions
    ]
    commands += (
        [f"ontschotting flips {name} --json{questions[-1]} --reach 1 --positions 1{also_by}"]
        if facts.flips is not None
        else []
    )
    blocks: tuple[Block, ...] = (
        Paragraph(view.say("proof_words")),
        Table(view.say("caption_proof"), heads, rows, texts=2),
        Paragraph(view.say("proof_extra", count=facts.extra_optima), "note"),
        Paragraph(view.say("reproduce", version=__version__)),
        Code(tuple(commands)),
        Paragraph(view.say("files")),
        Paragraph(
            view.say("cite", version=__version__, case=view.case.title, fingerprint=fingerprint),
            "note",
        ),
    )
    return Section("proof", view.say("proof"), blocks)
