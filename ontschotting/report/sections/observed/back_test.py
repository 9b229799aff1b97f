"""Write how a past case agrees with what was observed, where that is known."""

from __future__ import annotations

import polars as pl

from ontschotting.measures.observed.back_test import BackTest
from ontschotting.report.blocks import Block, FormattedNumber, Paragraph, Picture, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.words.numbers import amount

NAME = "back_test"

_WORDS = {
    "nl": {
        "title": "Klopt het met wat er gebeurde?",
        "what": (
            "Dit geval gaat over jaren die voorbij zijn. Daarom kan het tegen de werkelijkheid"
            " worden gehouden. Het model geeft het meeste dat met dit geld te bekostigen was; dat"
            " is een bovenwaarde. Kwam er minder, dan is het model niet weerlegd. Kwam er meer dan"
            " hoe dan ook kon, dan wel: dan klopt het geld, de behoefte of de grens in dit geval"
            " daar niet."
        ),
        "open": (
            "Het beste laat open welk gebied wanneer oplevert. Daarom staat er steeds een minste en"
            " een meeste."
        ),
        "units": "Gebouwd en volgens het model, per gebied en jaar",
        "money": "Geld dat bleef liggen, per ronde",
        "caption": (
            "Wat er is gebouwd, naast het minste en het meeste volgens het model, per gebied."
        ),
        "area": "gebied",
        "year": "jaar",
        "observed": "gebouwd",
        "model": "model, minste … meeste",
        "possible": "hoe dan ook hoogstens",
        "error": "model min gebouwd",
        "verdict": "oordeel",
        "all": "samen",
        "nation": "Nederland",
        "stream": "stroom",
        "offered": "was beschikbaar",
        "unspent": "bleef liggen",
        "left": "laat het model liggen",
        "difference": "model min werkelijk",
        "above_possible": "meer gebouwd dan kon",
        "above_best": "meer dan in een beste toedeling",
        "within": "ertussen",
        "below_best": "minder dan in elke beste toedeling",
        "no_comparison": "niet te vergelijken",
        "money_above_best": "er bleef meer liggen dan het model laat liggen",
        "money_within": "ertussen",
        "money_below_best": "er bleef minder liggen",
        "money_no_comparison": "niet te vergelijken",
    },
    "en": {
        "title": "Does it agree with what happened?",
        "what": (
            "This case is about years that have passed, so it can be held against the world. The"
            " model gives the most that this money could fund, an upper value. If less came, the"
            " model is not refuted. If more came than was possible at all, it is: then the money,"
            " the need or the limit in this case is not right there."
        ),
        "open": (
            "The optimum leaves open which area delivers when. So there is a least and a most"
            " everywhere."
        ),
        "units": "Built, and according to the model, by area and year",
        "money": "Money that stayed unspent, by round",
        "caption": "What was built, beside the least and the most according to the model, by area.",
        "area": "area",
        "year": "year",
        "observed": "built",
        "model": "model, least … most",
        "possible": "possible at all, at most",
        "error": "model less built",
        "verdict": "verdict",
        "all": "together",
        "nation": "the Netherlands",
        "stream": "stream",
        "offered": "was available",
        "unspent": "stayed unspent",
        "left": "the model leaves",
        "difference": "model less actual",
        "above_possible": "more built than possible",
        "above_best": "more than in a best allocation",
        "within": "between",
        "below_best": "less than in every best allocation",
        "no_comparison": "no comparison",
        "money_above_best": "more stayed unspent than the model leaves",
        "money_within": "between",
        "money_below_best": "less stayed unspent",
        "money_no_comparison": "no comparison",
    },
}


def back_test(view: Formatter) -> Section | None:
    """What was asked, the finding, the chart, and both tables."""
    found = view.facts.back_test
    if found is None:
        return None
    words = _WORDS[view.lang]
    blocks: list[Block] = [
        Paragraph(words["what"]),
        Paragraph(" ".join(found.sentences(view.lang))),
        Picture(NAME, words["caption"], file="back_test_units"),
        Paragraph(words["open"], "note"),
        _units(view, found, words),
    ]
    blocks += [_money(view, found, words)] if found.money.height else []
    return Section(NAME, words["title"], tuple(blocks))


def _units(view: Formatter, found: BackTest, words: dict[str, str]) -> Table:
    rows = []
    for row in found.units.sort(
        pl.col("level") != "national", "area", pl.col("year").is_null(), "year", maintain_order=True
    ).iter_rows(named=True):
        cells = [
            row["area"] or words["nation"],
            str(row["year"] or words["all"]),
            view.count(row["observed_units"]),
        ]
        if row["least_units"] is None:
            cells += ["–"] * 3
        else:
            error = view.between(view.count(row["error_least"]), view.count(row["error_most"]))
            # a share below zero stays one
            least, most = (
                FormattedNumber(
                    amount(row[f"relative_{end}"], view.lang, "share"), row[f"relative_{end}"]
                )
                for end in ("least", "most")
            )
            shares = view.between(least, most)
            cells += [
                view.between(view.count(row["least_units"]), view.count(row["most_units"])),
                view.count(row["possible_units"]),
                f"{error} ({shares})",
            ]
        rows.append((*cells, words[row["verdict"]]))
    heads = tuple(
        words[name]
        for name in ("area", "year", "observed", "model", "possible", "error", "verdict")
    )
    return Table(words["units"], heads, tuple(rows), texts=2, folded=True)


def _money(view: Formatter, found: BackTest, words: dict[str, str]) -> Table:
    rows = []
    for row in found.money.iter_rows(named=True):
        name = f"{view.stream_names.get(row['stream'], row['stream'])} ({row['stream']})"
        cells = [
            name,
            *(
                "–" if row[key] is None else view.euros(row[key])
                for key in ("offered_eur", "observed_unspent_eur")
            ),
        ]
        if row["unspent_least_eur"] is None:
            cells += ["–", "–"]
        else:
            cells += [
                view.between(
                    view.euros(row[f"{kind}_least{unit}"]), view.euros(row[f"{kind}_most{unit}"])
                )
                for kind, unit in (("unspent", "_eur"), ("error", ""))
            ]
        rows.append((*cells, words[f"money_{row['verdict']}"]))
    heads = tuple(
        words[name] for name in ("stream", "offered", "unspent", "left", "difference", "verdict")
    )
    return Table(words["money"], heads, tuple(rows), texts=1)
