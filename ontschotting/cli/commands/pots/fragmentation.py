"""`ontschotting fragmentation`: the pots themselves, counted and weighed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

import ontschotting as on
from ontschotting.cli.command import Answer, command
from ontschotting.cli.printing import text_table_lines, wrapped
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount, ratio

SmallEur = Annotated[
    float | None,
    typer.Option(
        "--small-eur",
        metavar="N",
        help="A pot with less money than this is small; default: ten million euros.",
    ),
]

_GROUPS = ("all", "purpose", "ministry", "programme")
_HEADS = ("streams", "awarded", "amount", "weight", "small")


@command()
def fragmentation(case: on.Case, lang: str, small_eur: SmallEur = None) -> Answer:
    """Count the pots: how many, how large, how much alike, and how many one unit needs."""
    from ontschotting.measures.observed.fragmentation import SMALL_EUR

    result = on.fragmentation(case, SMALL_EUR if small_eur is None else small_eur)
    return Answer(result.to_json, _lines(result, lang))


def _lines(result: on.Fragmentation, lang: str) -> Iterator[str]:
    words = texts("terminal.fragmentation", lang)
    yield wrapped(" ".join(result.sentences(lang)))
    yield ""
    yield from _pot_lines(result, lang)
    yield ""
    for row in result.needed.filter(money="state").iter_rows(named=True):
        yield words["needs" if row["least_streams"] is not None else "none"].format(
            plan_type=row["plan_type"], least=row["least_streams"], regions=row["regions"]
        )
    yield f"\n{wrapped(words['facts'].format(count=result.facts.height))}"
    yield f"\n{wrapped(str(result.trace))}"


def _pot_lines(result: on.Fragmentation, lang: str) -> Iterator[str]:
    from ontschotting.case.labels import purpose_name  # heavy: loaded when there is an answer

    words = texts("terminal.fragmentation", lang)
    rows: list[tuple[str, ...]] = []
    for group in _GROUPS:
        kind = words[f"group.{group}"]
        for row in result.by(group).iter_rows(named=True):
            label = row["label"]
            if group == "purpose":
                label = purpose_name(result.case, label, lang)
            name = kind if group == "all" else f"{kind} {label or words['nameless']}"
            rows.append(
                (
                    f"{name} ({words['own']})" if row["own"] else name,
                    str(row["streams"]),
                    str(row["awarded_streams"]),
                    amount(row["budget_eur"], lang, "eur"),
                    ratio(row["effective_number"], lang),
                    str(row["small_streams"]),
                )
            )
    yield from text_table_lines(["", *(words[f"head.{name}"] for name in _HEADS)], rows)
