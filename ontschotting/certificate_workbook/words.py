"""Hold the texts of the certificate workbook, in Dutch and English."""

from __future__ import annotations

from typing import Any

_WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "sheet_proof": "bewijs",
        "sheet_rows": "rijen",
        "sheet_columns": "kolommen",
        "sheet_terms": "termen",
        "current": "nu",
        "lifted": "zonder",
        "title": "Bewijs dat dit het beste is: {case}",
        "about": "Gegevens {fingerprint}; ontschotting {version}; opgelost met {solver}.",
        "within": "binnen de schotten",
        "without": "zonder deze schotten ({regime})",
        "how_1": (
            "Wat hier staat rekent Excel zelf na, uit de rijen, kolommen en termen op de andere"
            " bladen. Verander een prijs, een waarde of een budget en kijk wat er met het oordeel"
            " gebeurt."
        ),
        "how_2": (
            "Toegestaan: op het blad kolommen staat één toedeling (wie betaalt wat, en hoeveel"
            " wordt geleverd). Elke rij is een regel: een budget, een kostprofiel, een capaciteit,"
            " een grens. Alle rijen worden gehouden."
        ),
        "how_3": (
            "Het beste: geef elke rij een prijs. Kost een eenheid tegen die prijzen nooit minder"
            " dan zij waard is, dan kan geen enkele toedeling meer opleveren dan alle budgetten,"
            " capaciteiten en grenzen samen waard zijn. Die som is de bewezen bovengrens."
        ),
        "how_4": (
            "Zijn de uitkomst en de bovengrens gelijk, dan is de toedeling de beste die er is. Dit"
            " heet zwakke dualiteit en vraagt geen vertrouwen in de rekenaar."
        ),
        "how_5": (
            "Niet bewezen: dat de gegevens kloppen, of dat de rijen de regels van de stromen goed"
            " weergeven. Leg de budgetten naast de begroting. Het is een optimum van een model,"
            " geen voorspelling."
        ),
        "value": "uitkomst: Σ gewicht × aantal",
        "from_kind": "bovengrens uit: {kind}",
        "from_columns": "bovengrens uit: wat een eenheid boven haar kosten waard is",
        "bound": "bewezen bovengrens: de som hiervan",
        "gap": "gat tussen bovengrens en uitkomst (relatief)",
        "row_violation": "grootste overschrijding van een rij (relatief)",
        "column_violation": "grootste waarde onder nul (relatief)",
        "same_matrix": "verschil tussen de twee lijsten met termen (relatief)",
        "tolerance": "toegestaan",
        "verdict": "oordeel",
        "right": "KLOPT",
        "wrong": "KLOPT NIET",
        "difference": "Wat er zonder deze schotten bij komt",
        "freed": "erbij: verschil van de twee uitkomsten",
        "freed_least": "bewezen: ten minste",
        "freed_most": "bewezen: ten hoogste",
        "row": "rij",
        "column": "kolom",
        "kind": "soort",
        "what": "wat",
        "lower": "ten minste",
        "upper": "ten hoogste",
        "price": "prijs",
        "used_price": "prijs die telt",
        "activity": "gebruikt",
        "violation": "overschrijding (relatief)",
        "contribution": "aandeel in de bovengrens",
        "weight": "gewicht",
        "amount": "waarde",
        "most": "nooit meer nodig dan",
        "charged": "kost tegen de prijzen",
        "over": "waard boven kosten",
        "below_zero": "onder nul (relatief)",
        "coefficient": "coëfficiënt",
        "product": "product",
        "by_row": "per rij: coëfficiënt × waarde",
        "by_column": "per kolom: coëfficiënt × prijs",
        "rows_note": (
            "Elke rij is een regel: ten minste ≤ Σ coëfficiënt × waarde ≤ ten hoogste. Geld in"
            " euro's. Een prijs aan een kant zonder grens bewijst niets en telt als nul."
        ),
        "columns_note": (
            "Elke kolom is een keuze, nooit onder nul. Geld in euro's. ‘Nooit meer nodig dan’ volgt"
            " uit capaciteit en kostprofiel."
        ),
        "terms_note": (
            "De coëfficiënten, twee keer: links per rij, rechts per kolom. Het blad bewijs"
            " controleert dat beide lijsten hetzelfde zeggen."
        ),
        "kind_budget": "budget (euro)",
        "kind_transfer": "mag naar een andere stroom (euro)",
        "kind_carry_over": "meenemen naar later (euro)",
        "kind_recipe": "kostprofiel betaald (euro)",
        "kind_capacity": "capaciteit (eenheden)",
        "kind_limit": "grens die geen geld is (eenheden)",
        "kind_cap": "plafond per eenheid (euro)",
        "kind_ceiling": "plafond van een stroom (euro)",
        "kind_cofinancing": "cofinanciering (euro)",
        "kind_minimum_share": "minimumaandeel (eenheden)",
        "minimum_share": "{stream}, {area}: ten minste {share} {outcome}",
        "kind_units": "levering",
        "kind_spending": "betaling",
        "kind_match": "cofinanciering",
        "column_units": "plan {plan}, oplevering {year}",
        "column_spending": "{streams} betaalt {purpose}, plan {plan}, in {year}",
        "column_match": "eigen geld voor {purpose}, plan {plan}, telt mee als cofinanciering",
        "variant": ", samenstelling {variant}",
        "budget": "{stream} {area} {year}",
        "awarded": " (toegekend)",
        "more": "; en {count} meer",
        "streams": "{count} stromen",
        "plans": "{count} plannen",
        "purposes": "{count} doelen",
        "years": "{count} jaren",
    },
    "en": {
        "sheet_proof": "proof",
        "sheet_rows": "rows",
        "sheet_columns": "columns",
        "sheet_terms": "terms",
        "current": "now",
        "lifted": "without",
        "title": "Proof that this is the best: {case}",
        "about": "Data {fingerprint}; ontschotting {version}; solved with {solver}.",
        "within": "within the walls",
        "without": "without these walls ({regime})",
        "how_1": (
            "What stands here Excel works out by itself, from the rows, columns and terms on the"
            " other sheets. Change a price, a value or a budget and see what happens to the"
            " verdict."
        ),
        "how_2": (
            "Allowed: the sheet columns holds one allocation (who pays what, and how much is"
            " delivered). Each row is a rule: a budget, a recipe, a capacity, a limit. All rows are"
            " kept."
        ),
        "how_3": (
            "The best: give each row a price. If a unit never costs less at those prices than it is"
            " worth, no allocation at all can bring more than all budgets, capacities and limits"
            " are worth together. That sum is the proven upper bound."
        ),
        "how_4": (
            "If the outcome and the upper bound are equal, the allocation is the best there is."
            " This is called weak duality and asks no trust in the calculator."
        ),
        "how_5": (
            "Not proven: that the data are right, or that the rows say the rules of the streams"
            " well. Put the budgets beside the accounts. It is an optimum of a model, no forecast."
        ),
        "value": "outcome: Σ weight × number",
        "from_kind": "upper bound from: {kind}",
        "from_columns": "upper bound from: what a unit is worth above its cost",
        "bound": "proven upper bound: the sum of these",
        "gap": "gap between upper bound and outcome (relative)",
        "row_violation": "largest violation of a row (relative)",
        "column_violation": "largest value below zero (relative)",
        "same_matrix": "difference between the two lists of terms (relative)",
        "tolerance": "allowed",
        "verdict": "verdict",
        "right": "HOLDS",
        "wrong": "DOES NOT HOLD",
        "difference": "What is added without these walls",
        "freed": "more: the difference of the two outcomes",
        "freed_least": "proven: at least",
        "freed_most": "proven: at most",
        "row": "row",
        "column": "column",
        "kind": "kind",
        "what": "what",
        "lower": "at least",
        "upper": "at most",
        "price": "price",
        "used_price": "price that counts",
        "activity": "used",
        "violation": "violation (relative)",
        "contribution": "part of the upper bound",
        "weight": "weight",
        "amount": "value",
        "most": "never needs more than",
        "charged": "costs at these prices",
        "over": "worth above cost",
        "below_zero": "below zero (relative)",
        "coefficient": "coefficient",
        "product": "product",
        "by_row": "by row: coefficient × value",
        "by_column": "by column: coefficient × price",
        "rows_note": (
            "Each row is a rule: at least ≤ Σ coefficient × value ≤ at most. Money in euros. A"
            " price on a side without a bound proves nothing and counts as zero."
        ),
        "columns_note": (
            "Each column is a choice, never below zero. Money in euros. ‘Never needs more than’"
            " follows from capacity and recipe."
        ),
        "terms_note": (
            "The coefficients, twice: by row on the left, by column on the right. The sheet proof"
            " checks that both lists say the same."
        ),
        "kind_budget": "budget (euros)",
        "kind_transfer": "may move to another stream (euros)",
        "kind_carry_over": "carry-over (euros)",
        "kind_recipe": "recipe paid (euros)",
        "kind_capacity": "capacity (units)",
        "kind_limit": "limit other than money (units)",
        "kind_cap": "cap per unit (euros)",
        "kind_ceiling": "ceiling of a stream (euros)",
        "kind_cofinancing": "co-financing (euros)",
        "kind_minimum_share": "minimum share (units)",
        "minimum_share": "{stream}, {area}: at least {share} {outcome}",
        "kind_units": "delivery",
        "kind_spending": "payment",
        "kind_match": "co-financing",
        "column_units": "plan {plan}, delivery {year}",
        "column_spending": "{streams} pays {purpose}, plan {plan}, in {year}",
        "column_match": "own money for {purpose}, plan {plan}, counts as co-financing",
        "variant": ", variant {variant}",
        "budget": "{stream} {area} {year}",
        "awarded": " (awarded)",
        "more": "; and {count} more",
        "streams": "{count} streams",
        "plans": "{count} plans",
        "purposes": "{count} purposes",
        "years": "{count} years",
    },
}


def translate(key: str, lang: str, **values: Any) -> str:
    """Return a text, filled in.

    Args:
        key: The name of the text
        lang: `nl` or `en`
        values: What is filled in, by name
    """
    return _WORDS[lang][key].format(**values)
