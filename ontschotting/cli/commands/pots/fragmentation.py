"""`ontschotting fragmentation`: the pots themselves, counted and weighed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ontschotting.cli.app import app
from ontschotting.cli.options import CaseArgument, Json, Lang, check_lang, read_named
from ontschotting.cli.printing import print_json

SmallEur = Annotated[
    float | None,
    typer.Option(
        "--small-eur",
        metavar="N",
        help="A pot with less money than this is small; default: ten million euros.",
    ),
]

_WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "head": ("", "potten", "toegekend", "bedrag", "zo zwaar als", "klein"),
        "own": "eigen geld",
        "nameless": "niet opgegeven",
        "groups": {
            "all": "alles",
            "purpose": "doel",
            "ministry": "ministerie",
            "programme": "programma",
        },
        "needs": "{plan_type}: ten minste {least} (gebieden: {regions})",
        "none": "{plan_type}: geen combinatie (gebieden: {regions})",
        "facts": (
            "Gepubliceerd over versnippering: {count} feiten met bron, in --json en in Python"
            " (facts). Zij staan los van deze telling."
        ),
    },
    "en": {
        "head": ("", "pots", "awarded", "amount", "as heavy as", "small"),
        "own": "own money",
        "nameless": "not given",
        "groups": {
            "all": "all",
            "purpose": "purpose",
            "ministry": "ministry",
            "programme": "programme",
        },
        "needs": "{plan_type}: at least {least} (areas: {regions})",
        "none": "{plan_type}: no combination (areas: {regions})",
        "facts": (
            "Published on fragmentation: {count} facts with their source, in --json and in Python"
            " (facts). They stand apart from this count."
        ),
    },
}


@app.command("fragmentation")
def fragmentation_command(
    case: CaseArgument = "nederland",
    small_eur: SmallEur = None,
    as_json: Json = False,
    lang: Lang = "nl",
) -> None:
    """The pots themselves: how many, how large, how much alike, and how many one unit needs."""
    from ontschotting.measures.observed.fragmentation import SMALL_EUR, fragmentation
    from ontschotting.words.numbers import amount

    check_lang(lang)
    result = fragmentation(read_named(case), SMALL_EUR if small_eur is None else small_eur)
    if as_json:
        print_json(result.to_json())
        return
    words = _WORDS[lang]
    lines = [tuple(words["head"])]
    for group, kind in words["groups"].items():
        for row in result.by(group).iter_rows(named=True):
            name = kind if group == "all" else f"{kind} {row['label'] or words['nameless']}"
            name += f" ({words['own']})" if row["own"] else ""
            counts = (
                str(row["streams"]),
                str(row["awarded_streams"]),
                amount(row["budget_eur"], lang, "eur"),
            )
            lines.append(
                (name, *counts, amount(row["effective_number"], lang), str(row["small_streams"]))
            )
    wide = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for name, *cells in lines:
        print(
            f"{name:<{wide[0]}}  "
            + "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, wide[1:], strict=True))
        )
    print()
    for row in result.needed.filter(money="state").iter_rows(named=True):
        print(
            words["needs" if row["least_streams"] is not None else "none"].format(
                plan_type=row["plan_type"], least=row["least_streams"], regions=row["regions"]
            )
        )
    print(
        f"\n{' '.join(result.sentences(lang))}\n"
        f"{words['facts'].format(count=result.facts.height)}\n{result.trace}"
    )
