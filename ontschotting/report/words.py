"""The sentences of the report, in Dutch and English, each with its reservation. Numbers come in as text."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "kicker": {"nl": "Wat het kost dat publiek geld in losse potten komt", "en": "What it costs that public money arrives in separate pots"},
    "skip": {"nl": "Naar de inhoud", "en": "Skip to content"},
    "summary": {"nl": "In het kort", "en": "In short"},
    "partition": {"nl": "De prijs van de opdeling", "en": "The price of the partition"},
    "partition_q": {"nl": "Hetzelfde geld in deze jaren, ook het al toegekende, zonder deze schotten", "en": "The same money of these years, what was awarded included, without these walls"},
    "still": {"nl": "Wat nu nog vrij te spelen is", "en": "What can still be freed"},
    "still_q": {"nl": "Alleen geld dat nog niet is toegekend, zonder deze schotten", "en": "Only money that was not awarded yet, without these walls"},
    "within": {"nl": "Te bekostigen binnen de schotten, per jaar", "en": "Fundable within the walls, a year"},
    "without": {"nl": "Te bekostigen zonder deze schotten, per jaar", "en": "Fundable without these walls, a year"},
    "freed": {"nl": "Vrijgespeeld in alle jaren samen", "en": "Freed over all years"},
    "bound": {"nl": "Uiterste grenzen van die winst over alle marges", "en": "Outer bounds of that gain over all margins"},
    "same_data": {"nl": "Winst bij gunstige / ongunstige gegevens in beide werelden", "en": "Gain on favourable / unfavourable data in both worlds"},
    "additional": {"nl": "Waarvan er anders niet was gekomen", "en": "Of which would not have come otherwise"},
    "blocked": {"nl": "Geblokkeerd geld", "en": "Blocked money"},
    "crossing": {"nl": "Moet over het schot", "en": "Has to cross a wall"},
    "topup": {"nl": "Bijpassen voor hetzelfde binnen de schotten", "en": "Top-up for the same within the walls"},
    "h_worlds": {"nl": "Binnen en zonder de schotten", "en": "Within and without the walls"},
    "h_money": {"nl": "Waar elke euro zit", "en": "Where every euro sits"},
    "h_carry": {"nl": "Wat het antwoord draagt", "en": "What carries the answer"},
    "h_scenarios": {"nl": "Andere regimes, apart", "en": "Other regimes, apart"},
    "h_streams": {"nl": "Per stroom: ten minste … ten hoogste", "en": "Per stream: at least … at most"},
    "h_not": {"nl": "Wat hieruit niet mag worden geconcludeerd", "en": "What may not be concluded"},
    "h_sources": {"nl": "Bronnen en aannames", "en": "Sources and assumptions"},
    "h_proof": {"nl": "Bewijs en narekenen", "en": "Proof and reproduction"},
    "not_walls_limits": {
        "nl": "Met deze gegevens zijn gescheiden potten niet wat de woningbouw tegenhoudt. Ook met onbeperkt geld komt het model binnen de schotten op {unlimited}; niet het geld maar het aantal dat kan worden gebouwd is in het model de grens.",
        "en": "On these data separate pots are not what holds building back. Even with unlimited money the model reaches {unlimited} within the walls; in the model not money but the number that can be built is the limit.",
    },
    "not_walls_money": {
        "nl": "Met deze gegevens zijn het niet deze schotten die het resultaat tegenhouden, wel de hoeveelheid geld: met onbeperkt geld komt het model binnen de schotten op {unlimited}.",
        "en": "On these data it is not these walls that hold the result back but the amount of money: with unlimited money the model reaches {unlimited} within the walls.",
    },
    "walls": {
        "nl": "In dit model voegt hetzelfde geld zonder deze schotten {freed} {units} toe: {current} binnen, {lifted} zonder. Het zijn bekostigbare eenheden bij de opgegeven middelen, behoeften en grenzen, geen voorspelling.",
        "en": "In this model the same money adds {freed} {units} without these walls: {current} within, {lifted} without. These are fundable units given the listed money, needs and limits, no forecast.",
    },
    "below_zero": {
        "nl": "De ondergrens ligt onder nul: de gegevens sluiten niet uit dat deze schotten niets kosten.",
        "en": "The lower bound lies below zero: the data do not rule out that these walls cost nothing.",
    },
    "above_zero": {
        "nl": "De ondergrens ligt boven nul: ook de ongunstigste combinatie van marges laat een winst zien.",
        "en": "The lower bound lies above zero: even the least favourable combination of margins shows a gain.",
    },
    "carry_limits": {
        "nl": "De aanname over wat er per jaar kan worden gebouwd draagt het antwoord. Bij {now} per jaar is de winst {gain_now}; bij {top} per jaar is zij {gain_top}. De lijn hieronder laat zien vanaf welk tempo geld en schotten gaan tellen.",
        "en": "The assumption on what can be built in a year carries the answer. At {now} a year the gain is {gain_now}; at {top} a year it is {gain_top}. The line below shows from which pace money and walls begin to count.",
    },
    "curve_title": {"nl": "De winst hangt af van hoeveel er per jaar kan worden gebouwd", "en": "The gain depends on how much can be built in a year"},
    "curve_sub": {"nl": "Te bekostigen woningen per jaar, beide werelden (toegekend geld ook zonder schotten)", "en": "Fundable homes a year, both worlds (awarded money lifted too)"},
    "curve_x": {"nl": "wat er per jaar ten hoogste kan worden gebouwd", "en": "the most that can be built in a year"},
    "worlds_title_same": {"nl": "Binnen en zonder de schotten is in dit model evenveel te bekostigen", "en": "Within and without the walls the model can fund the same"},
    "worlds_title_more": {"nl": "Zonder deze schotten zijn er in dit model {gain} per jaar meer te bekostigen", "en": "Without these walls the model can fund {gain} more a year"},
    "worlds_sub": {"nl": "Bekostigbare {units} per jaar, gemiddeld over {years} opleverjaren; streep: ongunstigste tot gunstigste gegevens", "en": "Fundable {units} a year, mean over {years} delivery years; line: least to most favourable data"},
    "target_note": {
        "nl": "De afspraak van {target} per jaar telt alle toevoegingen (ook verbouw); het model telt wat met dit geld te bekostigen is.",
        "en": "The promise of {target} a year counts all additions (conversion too); the model counts what this money can fund.",
    },
    "own_note": {
        "nl": "Eigen geld van gemeenten en provincies staat apart van geld van het Rijk.",
        "en": "Own money of municipalities and provinces is shown apart from money of the state.",
    },
    "scenario_note": {
        "nl": "Deze regimes zijn andere keuzes dan het opheffen van de opdeling: geld delen binnen een regio, voorwaarden schrappen of geld overal besteden. Zij horen niet bij de kop hierboven en mogen er niet bij worden opgeteld. Toegekend geld doet mee.",
        "en": "These regimes are other choices than lifting the partition: pooling money in a region, dropping conditions or spending money anywhere. They are not part of the headline and must not be added to it. Awarded money takes part.",
    },
    "swings_none": {"nl": "Geen invoer van dit geval heeft een marge.", "en": "No input of this case has a margin."},
    "swings_flat": {"nl": "Geen enkele marge verschuift de winst, als zij als enige beweegt.", "en": "No single margin moves the gain when it moves alone."},
    "sources_note": {"nl": "Elke rij van de tabellen draagt een bron en een status. Aannames hebben een laag en een hoog.", "en": "Every row of the tables carries a source and a status. Assumptions have a low and a high."},
    "proof_note": {
        "nl": "Elk optimum is nagerekend vanuit de matrix: rijen en grenzen gehaald, prijzen passend, het gat tussen antwoord en bewijs gesloten. Zonder bewijs geen getal.",
        "en": "Every optimum was checked from the matrix: rows and bounds kept, prices consistent, the gap between answer and proof closed. No certificate, no number.",
    },
    "reproduce": {"nl": "Zo komt u op dezelfde getallen", "en": "How to find the same numbers"},
    "download": {"nl": "Alle tabellen staan als CSV in tables/ en samen in tables.xlsx; de figuren als SVG en PNG in charts/.", "en": "All tables are in tables/ as CSV and together in tables.xlsx; the figures as SVG and PNG in charts/."},
    "none": {"nl": "niet te geven", "en": "none exists"},
}

NOT_CONCLUDED: dict[str, tuple[str, ...]] = {
    "nl": (
        "Dit is geen voorspelling van wat er gebouwd wordt. Het model vergelijkt twee optima: het meeste dat met deze middelen te bekostigen is binnen de schotten en zonder.",
        "Een winst is geen ondergrens en geen bovengrens van de werkelijkheid: een stroom, grens of behoefte die ontbreekt kan het antwoord beide kanten op verschuiven.",
        "Bekostigbaar is niet gebouwd. Vergunningen, stikstof, netcapaciteit, personeel en bezwaren staan alleen in het model voor zover zij in de tabel met grenzen staan.",
        "De twee vragen, de prijs van de opdeling en wat nog vrij te spelen is, mogen niet worden opgeteld of door elkaar gebruikt.",
        "Wat een ander doel verliest als geld van doel verandert, staat hier niet als winst: alleen stromen die aan woningbouw zijn gebonden doen mee.",
    ),
    "en": (
        "This is no forecast of what will be built. The model compares two optima: the most this money can fund within the walls and without them.",
        "A gain is neither a lower nor an upper bound on reality: a stream, limit or need that is missing can move the answer either way.",
        "Fundable is not built. Permits, nitrogen, grid, staff and objections are in the model only as far as they stand in the table of limits.",
        "The two questions, the price of the partition and what can still be freed, must not be added up or used for one another.",
        "What another goal loses when money changes purpose is not counted as a gain here: only streams tied to building homes take part.",
    ),
}


def word(name: str, lang: str, **values: str) -> str:
    """A text of the report, filled in."""
    return WORDS[name][lang].format(**values)
