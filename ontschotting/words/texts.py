"""What readers read, in Dutch and English.

Numbers, names of measures, and sentences with their reservation.
"""

from __future__ import annotations

import math
import re
from typing import Any

from babel.numbers import format_decimal

from ontschotting.errors import QuestionError

LANGUAGES = ("nl", "en")


def check_lang(lang: str, place: str = "lang") -> None:
    """Raise QuestionError for a language that readers are not written to in.

    `place` is where it was asked for.
    """
    if lang not in LANGUAGES:
        raise QuestionError(f"{place} | no language {lang!r}. Choose {' or '.join(LANGUAGES)}.")


def amount(value: float | None, lang: str, unit: str = "") -> str:
    """A number as people write it.

    `eur` gives euros in thousands, millions or billions with three significant digits.

    Examples:
        >>> amount(40_000_000.0, "nl", "eur")
        '40 miljoen euro'
        >>> amount(2000.0, "en")
        '2,000'
    """
    if value is None or not math.isfinite(value):
        return {"nl": "niet te geven", "en": "none exists"}[lang]
    if unit == "eur":
        return _euros(value, lang)
    if unit == "share":
        return f"{number(100 * value, lang, 1)}%"
    text = number(value, lang, 0 if abs(value) >= 100 else 1)
    return f"{text} {unit}".strip()


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with separators, the sign of a minus, trailing zeros left out and no negative
    zero.
    """
    rounded = round(value, decimals) + 0.0
    written = format_decimal(
        rounded,
        format="#,##0." + "#" * decimals if decimals else "#,##0",
        locale={"nl": "nl_NL", "en": "en_GB"}[lang],
    )
    return written.replace("-", "−")


def counted(value: float | None, units: str, lang: str) -> str:
    """A number with what it counts, which is singular after one.

    Examples:
        >>> counted(1.0, "woningen", "nl"), counted(2000.0, "woningen", "nl")
        ('1 woning', '2.000 woningen')
        >>> counted(-1.0, "homes (weighted)", "en")
        '−1 home (weighted)'
    """
    text = amount(value, lang)
    return f"{text} {_one_of(units) if text.lstrip('−') == '1' else units}"


def _one_of(units: str) -> str:
    """What is counted, in the singular."""
    return " ".join(_SINGULAR.get(word, word) for word in units.split(" "))


_SINGULAR = {"woningen": "woning", "eenheden": "eenheid", "homes": "home", "units": "unit"}


def signed_share(share: float, lang: str) -> str:
    """A relative change with its sign.

    One that is not zero does not become so by rounding to a tenth of a per cent.

    Examples:
        >>> signed_share(0.072, "nl"), signed_share(-0.32, "en"), signed_share(0.0004, "en")
        ('+7,2%', '−32%', '+0.04%')
    """
    return (
        "+" if share >= 0 else "−"
    ) + f"{number(100 * abs(share), lang, 1 if abs(share) >= 0.0005 else 2)}%"


_SIZES = {
    "nl": ((1e9, "miljard euro"), (1e6, "miljoen euro"), (1.0, "euro")),
    "en": ((1e9, "billion euros"), (1e6, "million euros"), (1.0, "euros")),
}


def _euros(value: float, lang: str) -> str:
    size, word = next(
        (pair for pair in _SIZES[lang] if abs(value) >= 0.9995 * pair[0]), _SIZES[lang][-1]
    )
    scaled = value / size
    decimals = 0 if size == 1.0 or abs(scaled) >= 99.95 else 1 if abs(scaled) >= 9.995 else 2
    text = number(scaled, lang, decimals)
    return f"{text} {'euro' if word == 'euros' and text.lstrip('−') == '1' else word}"


MEASURES: dict[str, dict[str, str]] = {
    "budget_eur": {"nl": "budget", "en": "budget", "unit": "eur", "formula": "B(i)"},
    "value_current": {
        "nl": "binnen de schotten",
        "en": "within the walls",
        "unit": "value",
        "formula": "V(c)",
    },
    "value_lifted": {
        "nl": "zonder deze schotten",
        "en": "without these walls",
        "unit": "value",
        "formula": "V(i)",
    },
    "freed": {"nl": "vrijgespeeld", "en": "freed", "unit": "value", "formula": "V(i) − V(c)"},
    "crossing_eur": {
        "nl": "over het schot",
        "en": "crossing",
        "unit": "eur",
        "formula": (
            "least spending under i at V(i) on roads closed in c by purpose, area, period,"
            " threshold or assurance"
        ),
    },
    "needed_eur": {"nl": "nodig", "en": "needed", "unit": "eur", "formula": "S(i, V(c))"},
    "blocked_eur": {
        "nl": "geblokkeerd",
        "en": "blocked",
        "unit": "eur",
        "formula": "S(i, V(i)) − S(i, V(c))",
    },
    "detour_eur": {
        "nl": "omweg",
        "en": "detour",
        "unit": "eur",
        "formula": "S(c, V(c)) − S(i, V(c))",
    },
    "surplus_eur": {
        "nl": "overschot",
        "en": "surplus",
        "unit": "eur",
        "formula": "B(i) − S(i, V(i))",
    },
    "utilisation": {
        "nl": "benutting",
        "en": "utilisation",
        "unit": "share",
        "formula": "needed / (needed + blocked)",
    },
    "stranded_current_eur": {
        "nl": "onbesteedbaar binnen de schotten",
        "en": "stranded within the walls",
        "unit": "eur",
        "formula": "B(c) − max Σ x",
    },
    "stranded_lifted_eur": {
        "nl": "onbesteedbaar zonder deze schotten",
        "en": "stranded without these walls",
        "unit": "eur",
        "formula": "B(i) − max Σ x",
    },
    "top_up_eur": {
        "nl": "bijpassen",
        "en": "top-up",
        "unit": "eur",
        "formula": "least additions to budgets so that c reaches V(i)",
    },
    "break_even_cut": {
        "nl": "korting waarbij het totaal gelijk blijft",
        "en": "break-even cut",
        "unit": "share",
        "formula": "1 − least ρ so that i, lifted budgets × ρ, reaches V(c)",
    },
    "least_free_share": {
        "nl": "kleinste vrij besteedbaar deel voor de hele winst",
        "en": "least free share for the whole gain",
        "unit": "share",
        "formula": "least φ so that i with free share φ reaches V(c) + freed",
    },
    "least_free_share_90": {
        "nl": "kleinste vrij besteedbaar deel voor 90% van de winst",
        "en": "least free share for 90% of the gain",
        "unit": "share",
        "formula": "least φ so that i with free share φ reaches V(c) + 0.9 · freed",
    },
    "target_top_up_current_eur": {
        "nl": "bijpassen tot de doelen, binnen de schotten",
        "en": "top-up to the targets, within the walls",
        "unit": "eur",
        "formula": "least additions under c so that every target is met",
    },
    "target_top_up_lifted_eur": {
        "nl": "bijpassen tot de doelen, zonder deze schotten",
        "en": "top-up to the targets, without these walls",
        "unit": "eur",
        "formula": "least additions under i so that every target is met",
    },
    "guarantee_price": {
        "nl": "prijs van de garantie",
        "en": "price of the guarantee",
        "unit": "value",
        "formula": "V(i) − V(i with floors)",
    },
}
"""Every measure of model.md: its name for readers, unit and formula."""

SENTENCES: dict[str, dict[str, str]] = {
    "allocation": {
        "nl": (
            "Onder het regime '{regime}' zijn met dit geld ten hoogste {value} {units} te"
            " bekostigen, met ten minste {spent}. Dit is een optimum van het model, geen"
            " voorspelling."
        ),
        "en": (
            "Under the regime '{regime}' this money can fund at most {value} {units}, with at least"
            " {spent}. This is an optimum of the model, not a forecast."
        ),
    },
    "comparison": {
        "nl": (
            "Binnen de schotten zijn ten hoogste {current} {units} te bekostigen, zonder deze"
            " schotten ({regime}) {lifted}: {freed} erbij. Van het geld is {needed} nodig voor het"
            " resultaat van nu, {blocked} geblokkeerd en {surplus} overschot. Dit vergelijkt twee"
            " optima bij de opgegeven bedragen, behoeften en grenzen; het is geen voorspelling."
        ),
        "en": (
            "Within the walls at most {current} {units} can be funded, without these walls"
            " ({regime}) {lifted}: {freed} more. Of the money {needed} is needed for today's"
            " result, {blocked} is blocked and {surplus} is surplus. This compares two optima given"
            " the listed money, needs and limits; it is no forecast."
        ),
    },
    "comparison_none": {
        "nl": (
            "Binnen de schotten zijn ten hoogste {current} {units} te bekostigen; zonder deze"
            " schotten ({regime}) is dat resultaat met deze korting of garantie niet te halen"
            " ({lifted}). Geen voorspelling."
        ),
        "en": (
            "Within the walls at most {current} {units} can be funded; without these walls"
            " ({regime}) that result cannot be reached with this cut or guarantee ({lifted}). No"
            " forecast."
        ),
    },
    "free_share": {
        "nl": (
            "Met {ninety} van elk budget vrij besteedbaar komt 90% van de winst al binnen bereik,"
            " met {whole} de hele winst ({freed} {units}). Vergelijking van optima, geen"
            " voorspelling."
        ),
        "en": (
            "With {ninety} of each budget free, 90% of the gain is within reach, with {whole} the"
            " whole gain ({freed} {units}). A comparison of optima, no forecast."
        ),
    },
    "bounds": {
        "nl": (
            "Over alle opgegeven marges ligt de winst tussen {least} en {most} {units} (midden:"
            " {central}). De ondergrens vergelijkt de gunstigste gegevens voor vandaag met de"
            " ongunstigste zonder schotten; ligt die onder nul, dan sluiten de gegevens niet uit"
            " dat de schotten niets kosten."
        ),
        "en": (
            "Over all given margins the gain lies between {least} and {most} {units} (central:"
            " {central}). The lower end pairs the data most favourable to today with those least"
            " favourable without walls; where it lies below zero, the data do not rule out that the"
            " walls cost nothing."
        ),
    },
    "swings": {
        "nl": (
            "De invoer die de winst het meest verschuift, één voor één: {first}. De rest staat dan"
            " op de middenwaarde."
        ),
        "en": (
            "The inputs that move the gain most, one at a time: {first}. The rest then stands at"
            " its central value."
        ),
    },
    "flips_none": {
        "nl": "Op de middenwaarden komt zonder deze schotten niets vrij",
        "en": "On central values nothing falls free without these walls",
    },
    "flips_frees": {
        "nl": "Op de middenwaarden komt zonder deze schotten iets vrij",
        "en": "On central values something falls free without these walls",
    },
    "flips": {
        "nl": (
            "{now}; de kleinste verschuiving in procenten, één tegelijk, waarbij dat omslaat:"
            " {first} ({move}). Gemeten aan de eigen marge is het dichtst bij omslaan: {nearest}"
            " (op {part} van die marge). Van de {all} onderzochte verschuivingen slaan er {within}"
            " om binnen de opgegeven marge. Invoer die samen beweegt kan eerder omslaan; geen"
            " voorspelling."
        ),
        "en": (
            "{now}; the least move in percent, one at a time, at which that flips: {first}"
            " ({move}). Measured by its own margin the nearest to a flip is: {nearest} (at {part}"
            " of that margin). Of the {all} moves examined, {within} flip within the given margin."
            " Inputs that move together can flip it sooner; no forecast."
        ),
    },
    "flips_nowhere": {
        "nl": (
            "{now}, en geen invoer met een marge slaat dat in zijn eentje om, tot {reach} keer zijn"
            " marge. Invoer die samen beweegt kan dat wel; geen voorspelling."
        ),
        "en": (
            "{now}, and no input with a margin flips that by itself, up to {reach} times its"
            " margin. Inputs that move together can; no forecast."
        ),
    },
    "no_swings": {
        "nl": "Geen invoer van dit geval heeft een marge, dus er is geen bandbreedte te geven.",
        "en": "No input of this case has a margin, so no range can be given.",
    },
    "attribution": {
        "nl": (
            "Van de {freed} {units} winst hangt het meest aan: {first}. Een aandeel is het"
            " gemiddelde over elke volgorde waarin de schotten kunnen vallen; één schot alleen kan"
            " meer of minder brengen; geen voorspelling."
        ),
        "en": (
            "Of the gain of {freed} {units}, most hangs on: {first}. A part is the mean over every"
            " order in which the walls can fall; one wall alone can bring more or less; no"
            " forecast."
        ),
    },
    "choice": {
        "nl": (
            "De beste keuze (aantal: {count}): {names}, samen goed voor {gain} {units} van de"
            " {whole} die alles samen zou brengen. Vergelijking van optima, geen voorspelling."
        ),
        "en": (
            "The best choice (number: {count}): {names}, good for {gain} {units} of the {whole}"
            " that everything together would bring. A comparison of optima, no forecast."
        ),
    },
    "choice_none": {
        "nl": (
            "Geen keuze van {k} brengt in dit model iets extra's. Vergelijking van optima, geen"
            " voorspelling."
        ),
        "en": (
            "No choice of {k} brings anything extra in this model. A comparison of optima, no"
            " forecast."
        ),
    },
    "choice_open": {
        "nl": (
            "Een andere keuze kan beter zijn, maar nooit beter dan {bound} {units} erbij: dat is"
            " bewezen."
        ),
        "en": (
            "Another choice may be better, but never better than {bound} more {units}: that is"
            " proven."
        ),
    },
    "choice_ties": {
        "nl": "Er zijn {count} keuzes die evenveel brengen.",
        "en": "There are {count} choices that bring as much.",
    },
    "target_gap": {
        "nl": (
            "Gemeten aan de opgegeven doelen ({count}) ontbreken binnen de schotten samen ten"
            " minste {short_current} {units}, zonder deze schotten {short_lifted}."
        ),
        "en": (
            "Against the targets given ({count}), at least {short_current} {units} are missing"
            " together within the walls, {short_lifted} without these walls."
        ),
    },
    "target_gap_overlap": {
        "nl": (
            "De opgegeven doelen ({count}) gelden voor gebieden of jaren die elkaar overlappen, dus"
            " wat per doel ontbreekt telt niet op: de tabel geeft het per doel."
        ),
        "en": (
            "The targets given ({count}) hold for areas or years that overlap, so what is missing"
            " per target does not add up: the table tells it per target."
        ),
    },
    "target_current": {
        "nl": "Binnen de schotten haalt {money} extra ze alle.",
        "en": "Within the walls {money} extra meets them all.",
    },
    "target_current_none": {
        "nl": "Binnen de schotten haalt geen enkel bedrag ze alle: dat is bewezen.",
        "en": "Within the walls no amount of money meets them all: that is proven.",
    },
    "target_lifted": {
        "nl": "Zonder deze schotten haalt {money} extra ze alle.",
        "en": "Without these walls {money} extra meets them all.",
    },
    "target_lifted_none": {
        "nl": "Zonder deze schotten ook niet: plannen of grenzen laten ze in dit model niet toe.",
        "en": "Without these walls neither: plans or limits do not allow them in this model.",
    },
    "target_reservation": {
        "nl": "Vergelijking van optima, geen voorspelling.",
        "en": "A comparison of optima, no forecast.",
    },
    "target_undeliverable": {
        "nl": (
            "Aantal doelen waarvoor het geval geen plan heeft dat in dat gebied en jaar kan"
            " opleveren: {count}."
        ),
        "en": (
            "Number of targets for which the case has no plan that can deliver in that area and"
            " year: {count}."
        ),
    },
    "prices": {
        "nl": (
            "Voor een eerste euro is het duurste schot: {stream} mag niet naar {purpose}; het"
            " eerste miljoen daar zou ten hoogste {value} {units} toevoegen. Aantal schotten met"
            " een prijs: {count}. Een prijs geldt voor de eerste euro's en zegt niets over het"
            " geheel."
        ),
        "en": (
            "At the margin the dearest wall is: {stream} may not go to {purpose}; the first million"
            " there would add at most {value} {units}. Number of walls with a price: {count}. A"
            " price holds for the first euros and says nothing about the whole."
        ),
    },
    "prices_none": {
        "nl": (
            "Een eerste euro door één schot voegt in dit model niets toe, bij geen enkel schot"
            " tussen bestedingsdoelen. Meer schotten tegelijk kunnen samen wel iets kosten."
        ),
        "en": (
            "At the margin no purpose wall costs anything in this model: a first euro through it"
            " adds nothing. Several walls at once can still cost something together."
        ),
    },
    "years": {
        "nl": (
            "Alleen de regels over jaren vrij, ook voor toegekend geld: deadlines en meenemen naar"
            " later brengen {period} {units}, zekerheid over de jaren {assurance}, beide samen"
            " {both}. Vergelijking van optima, geen voorspelling."
        ),
        "en": (
            "With only the rules about years lifted, awarded money too: deadlines and carry-over"
            " bring {period} {units}, assurance over the years {assurance}, both together {both}. A"
            " comparison of optima, no forecast."
        ),
    },
    "years_period": {"nl": "deadlines en meenemen naar later", "en": "deadlines and carry-over"},
    "years_assurance": {"nl": "zekerheid over de jaren", "en": "assurance over the years"},
    "years_both": {"nl": "beide", "en": "both"},
    "course": {
        "nl": (
            "Stopt {stream} vanaf {year}, dan vervallen {lost} {units}, ook als dat vooraf bekend"
            " was. Komt het als verrassing, dan vervallen er {lost_extra} extra en is ten minste"
            " {wasted} voor niets uitgegeven; {started_units} {units} waren begonnen. Dit volgt één"
            " optimaal plan; een ander plan kan anders uitkomen; geen voorspelling."
        ),
        "en": (
            "If {stream} ends from {year}, {lost} {units} are lost even when that was known"
            " beforehand. As a surprise it costs {lost_extra} more, and at least {wasted} has been"
            " spent for nothing; {started_units} {units} had been begun. This follows one optimal"
            " plan; another may turn out otherwise; no forecast."
        ),
    },
    "terms": {
        "nl": (
            "Zonder deze schotten komen er {gain} {units} bij; de garantie kost daarvan {price}."
            " Zonder garantie gaan {losing} van de {count} gebieden er met zekerheid op achteruit."
            " De korting waarbij het totaal gelijk blijft is {even_central} (ongunstige gegevens:"
            " {even_unfavourable}, gunstige: {even_favourable}; met garantie: {even_guaranteed})."
            " Een eigenschap van het model, geen bezuinigingsruimte."
        ),
        "en": (
            "Without these walls {gain} more {units} can be funded; the guarantee costs {price} of"
            " them. Without it {losing} of the {count} areas are certain to lose. The cut at which"
            " the total stays the same is {even_central} (unfavourable data: {even_unfavourable},"
            " favourable: {even_favourable}; with the guarantee: {even_guaranteed}). A property of"
            " the model, no room for saving."
        ),
    },
    "attribution_none": {
        "nl": (
            "Deze schotten houden in dit model niets tegen, dus er is niets te verdelen."
            " Vergelijking van optima, geen voorspelling."
        ),
        "en": (
            "These walls hold nothing back in this model, so there is nothing to divide. A"
            " comparison of optima, no forecast."
        ),
    },
    "fragmentation": {
        "nl": (
            "Aantal potten naast eigen geld ({own}): {streams}, samen {eur}, waarvan {awarded}"
            " geheel toegekend en {small} kleiner dan {threshold}. Naar omvang wegen zij als"
            " {weight} even grote."
        ),
        "en": (
            "Number of pots beside own money ({own}): {streams}, {eur} in all, of which {awarded}"
            " wholly awarded and {small} smaller than {threshold}. By size they weigh as {weight}"
            " equal ones."
        ),
    },
    "fragmentation_unit": {
        "nl": (
            "Voor één eenheid is, alleen gelet op doel, plaats, drempel en uitsluiting, het"
            " kleinste aantal potten {least} (zonder potten die alles mogen betalen: {earmarked})."
        ),
        "en": (
            "Looking at purpose, place, threshold and exclusions alone, the least number of pots"
            " for one unit is {least} (without pots that may pay for anything: {earmarked})."
        ),
    },
    "fragmentation_none": {
        "nl": "Nergens mogen deze potten samen alles betalen wat één eenheid kost.",
        "en": "Nowhere may these pots together pay for everything that one unit costs.",
    },
    "fragmentation_gaps": {
        "nl": (
            "In {none} van de {rows} gevallen (plaats en plantype) mogen zij samen niet alles"
            " betalen."
        ),
        "en": (
            "In {none} of {rows} cases (place and plan type) they may not pay for everything"
            " together."
        ),
    },
    "fragmentation_reservation": {
        "nl": (
            "Dit telt regels en bedragen zoals het geval ze opgeeft, ronden van één regeling apart"
            " als zij apart staan; veel potten zijn op zichzelf geen kosten, en of een pot groot"
            " genoeg is, staat hier niet."
        ),
        "en": (
            "This counts rules and amounts as the case lists them, rounds of one scheme apart where"
            " they stand apart; many pots are not by themselves a cost, and whether a pot is large"
            " enough is not said here."
        ),
    },
    "sweep": {
        "nl": (
            "In {draws} trekkingen binnen de opgegeven marges ligt de winst tussen {p05} en {p95}"
            " {units} (5–95%; helft: {p50}; gemiddeld: {mean}); in {none} daarvan maken deze"
            " schotten geen verschil. Dit zegt wat de opgegeven marges doen, niet wat buiten de"
            " gegevens bleef; geen voorspelling."
        ),
        "en": (
            "In {draws} draws within the given margins the gain lies between {p05} and {p95}"
            " {units} (5–95%; half: {p50}; mean: {mean}); in {none} of them these walls make no"
            " difference. This says what the given margins do, not what was left out of the data;"
            " no forecast."
        ),
    },
    "back_test_total": {
        "nl": (
            "Gebouwd: {observed} {units} in de vergeleken jaren; volgens het model {least} tot"
            " {most} in een beste toedeling van het geld, en nooit meer dan {possible}."
        ),
        "en": (
            "Built: {observed} {units} in the years compared; according to the model {least} to"
            " {most} in a best allocation of the money, and never more than {possible}."
        ),
    },
    "back_test_areas": {
        "nl": (
            "Van de {count} gebieden kwam er in {refuted} meer dan volgens dit model hoe dan ook"
            " kon, in {above} meer dan in elke beste toedeling, in {below} minder, en lag het in"
            " {within} ertussen."
        ),
        "en": (
            "Of the {count} areas {refuted} built more than this model says could be at all,"
            " {above} more than in any best allocation, {below} less than in every one, and"
            " {within} lay between."
        ),
    },
    "back_test_limited": {
        "nl": (
            "Meer geld voegt hier niets toe: dit toetst de opgegeven plannen en bouwcapaciteit,"
            " niet het geld."
        ),
        "en": (
            "More money adds nothing here: this tests the given plans and building capacity, not"
            " the money."
        ),
    },
    "back_test": {
        "nl": (
            "Een optimum is een bovenwaarde: dat er minder kwam weerlegt het niet, dat er meer kwam"
            " wel, en binnen een ruime marge liggen bevestigt weinig."
        ),
        "en": (
            "An optimum is an upper value: less does not refute it, more does, and to lie within a"
            " wide range confirms little."
        ),
    },
    "sweep_measure": {
        "nl": (
            "In {draws} trekkingen binnen de opgegeven marges ligt '{measure}' tussen {p05} en"
            " {p95} {units} (5–95%; helft: {p50}; gemiddeld: {mean}). Dit zegt wat de opgegeven"
            " marges doen, niet wat buiten de gegevens bleef; geen voorspelling."
        ),
        "en": (
            "In {draws} draws within the given margins '{measure}' lies between {p05} and {p95}"
            " {units} (5–95%; half: {p50}; mean: {mean}). This says what the given margins do, not"
            " what was left out of the data; no forecast."
        ),
    },
    "sweep_missing": {
        "nl": "Trekkingen waarin zo'n bedrag niet bestaat, tellen hier niet mee: {draws}.",
        "en": "Draws in which no such amount exists are not counted here: {draws}.",
    },
    "sweep_nowhere": {
        "nl": (
            "In geen van de trekkingen binnen de opgegeven marges ({draws}) bestaat '{measure}'."
            " Dit zegt wat de opgegeven marges doen, niet wat buiten de gegevens bleef; geen"
            " voorspelling."
        ),
        "en": (
            "In none of the draws within the given margins ({draws}) does '{measure}' exist. This"
            " says what the given margins do, not what was left out of the data; no forecast."
        ),
    },
}
"""Sentences by name; each carries its reservation."""


def sentence(name: str, lang: str, **values: Any) -> str:
    """A text of the table above, filled in."""
    check_lang(lang)
    return SENTENCES[name][lang].format(**values)


def sentences(name: str, lang: str, **values: Any) -> list[str]:
    """The sentences of a text of the table above, filled in.

    They are told apart before that: a name may have a full stop in it.
    """
    return [part.format(**values) for part in re.split(r"(?<=\.) ", SENTENCES[name][lang])]


WALL_WORDS: dict[str, dict[str, str]] = {
    "purpose": {"nl": "bestedingsdoel", "en": "purpose"},
    "area": {"nl": "gebied", "en": "area"},
    "period": {"nl": "bestedingsjaren", "en": "period"},
    "cofinancing": {"nl": "cofinanciering", "en": "co-financing"},
    "cap": {"nl": "plafond", "en": "cap"},
    "threshold": {"nl": "drempel", "en": "threshold"},
    "stacking": {"nl": "stapelverbod", "en": "stacking"},
    "assurance": {"nl": "zekerheid over de jaren", "en": "assurance"},
    "overhead": {"nl": "uitvoeringskosten", "en": "overhead"},
}
"""The nine walls in words for readers."""


def wall_words(name: str, lang: str) -> str:
    """The name of a wall for readers; any other name stays as it is."""
    return WALL_WORDS.get(name, {}).get(lang, name)


_PURPOSES = {
    "land": "grond",
    "mobility": "mobiliteit",
    "grid": "stroomnet",
    "water": "water",
    "school": "scholen",
    "schools": "scholen",
    "nature": "natuur",
    "planning": "plankosten",
    "housing": "woningen",
}


def purpose_words(purpose: str, lang: str) -> str:
    """A purpose for readers; one that is not in the list stays as it is."""
    return _PURPOSES.get(purpose, purpose) if lang == "nl" else purpose


_LEVELS: dict[str, dict[str, str]] = {
    "region": {"nl": "regio", "en": "region"},
    "province": {"nl": "provincie", "en": "province"},
    "stream": {"nl": "stroom", "en": "stream"},
    "housing_deal_region": {"nl": "woondealregio", "en": "housing-deal region"},
    "novex_area": {"nl": "NOVEX-gebied", "en": "NOVEX area"},
    "purpose": {"nl": "doel", "en": "purpose"},
    "national": {"nl": "heel Nederland", "en": "the whole country"},
    "plan": {"nl": "plan", "en": "plan"},
}


def level_words(level: str, lang: str) -> str:
    """A level or another dimension for readers; one that is not in the list stays as it is."""
    return _LEVELS.get(level, {}).get(lang, level.replace("_", " "))


def outcome_words(outcomes: list[str], lang: str) -> str:
    """What the value counts, in words.

    The one outcome, or `weighted units` when there are several.
    """
    check_lang(lang)
    if len(outcomes) == 1:
        return _HOMES.get(outcomes[0], {}).get(lang, outcomes[0])
    return {"nl": "eenheden (gewogen)", "en": "units (weighted)"}[lang]


_HOMES = {
    "homes": {"nl": "woningen", "en": "homes"},
    "affordable_homes": {"nl": "betaalbare woningen", "en": "affordable homes"},
    "other_homes": {"nl": "andere woningen", "en": "other homes"},
}


def unit_words(outcomes: list[str], lang: str) -> str:
    """One of what the plans deliver, in words.

    Of one outcome its own, of several kinds of homes a home, else a unit.
    """
    if not outcomes or not set(outcomes) <= set(_HOMES):
        return {"nl": "eenheid", "en": "unit"}[lang]
    return _one_of(_HOMES[outcomes[0] if len(outcomes) == 1 else "homes"][lang])
