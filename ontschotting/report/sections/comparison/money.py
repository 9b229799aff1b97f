"""Write where the money sits: needed, blocked, surplus, crossing and top-up."""

from __future__ import annotations

from ontschotting.measures.comparison.result import Comparison
from ontschotting.report.blocks import Block, Cards, Paragraph, Section, Table
from ontschotting.report.formatting import Formatter
from ontschotting.report.sections.comparison.money_by_group import group_table
from ontschotting.words.measures import MEASURES

_DIVISION = ("budget_eur", "needed_eur", "blocked_eur", "detour_eur", "surplus_eur")


def money(view: Formatter) -> Section:
    """Needed, blocked, surplus; what crosses a wall; the top-up."""
    main = view.facts.main
    blocks: list[Block] = []
    if main.needed_eur is not None:
        blocks.append(
            Cards(
                tuple(
                    (
                        MEASURES[f"{name}_eur"][view.lang],
                        view.euros(getattr(main, f"{name}_eur")),
                        "",
                    )
                    for name in ("needed", "blocked", "surplus", "crossing", "top_up")
                )
            )
        )
        blocks.append(Paragraph(_division(view, main)))
        rows = tuple(
            (MEASURES[name][view.lang], view.euros(value))
            for name, value in main.measures().items()
            if name in _DIVISION
        )
        blocks.append(
            view.picture(
                "money", view.table("figure_money", ("measure", "euros"), rows, file="measures")
            )
        )
        if "own_money" in view.facts.groups and view.has_own_money:
            blocks.append(group_table(view, "own_money", view.facts.groups["own_money"]))
        blocks += (
            [Paragraph(view.say("money_surplus"), "note")]
            if view.euros(main.surplus_eur).number
            else []
        )
    blocks.append(
        Paragraph(
            view.say(
                "money_stranded",
                current=view.euros(main.current.stranded_eur),
                lifted=view.euros(main.lifted.stranded_eur),
            )
        )
    )
    crossing = main.crossing_eur
    if not view.facts.gain > view.noise or crossing is None:
        blocks.append(Paragraph(f"{view.say('crossing_none')} {view.say('top_up_zero')}"))
    else:
        blocks.append(
            Paragraph(
                view.say(
                    "crossing_words",
                    crossing=view.euros(crossing),
                    share=view.share(crossing / max(main.lifted.budget_eur, 1.0)),
                )
            )
        )
        blocks.append(
            Paragraph(
                view.say("top_up_none")
                if main.top_up_eur is None
                else view.say("top_up_words", top_up=view.euros(main.top_up_eur))
            )
        )
    if view.case.targets.height:
        blocks.append(Paragraph(_targets(view, main)))
    blocks.append(_all_measures(view))
    return Section("money", view.say("money"), tuple(blocks))


def _division(view: Formatter, main: Comparison) -> str:
    """Needed, blocked and surplus in words.

    A detour greater than what is blocked is no part of it (decision 4) and is told by itself.
    """
    detour, blocked = main.detour_eur or 0.0, main.blocked_eur or 0.0
    euros = {
        name: view.euros(getattr(main, f"{name}_eur"))
        for name in ("needed", "blocked", "detour", "surplus")
    }
    inside, seen = (
        view.facts.blocks_money and 0 <= detour <= blocked,
        detour > max(1.0, 1e-6 * main.lifted.budget_eur),
    )
    of_which = view.say("money_of_which", detour=euros["detour"]) if inside and seen else ""
    told = view.say(
        "money_words" if view.facts.blocks_money else "money_words_none",
        budget=view.euros(main.lifted.budget_eur),
        of_which=of_which,
        **euros,
    )
    told = (
        f"{told}"
        f" {view.say('money_left' if euros['surplus'].number else 'money_nothing_left', **euros)}"
    )
    if inside or not seen:
        return told
    return " ".join(
        [
            told,
            view.say("money_detour", detour=euros["detour"]),
            *([] if view.facts.blocks_money else [view.say("money_detour_surplus")]),
        ]
    )


def _targets(view: Formatter, main: Comparison) -> str:
    current, lifted = main.current.target_top_up_eur, main.lifted.target_top_up_eur
    if lifted is None:
        return view.say("target_impossible")
    if current is None:
        return view.say("target_current_impossible", lifted=view.euros(lifted))
    return view.say("target_top_up", current=view.euros(current), lifted=view.euros(lifted))


def _all_measures(view: Formatter) -> Table:
    facts = view.facts
    apart = {"break_even_cut"}  # never without its guarantee and range: it has a section of its own
    asked = [comparison for comparison in (facts.price, facts.free) if comparison is not None]
    show = {"eur": view.euros, "share": view.share, "value": view.count}
    rows = []
    for name in asked[0].measures():
        if name not in apart and not (name.startswith("target") and view.case.targets.is_empty()):
            values = [one.measures()[name] for one in asked]
            rows.append(
                (
                    MEASURES[name][view.lang],
                    _formula(view, name),
                    *(show[MEASURES[name]["unit"]](value) for value in values),
                )
            )
    questions = ("also_awarded", "only_free") if len(asked) == 2 else ("without",)
    return Table(
        view.say("caption_money"),
        (view.say("measure"), view.say("formula"), *(view.say(one) for one in questions)),
        tuple(rows),
        texts=2,
        folded=True,
        on_paper=True,
        file="measures",
    )


def _formula(view: Formatter, name: str) -> str:
    """The formula of a measure: signs as they are, words in the language of the report."""
    return view.say(f"formula_{name}") if view.has(f"formula_{name}") else MEASURES[name]["formula"]
