"""Sentences that state an answer, in Dutch and English; each carries its reservation."""

from __future__ import annotations

ANSWERS: dict[str, dict[str, str]] = {
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
    "comparison_more": {
        "nl": (
            "Dit is de kern. `.frame` geeft elke maat, ook bijpassen en vrij besteedbaar deel, en"
            " rekent daar even aan."
        ),
        "en": (
            "This is the headline. `.frame` gives every measure, top-up and free share too, and"
            " takes a moment to work them out."
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
    "cancellation": {
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
    "conditions": {
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
}
