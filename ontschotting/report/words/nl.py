"""Hold the Dutch texts of the report, by name.

One text after another, in the order of the page: it is a catalogue, so it may be long.
"""

WORDS: dict[str, str] = {
    "page_title": "Wat kosten de schotten? {case}",
    "kicker": "Rapport over ontschotten",
    "skip": "Naar de inhoud",
    "contents": "Inhoud",
    "made": (
        "Gemaakt met ontschotting {version}; gegevens {fingerprint}. Optima van een model, geen"
        " voorspelling."
    ),
    "synthetic": "Dit is een verzonnen oefengeval: de getallen zeggen niets over Nederland.",
    "per_year": "per jaar",
    "years_note": (
        "Per jaar is het totaal gedeeld door de {count} opleverjaren van de plannen"
        " ({first}–{last})."
    ),
    "one_year_note": "Alle oplevering valt in {first}.",
    # 1 headline
    "headline": "De uitkomst",
    "lead": (
        "Met het opgegeven geld, de opgegeven behoefte en de opgegeven grenzen zijn binnen de"
        " schotten van nu ten hoogste {current} {units} per jaar te bekostigen{current_range};"
        " zonder deze schotten ten hoogste {lifted}{lifted_range}."
    ),
    "lead_one_year": (
        "Met het opgegeven geld, de opgegeven behoefte en de opgegeven grenzen zijn binnen de"
        " schotten van nu ten hoogste {current} {units} te bekostigen{current_range}; zonder deze"
        " schotten ten hoogste {lifted}{lifted_range}."
    ),
    "lead_range": " ({low} tot {high})",
    "lead_target": "Het doel is {target} {units} per jaar: {gap}.",
    "gap_reached": "binnen de schotten in dit model bekostigbaar",
    "gap_short": (
        "in dit model ontbreken er binnen de schotten {current_gap} en zonder deze schotten"
        " {lifted_gap} per jaar"
    ),
    "gap_same": "in dit model ontbreken er {current_gap} per jaar, met en zonder deze schotten",
    "target_note": "Toelichting bij het doel in de gegevens: {note}.",
    "range_words": (
        "De middenwaarden zijn de opgegeven getallen zelf; laag en hoog zijn de uitkomsten als alle"
        " marges tegelijk ongunstig of gunstig staan."
    ),
    "caption_headline": (
        "Twee vragen, naast elkaar en niet op te tellen. Bekostigbare {units}, alle jaren samen."
    ),
    "caption_headline_one": "Bekostigbare {units}, alle jaren samen.",
    "question": "vraag",
    "question_price": (
        "Prijs van de verkokering: hetzelfde geld, ook wat al is toegekend, zonder deze schotten"
    ),
    "question_free": "Wat nog vrij te maken is: alleen geld dat in dit geval niet is toegekend",
    "question_only": "Zonder deze schotten (geen geld in dit geval is al toegekend)",
    "within": "binnen de schotten",
    "without": "zonder deze schotten",
    "gain": "erbij",
    "gain_range": "erbij, laagste … hoogste van {sets} doorgerekende gegevens",
    "gain_bound": "grens: ten minste … ten hoogste",
    "bound_words": (
        "De grens zet de gegevens die vandaag het gunstigst zijn tegenover de ongunstigste zonder"
        " schotten, en andersom. Zij is bewust streng: ligt zij onder nul, dan sluiten de marges"
        " niet uit dat de schotten niets kosten."
    ),
    "additional": (
        "Van de extra bekostigbare {outcome} zou naar opgave {share} ({low} tot {high}) anders niet"
        " zijn gekomen: {units} van de {freed}. Dit deel staat apart en zit niet in het model."
    ),
    "additional_none": (
        "Welk deel van de {outcome} er anders niet was gekomen, is {share} ({low} tot {high}); bij"
        " een winst van nul verandert dat niets."
    ),
    "integral_words": (
        "Zonder deze schotten betekent hier: doel, tijd en stapeling vrij (het regime ‘integral’)."
        " Cofinanciering, plafonds, drempels en verdeling over gebieden blijven staan, en het geld"
        " blijft waar het is toegedeeld. ‘Nu’ is in dit rapport: met de schotten zoals dit geval ze"
        " opgeeft, ook als het over voorbije jaren gaat."
    ),
    # 2 verdict
    "verdict": "Zijn het de schotten die woningen tegenhouden?",
    "verdict_units": "Zijn het de schotten die het resultaat tegenhouden?",
    "verdict_limits": (
        "Op de middenwaarden houden deze schotten niets tegen. Plannen en grenzen die geen geld"
        " zijn laten ten hoogste {possible} {units} toe, en die zijn binnen de schotten al te"
        " bekostigen ({current}, {current_share}). Meer vrijheid in het geld voegt dan in dit model"
        " niets toe."
    ),
    "verdict_money": (
        "Op de middenwaarden houden deze schotten niets tegen. Plannen en grenzen laten {possible}"
        " {units} toe; daarvan zijn er met en zonder deze schotten {current} te bekostigen"
        " ({current_share}). Wat ontbreekt, vraagt in dit model meer geld of lagere kosten, geen"
        " ontschotting."
    ),
    "verdict_partly": (
        "Deze schotten houden in dit model {missing_share} tegen van wat binnen plannen en grenzen"
        " ontbreekt. Plannen en grenzen laten {possible} {units} toe. Daarvan zijn er binnen de"
        " schotten {current} te bekostigen ({current_share}); {freed} komen erbij als deze schotten"
        " vervallen, en {rest} vragen daarna nog meer geld of lagere kosten."
    ),
    "verdict_whole": (
        "Deze schotten houden in dit model alles tegen wat binnen plannen en grenzen ontbreekt."
        " Plannen en grenzen laten {possible} {units} toe. Daarvan zijn er binnen de schotten"
        " {current} te bekostigen ({current_share}); de overige {freed} zijn zonder deze schotten"
        " uit hetzelfde geld te betalen."
    ),
    "verdict_else": "Bij andere gegevens binnen de marges ligt dat anders: {cases}.",
    "verdict_else_item": "{name} (erbij: {gain})",
    "verdict_same": "Ook met elke groep invoer apart op zijn lage of hoge waarde blijft dat zo.",
    "flip_near": (
        "Die conclusie staat niet vast. Van de {all} groepen invoer met een marge slaan {count}"
        " haar om, elk in hun eentje, binnen de eigen marge en met de rest op de middenwaarde. Het"
        " dichtst bij omslaan, gemeten aan de eigen marge, staat voorop: {items}. Elk omslagpunt is"
        " op {precision} van de marge nauwkeurig."
    ),
    "flip_near_one": (
        "Die conclusie staat niet vast. Van de groepen invoer met een marge slaat één haar in haar"
        " eentje om, binnen de eigen marge en met de rest op de middenwaarde: {items}. Het"
        " omslagpunt is op {precision} van de marge nauwkeurig."
    ),
    "flip_item": (
        "{name}, vanaf {move}, op {part} van de marge (aan het eind, {end}, erbij: {gain})"
    ),
    "flip_unproven": "Een omslag die dichterbij ligt is niet uitgesloten.",
    "caption_flips": (
        "Waar een groep invoer de conclusie in haar eentje omslaat, binnen de eigen marge (op"
        " {precision} van de marge nauwkeurig)."
    ),
    "flip_at": "slaat om bij",
    "flip_part": "deel van de marge",
    "flip_end": "eind van de marge",
    "flip_gain": "winst aan dat eind",
    "flip_proven": "bewezen: niet dichterbij",
    "all_unfavourable": "alle marges tegelijk ongunstig",
    "all_favourable": "alle marges tegelijk gunstig",
    "low_value": "{name} laag",
    "high_value": "{name} hoog",
    # 3 swings
    "choices": "Welke keuzes het antwoord dragen",
    "choices_none": (
        "Geen invoer van dit geval heeft een marge, dus er is geen bandbreedte te geven. Lees elk"
        " getal hier als: bij precies deze gegevens."
    ),
    "choices_words": (
        "Elke balk zet één groep invoer op zijn lage en hoge waarde, in beide werelden tegelijk, en"
        " laat de rest op de middenwaarde. De breedste keuze is: {first}."
    ),
    "choices_flat": (
        "Een voor een verschuift geen van de {count} groepen invoer met een marge de winst. Samen"
        " kunnen zij dat wel: zie de grens hierboven."
    ),
    "choices_outcome": (
        "Het resultaat zelf verschuift ook, het meest door {first}, van {low} tot {high} {units}"
        " binnen de schotten."
    ),
    "choices_outcome_only": (
        "Het resultaat zelf verschuift wel: het meest door {first}, van {low} tot {high} {units}"
        " binnen de schotten."
    ),
    "caption_swings": (
        "Winst en resultaat per groep invoer, de rest op de middenwaarde ({units}, alle jaren"
        " samen)."
    ),
    "input": "invoer",
    "gain_low": "winst bij lage waarde",
    "gain_high": "winst bij hoge waarde",
    "current_low": "binnen de schotten, laag",
    "current_high": "binnen de schotten, hoog",
    # 4 money
    "money": "Waar elke euro zit",
    "money_words": (
        "Van {budget} (alle jaren samen, eigen geld meegeteld) is zonder deze schotten {needed}"
        " nodig voor het resultaat van nu. {blocked} is geblokkeerd: het draagt pas bij als deze"
        " schotten vervallen{of_which}."
    ),
    "money_words_none": (
        "Van {budget} (alle jaren samen, eigen geld meegeteld) is zonder deze schotten {needed}"
        " nodig voor het resultaat van nu. Op de middenwaarden is niets geblokkeerd."
    ),
    "money_left": (
        "{surplus} is overschot: het voegt in dit model ook zonder deze schotten niets toe, omdat"
        " plannen, grenzen of ander geld eerder op zijn."
    ),
    "money_nothing_left": "Er is geen overschot: elke euro draagt zonder deze schotten bij.",
    "money_of_which": ", waarvan {detour} omweg (nu duurder besteed) en de rest stil geld",
    "money_detour": "Binnen de schotten kost hetzelfde resultaat ten minste {detour} meer (omweg).",
    "money_detour_surplus": "Zoveel van het overschot is nu dus wel nodig.",
    "money_surplus": (
        "Overschot in dit model is geen bewijs dat geld overblijft: het kan nodig zijn voor"
        " behoefte die niet in de tabellen staat, of later."
    ),
    "money_stranded": (
        "Onbesteedbaar, bij welke toegestane toedeling ook: {current} binnen de schotten en"
        " {lifted} zonder."
    ),
    "crossing": "Wat over een schot moet",
    "crossing_words": (
        "Om de winst te halen moet ten minste {crossing} een schot over: geld dat vandaag niet aan"
        " dat doel, in dat gebied of in dat jaar mag worden besteed. Dat is {share} van het geld"
        " onder dit regime."
    ),
    "crossing_none": (
        "Er hoeft geen geld over een schot: zonder deze schotten is niet meer te bekostigen dan nu."
    ),
    "top_up": "Bijpassen",
    "top_up_words": (
        "Om binnen de schotten hetzelfde te bekostigen is ten minste {top_up} extra nodig, mits"
        " precies op de juiste budgetten gezet."
    ),
    "top_up_none": (
        "Geen bedrag is genoeg: binnen de schotten is dit resultaat met extra geld op bestaande"
        " budgetten niet te halen. Dat is bewezen."
    ),
    "top_up_zero": "Bijpassen is niet nodig: het resultaat is binnen de schotten gelijk.",
    "target_top_up": (
        "Om alle opgegeven doelen te halen is ten minste {current} extra nodig binnen de schotten"
        " en {lifted} zonder."
    ),
    "target_impossible": (
        "De opgegeven doelen zijn met geen enkel extra bedrag te halen, ook niet zonder deze"
        " schotten: plannen en grenzen laten ze in dit model niet toe. Dat is bewezen."
    ),
    "target_current_impossible": (
        "De opgegeven doelen zijn binnen de schotten met geen enkel extra bedrag te halen; zonder"
        " deze schotten met ten minste {lifted}."
    ),
    "caption_money": "Alle maten.",
    "formula_crossing_eur": (
        "kleinste besteding in i bij V(i) op wegen die in c dicht zijn door doel, gebied, tijd,"
        " drempel of zekerheid"
    ),
    "formula_utilisation": "nodig / (nodig + geblokkeerd)",
    "formula_top_up_eur": "kleinste aanvulling op de budgetten waarmee c V(i) haalt",
    "formula_least_free_share": "kleinste φ waarmee i met vrij deel φ V(c) + vrijgespeeld haalt",
    "formula_least_free_share_90": (
        "kleinste φ waarmee i met vrij deel φ V(c) + 0,9 · vrijgespeeld haalt"
    ),
    "formula_target_top_up_current_eur": "kleinste aanvulling in c waarmee elk doel wordt gehaald",
    "formula_target_top_up_lifted_eur": "kleinste aanvulling in i waarmee elk doel wordt gehaald",
    "measure": "maat",
    "formula": "formule",
    # 5 break-even
    "break_even": "Korting waarbij het totaal gelijk blijft",
    "break_even_words": (
        "Hoeveel minder geld haalt zonder deze schotten nog hetzelfde totaal als nu? Dit is een"
        " eigenschap van het model, geen bezuinigingsruimte: het geld dat geen woningen oplevert"
        " telt hier mee als te missen, en per gebied kan de uitkomst slechter zijn. Daarom staat"
        " het hier alleen met garantie en bandbreedte, en naast de korting die ook met alle"
        " schotten overeind het totaal al gelijk laat. Dat deel is geen winst van ontschotten: dat"
        " geld draagt nu niets bij, omdat het overschot is of omdat juist de schotten het"
        " tegenhouden."
    ),
    "whole_cut_own": (
        "Waarom 100%, bij ‘{data}’: deze korting raakt alleen geld waarvan de schotten vervallen."
        " Eigen geld van gemeenten en provincies wordt niet gekort, en is bij die gegevens ({own})"
        " alleen al genoeg voor het resultaat van nu ({current} {units}). Wat het geld van het Rijk"
        " en anderen daar kan bijdragen, is dan niet meer nodig. Dat volgt uit het opgegeven eigen"
        " geld en de opgegeven kosten bij die gegevens; het zegt niet dat dit geld gemist kan"
        " worden."
    ),
    "whole_cut_nothing": (
        "Waarom 100%, bij ‘{data}’: met die gegevens is binnen de schotten niets te bekostigen, dus"
        " er gaat ook zonder dit geld niets verloren."
    ),
    "caption_break_even": (
        "Korting op het geld waarvan de schotten vervallen, waarbij het totaal nog gelijk is"
        " aan nu."
    ),
    "data": "gegevens",
    "guarantee": "garantie",
    "no_guarantee": "geen: alleen het totaal telt",
    "cut": "korting zonder deze schotten",
    "cut_walls": "waarvan ook met de schotten mogelijk",
    "central": "middenwaarden",
    "favourable": "alle marges gunstig",
    "unfavourable": "alle marges ongunstig",
    "guarantee_level": "geen gebied van het niveau {level} onder het minste van nu",
    "guarantee_outcomes": "geen resultaat onder het minste van nu",
    # 6 scenarios
    "readings_words": (
        "Andere lezingen van dezelfde gegevens, elk apart. Zij mogen niet worden opgeteld of"
        " gemengd met de uitkomst hierboven. Welke lezing geldt, is een keuze die het antwoord"
        " draagt."
    ),
    "caption_readings": (
        "Andere lezingen: bekostigbare {units}, alle jaren samen, ook toegekend geld zonder deze"
        " schotten."
    ),
    "reading": "lezing",
    "reading_mix": "woningen in de verhouding van de plannen, in plaats van de goedkoopste eerst",
    "reading_access": (
        "de Woningbouwimpuls mag ook mobiliteit betalen (infrastructuur buiten het plan)"
    ),
    "reading_gelderland": "meer plannen met een kleiner grondtekort (andere gepubliceerde studie)",
    "reading_access_elsewhere": "mobiliteit (infrastructuur buiten het plan) kost dit geld niets",
    "reading_all_streams": (
        "het nieuwe geld verdeeld als al het geld voor woningen waartoe sinds 2025 is besloten, ook"
        " dat voor mobiliteit (infrastructuur buiten het plan)"
    ),
    "reading_envelope": (
        "het nieuwe geld verdeeld als de gepubliceerde delen van de vijf miljard van 2025"
    ),
    "reading_halves": "het nieuwe geld half om half over de twee stromen die het plan noemt",
    "scenarios": "Scenario’s, apart van de uitkomst",
    "scenarios_words": (
        "Deze scenario’s veranderen meer dan de verkokering zelf: ook de verdeling over gebieden,"
        " cofinanciering, plafonds of drempels. Hun winst kan dus deels winst door anders verdelen"
        " zijn en hoort niet in de uitkomst hierboven."
    ),
    "scenarios_none": (
        "Op de middenwaarden komt in geen van deze scenario’s iets vrij: niet het geld begrenst de"
        " uitkomst, maar plannen en andere grenzen."
    ),
    "scenarios_none_money": "Op de middenwaarden komt in geen van deze scenario’s iets vrij.",
    "caption_scenarios": "Extra bekostigbare {units} ten opzichte van nu, alle jaren samen.",
    "scenario": "scenario",
    "only_free": "alleen niet toegekend geld",
    "also_awarded": "ook toegekend geld",
    "integral": "Doel, tijd en stapeling vrij",
    "regional": "Idem, geld gebundeld per {level}",
    "unconditional": "Alle schotten weg, behalve het gebied",
    "borderless": "Alle schotten weg, landelijk",
    "guarantee_row": "Idem als de eerste, met garantie per {level}",
    "guarantee_outcomes_row": "Idem als de eerste, met garantie op de resultaten",
    "guarantee_price": "De prijs van een garantie is het verschil met de eerste rij.",
    # 7 free share
    "free_share": "Hoeveel vrijheid is genoeg",
    "free_share_words": (
        "Met {ninety} van elk budget vrij besteedbaar is 90% van de winst al binnen bereik, met"
        " {whole} de hele winst van {freed} {units}."
    ),
    "free_share_none": "Op de middenwaarden is er geen winst, dus ook geen kleinste vrij deel.",
    "limits": "Als de grenzen anders lagen",
    "limits_words": (
        "De grenzen die geen geld zijn (zoals bouwcapaciteit) zijn opgegeven, niet berekend. De"
        " grafiek laat zien wat met en zonder schotten te bekostigen is als zij krapper of ruimer"
        " waren."
    ),
    "limits_gap": (
        "In de doorgerekende stappen gaan de schotten tellen bij {share} van de opgegeven grenzen:"
        " daar houden zij {gain} {units} tegen."
    ),
    "caption_limits": "Bekostigbare {units} bij andere grenzen, alle jaren samen.",
    "limits_share": "grenzen (100% = opgegeven)",
    # 8 groups
    "groups": "Per provincie, stroom en doel",
    "groups_no_province": "Per stroom en doel",
    "groups_words": (
        "Veel toedelingen zijn even goed. Wat het optimum niet vastlegt staat als ‘ten minste … ten"
        " hoogste’; een balk zegt dus wat zeker is en wat hoogstens kan."
    ),
    "groups_none": (
        "Op de middenwaarden is geen geld geblokkeerd. Er valt dus niets te verdelen over"
        " provincies, stromen of doelen."
    ),
    "caption_group_spent": "Per {what}: budget en besteed (ten minste … ten hoogste).",
    "caption_group_spent_no_budget": "Per {what}: besteed (ten minste … ten hoogste).",
    "caption_group_no_budget": "Per {what}: besteed en geblokkeerd (ten minste … ten hoogste).",
    "caption_group": "Per {what}: budget, besteed en geblokkeerd (ten minste … ten hoogste).",
    "group_province": "provincie",
    "group_stream": "stroom",
    "group_purpose": "bestedingsdoel",
    "group_own_money": "herkomst van het geld",
    "budget": "budget",
    "spent_current": "nu besteed",
    "blocked": "geblokkeerd",
    "freed": "erbij",
    "own": "eigen geld van gemeenten en provincies",
    "other": "geld van het Rijk en anderen",
    # 9 sources
    "sources": "Bronnen en aannames",
    "status_words": "Van het budget is {parts}.",
    "status_published": "{share} gepubliceerd",
    "status_derived": "{share} afgeleid",
    "status_assumption": "{share} aanname",
    "status_synthetic": "{share} verzonnen",
    "status_none": "{share} zonder opgave van status",
    "caption_streams": "De stromen in dit geval.",
    "caption_shares": (
        "Minimumaandelen: van de eenheden die een stroom mee betaalt, moet ten minste dit deel het"
        " resultaat hebben. Een eenheid telt mee, hoe weinig de stroom er ook van betaalt; de regel"
        " valt met het schot ‘drempel’."
    ),
    "share_level": "geteld per",
    "share_outcome": "resultaat",
    "share_least": "ten minste",
    "caption_transfers": (
        "Geld dat nu al naar een andere stroom mag, en dan volgens de regels daarvan wordt"
        " uitgegeven. In elke tabel en grafiek staat het bij de stroom waar het vandaan komt."
    ),
    "transfer_to": "mag naar",
    "transfer_share": "ten hoogste, van elk budget",
    "stream": "stroom",
    "ministry": "ministerie",
    "awarded_share": "waarvan toegekend",
    "own_money": "eigen geld",
    "yes": "ja",
    "no": "nee",
    "caption_sources": "Bronnen.",
    "caption_assumptions": "Het register van aannames (laag, midden, hoog).",
    "caption_register": "Welke stromen meetellen en welke niet, met de reden.",
    "no_sources": "Dit geval heeft geen tabel met bronnen.",
    "source": "bron",
    "title": "titel",
    "publisher": "uitgever",
    "date": "datum",
    # 10 limits of conclusions
    "not_concluded": "Wat hieruit niet mag worden geconcludeerd",
    "not_1": (
        "Dat zoveel {units} worden gebouwd of zouden zijn gebouwd. Het gaat om {units} die met dit"
        " geld ten hoogste te bekostigen zijn; bouwen hangt van meer af."
    ),
    "not_2": (
        "Dat dit een voorspelling is of een ondergrens van de schade. Vergeleken worden twee"
        " optima; de praktijk blijft onder beide, en ontbrekende stromen, behoeften of grenzen"
        " kunnen het antwoord beide kanten op verschuiven."
    ),
    "not_3": (
        "Dat de twee vragen mogen worden opgeteld. Geld dat al is toegekend, is niet meer zonder"
        " meer vrij te maken."
    ),
    "not_4": (
        "Dat een korting mogelijk is. De korting waarbij het totaal gelijk blijft zegt niets over"
        " wie er slechter van wordt, tenzij met garantie."
    ),
    "not_5": (
        "Dat de getoonde toedeling de enige is. Per gebied, stroom of doel geldt alleen wat tussen"
        " ten minste en ten hoogste ligt."
    ),
    "not_6": "Dat winst door anders verdelen (scenario’s) winst door ontschotten is.",
    # 11 proof
    "proof": "Bewijs en herhalen",
    "proof_words": (
        "Elk getal is de beste uitkomst van een lineair programma. Daarna is het nagerekend zonder"
        " de solver: elke regel en elke grens is gehouden, en tussen de uitkomst en wat bewezen"
        " hoogstens kan zit geen ander gat dan afronding. Zonder dat bewijs komt er geen getal."
    ),
    "proof_extra": (
        "Daarnaast {count} gecertificeerde optima voor de scenario’s, de kortingen en de andere"
        " vragen van dit rapport."
    ),
    "trace": "berekening",
    "traced_price": "vergelijking, ook toegekend geld",
    "traced_free": "vergelijking, alleen niet toegekend geld",
    "traced_price_bounds": "grens, ook toegekend geld",
    "traced_free_bounds": "grens, alleen niet toegekend geld",
    "traced_one": "vergelijking",
    "traced_one_bounds": "grens",
    "traced_swings": "welke keuzes het antwoord dragen",
    "traced_free_share": "hoeveel vrijheid genoeg is",
    "certified": "gecertificeerde optima",
    "worst_gap": "grootste gat",
    "worst_row": "grootste overschrijding",
    "caption_proof": "Wat er is nagerekend.",
    "reproduce": (
        "Opnieuw maken, met dezelfde getallen als uitkomst, in de map van de bibliotheek (versie"
        " {version}):"
    ),
    "cite": "Aanhalen als: ontschotting {version}, ‘{case}’, gegevens {fingerprint}.",
    "files": (
        "De grafieken staan in charts/ (SVG, PNG, alternatieve tekst), de tabellen in tables/ (CSV)"
        " en tables.xlsx."
    ),
    "show_table": "Tabel tonen",
    "none": "bestaat niet",
    "from_to": "{low} … {high}",
    # 12 the answers
    "q_blame": "Wie blokkeert",
    "q_first": "Welke schotten eerst",
    "q_margin": "Wat de volgende euro brengt",
    "q_why": "Waarom hier",
    "q_promise": "Wat de afspraak vraagt",
    "q_years": "Meer jaren",
    "q_on_terms": "Op welke voorwaarden",
    "q_pots": "De potten zelf",
    "q_nothing": (
        "Op de middenwaarden en op de ongunstige gegevens komt zonder deze schotten niets vrij. Er"
        " valt dus niets te verdelen of te kiezen."
    ),
    "q_unfavourable": (
        "Op de middenwaarden komt er niets vrij. Wat hier staat geldt alleen als alle marges"
        " tegelijk ongunstig zijn; dan komen er {gain} {units} vrij. Het is niet de uitkomst van"
        " dit rapport."
    ),
    "q_on_unfavourable": "Alle marges ongunstig.",
    "q_parts": "Aandeel van elk schot in de winst (Shapley-waarde).",
    "q_ladder": "De winst als de schotten in deze volgorde vallen.",
    "q_wall": "schot",
    "q_part": "aandeel",
    "q_value": "{units}, alle jaren samen",
    "q_choice": "De beste keuze van stromen om vrij te maken.",
    "q_count": "aantal",
    "q_streams": "stromen",
    "q_bound": "geen keuze kan meer",
    "q_first_note": (
        "Vrij betekent hier: zonder de schotten van de vraag hierboven, voor alleen deze stromen."
        " De bovengrens is bewezen."
    ),
    "q_prices": "Wat het eerste miljoen over een schot ten hoogste zou toevoegen ({units}).",
    "q_purpose": "doel",
    "q_per_million": "ten hoogste per miljoen",
    "q_budgets_none": (
        "Geen enkel budget voegt met een euro meer iets toe, zolang de schotten van nu staan: in"
        " dit model ontbreekt het niet aan een euro hier of daar."
    ),
    "q_budgets": (
        "Budgetten die met een euro meer iets toevoegen binnen de schotten van nu: {count} van de"
        " {all}."
    ),
    "q_idle": "ligt stil, ten minste … ten hoogste",
    "q_idle_caption": (
        "Wat er van elke stroom stil ligt, over alle beste toedelingen binnen de schotten."
    ),
    "q_extra": "Bekostigbare {units} bij extra geld, waar het ook het meest helpt.",
    "q_extra_money": "extra geld",
    "q_nation": "heel het geval",
    "q_area": "gebied",
    "q_year": "jaar",
    "q_target": "doel",
    "q_units": "bekostigbaar",
    "q_short": "tekort binnen de schotten",
    "q_short_lifted": "tekort zonder deze schotten",
    "q_shortfalls": (
        "De doelen die in dit model niet worden gehaald, bij het kleinste totale tekort. Alleen de"
        " som ligt vast: welk gebied en welk jaar het tekort draagt, laat het optimum open."
    ),
    "q_period": "deadlines en meenemen naar later vrij",
    "q_assurance": "zekerheid over de jaren",
    "q_both": "beide",
    "q_free_share": "vrij besteedbaar deel {size}",
    "q_cut": "korting {size}",
    "q_out_of_reach": "niet te halen",
    "q_terms": "voorwaarde",
    "q_free": "zonder garantie",
    "q_held": "met garantie",
    "q_areas": "Wat elk gebied krijgt zonder garantie, naast het minste van nu.",
    "q_floor": "minste van nu",
    "q_gets": "krijgt, ten minste … ten hoogste",
    "q_effect": "gevolg",
    "q_loses": "gaat erop achteruit",
    "q_gains": "gaat erop vooruit",
    "q_same": "blijft gelijk",
    "q_open": "laat het optimum open",
    "q_pots_caption": (
        "Potten per doel, over alle jaren; geld telt mee bij elk doel waar het heen mag."
    ),
    "q_pots_count": "potten",
    "q_weight": "weegt als zoveel even grote",
    "q_pots_note": (
        "Dit telt de potten van dit geval, niet van het hele Rijk. Aantallen per gemeente staan"
        " hier niet: waar de ontvangers niet zijn gepubliceerd is geld over alle gemeenten"
        " verdeeld, en dat maakt zo'n aantal te hoog."
    ),
    "q_published": (
        "Wat anderen over versnippering hebben gepubliceerd, met bron. Geen getal in dit rapport is"
        " ermee berekend."
    ),
    "q_fact_description": "wat",
    "q_fact_value": "waarde",
    "q_fact_unit": "eenheid",
    "q_fact_year": "jaar",
    "q_fact_source_url": "bron",
    # 13 summary, charts and files
    "summary": "Samenvatting",
    "summary_assumed": (
        "Van het budget staat {share} op regels met een aanname (over het bedrag, de plaats of het"
        " jaar)."
    ),
    "summary_note": (
        "Dit vergelijkt twee optima bij het opgegeven geld, de opgegeven behoefte en de opgegeven"
        " grenzen. Het is geen voorspelling en geen ondergrens van de schade. Wat hieruit niet mag"
        " worden geconcludeerd, de bronnen, de aannames en het bewijs staan in het rapport."
    ),
    "card_freed": "erbij zonder deze schotten ({units}, alle jaren samen)",
    "card_bound": "grens: {least} tot {most}",
    "no_margins": "geen marges opgegeven",
    "card_of": "van {budget}",
    "card_no_amount": "geen bedrag is genoeg",
    "card_top_up": "om binnen de schotten hetzelfde te bekostigen",
    "figure": "Figuur",
    "table": "Tabel",
    "page": "Bladzijde",
    "in_words": "Deze grafiek in woorden en cijfers",
    "table_near": "De cijfers staan in de tabel hieronder.",
    "file": "Onafgerond, als bestand in de map van dit rapport:",
    "long_table": "Deze tabel heeft {rows} rijen. Zij staat in tables.xlsx, tabblad {file}.",
    "long_table_no_file": "Deze tabel heeft {rows} rijen en staat op de pagina van dit rapport.",
    "wide_table": (
        "Deze tabel is te breed voor dit blad ({columns} kolommen, {rows} rijen). Zij staat in"
        " tables.xlsx, tabblad {file}."
    ),
    "wide_table_no_file": (
        "Deze tabel is te breed voor dit blad ({columns} kolommen, {rows} rijen) en staat op de"
        " pagina van dit rapport."
    ),
    "world": "wereld",
    "low": "laag",
    "high": "hoog",
    "euros": "bedrag",
    "fundable": "bekostigbare {units}",
    "free_share_size": "vrij besteedbaar deel",
    "end_least": "ondergrens",
    "end_unfavourable": "alle marges ongunstig",
    "end_central": "middenwaarden",
    "end_favourable": "alle marges gunstig",
    "end_most": "bovengrens",
    "figure_homes": "Bekostigbare {units} per jaar, binnen de schotten en zonder, ten hoogste.",
    "figure_homes_one_year": "Bekostigbare {units}, binnen de schotten en zonder, ten hoogste.",
    "figure_bounds": "De winst ({units}, alle jaren samen) van ondergrens tot bovengrens.",
    "figure_limits": (
        "Bekostigbare {units} met en zonder schotten, als de grenzen die geen geld zijn anders"
        " lagen."
    ),
    "figure_swings": "Hoever elke groep invoer de winst verschuift.",
    "figure_money": "Waar elke euro zit: nodig, geblokkeerd of overschot.",
    "figure_scenarios": "De winst ({units}) in elk scenario.",
    "figure_free_share": "Bekostigbare {units} naar het vrij besteedbare deel van elk budget.",
    "figure_province": "Geblokkeerd geld per provincie, ten minste en ten hoogste.",
    "figure_stream": "Geblokkeerd geld per stroom, ten minste en ten hoogste.",
    "figure_blame": "Het aandeel van elk schot in de winst.",
    "figure_ladder": "De winst als de schotten na elkaar vallen.",
    "figure_first": (
        "Bekostigbare {units} naar het aantal stromen dat vrij is, steeds de beste keuze."
    ),
    "figure_margin": (
        "Wat het eerste miljoen naar een ander doel ten hoogste toevoegt, per stroom en doel"
        " ({units})."
    ),
    "figure_why": "Wat er van elke stroom stil ligt, ten minste en ten hoogste.",
    "figure_promise": "Bekostigbare {units} bij extra geld.",
    "figure_years": "De winst ({units}) als alleen de regels over jaren vervallen.",
    "figure_terms": "Bekostigbare {units} bij een korting, met en zonder garantie.",
    "figure_pots": "Potten per doel, naar aantal en omvang.",
}
