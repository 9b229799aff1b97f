"""The answer on one page, in Dutch and English, without its numbers."""

from __future__ import annotations

PAGES = {
    "nl": """# Wat zegt dit over Nederland?

Geschreven door `python -m docs.builders.nederland_page`; elk getal maakt de bibliotheek, en het \
notebook `10-wat-zegt-dit-over-nederland.ipynb` maakt ze ook. In het Engels: [What does this say \
of the Netherlands?](netherlands.md).

**De vraag.** Hoeveel uitgaven houdt het tegen dat publiek geld in losse potten komt, en hoeveel \
zou integraal toedelen vrijmaken, bijvoorbeeld voor 100.000 woningen per jaar?

**Het antwoord nu.** Er staat veel geld stil dat een doel heeft, en dat wordt meer; hoeveel \
daarvan door schotten stilstaat, zegt geen bron. Voor woningen houden de schotten op centrale \
gegevens {freed} woningen tegen, omdat eerst het bouwtempo op is, en dat tempo is een aanname. \
Telt het tempo niet, dan zijn het er {freed_free} in vijf jaar. Wat de schotten op centrale \
gegevens wel kosten, is eigen geld van gemeenten en provincies: {own_tied} in vijf jaar.

| | getal | bereik | soort |
|---|---|---|---|
| **Geld, alle doelen** | {idle} door gemeenten ontvangen en nog niet uitgegeven, eind {last} | \
{idle_first} eind {first}; geen boven- en geen ondergrens | waargenomen, uit een kopie van cijfers \
van het CBS |
| | {rate_all} per inwoner | tot {rate_with}, als gemeenten zonder bedrag niet meetellen | \
waargenomen |
| | {panel_last} in {panel} gemeenten die van {panel_year} tot {last} elk jaar boven nul staan | \
{panel_first} in {panel_year} | waargenomen |
| **Projecten** | geen landelijk getal: elk project is een eigen casus | \
bij geen van de vier is te zien dat \
schotten tussen doelen iets tegenhielden ([welke](projecten.md)) | \
berekend, per project |
| **Woningen, het land** | {freed} woningen vrijgespeeld met het geld van {years_money}, \
toegekend geld ook | {freed_range} | berekend |
| | {freed_free} woningen als het bouwtempo niet telt ({share_free} van {free_current}), en \
{blocked_free} geblokkeerd | niet getrokken | berekend |
| | {own_tied} eigen geld dat de schotten binden, in vijf jaar | {own_range} | berekend |

Berekend is: het verschil tussen twee optima, binnen de schotten en zonder. Het is geen \
voorspelling. *Geld* en *woningen* worden nooit opgeteld: het eerste is de stand van eind {last}, \
het tweede gaat over geld van {years_money} en woningen van {years_homes}.

## Wat het eerst op is

{binding}

![{alt_binding}](img/nederland-limits-nl.png)

## En als personeel het tempo bepaalt?

Een scenario, geen bevinding. In een enquête van 2022 noemt bijna {staff_obstacle} van de \
ondervraagde gemeenten eigen personeel het grootste obstakel; hoeveel van het bouwtempo daaraan \
hangt, zegt geen bron. Stel dat het alles is, en dat de ambtenaren te vinden zijn. Eén \
woning per jaar meer vraagt {officials_low} tot {officials_high} ambtenaar (onze lezing van \
Brink en Sweco) van {official_eur} per jaar, dus {staff_eur_low} tot \
{staff_eur_high} per woning. Dan bekostigt het geld binnen de schotten {staff_current} woningen \
en zonder deze schotten {staff_lifted}, {staff_freed} meer. Dat is over dat hele bereik gelijk, en \
even veel als wanneer het tempo niet telt: eigen geld mag ook binnen de schotten \
personeel betalen, en op deze gegevens is daarvan genoeg. Het personeel kost {staff_cost_low} tot \
{staff_cost_high} in vijf jaar; de schotten binden dan {staff_own_low} tot {staff_own_high} eigen \
geld. Zijn de ambtenaren niet te vinden, dan blijft het {freed}.

Dus niet: dat personeel het tempo bepaalt, of dat geld voor personeel deze woningen brengt. Geld \
voor klimaatpersoneel ({climate_staff} in 2023) is voor klimaat en energie en telt niet mee; voor \
personeel voor woningen waren er rondes van {housing_staff} (2022 en 2024), en van daarna is geen \
bedrag gevonden. [Hoe dit is gerekend](how-to/staff.md).

## Wat ertegen pleit

- In {against_year} hielden gemeenten na verrekening met reserves samen {result} over waar \
{result_budget} was begroot (vóór die verrekening {before_eur} in de kopie, en \
[{surplus_eur}]({surplus_url}) volgens het CBS), en kostte de grondexploitatie (zonder \
bedrijventerreinen) {land_share} minder dan begroot; zij bracht ook {income_share} \
minder op. Het is één jaar.
- Als reden om niet uit te geven is personeel het vaakst gelezen ({staff} van {reasons} keer), een \
schot tussen doelen bijna nooit. Dat is wat is gevonden, geen steekproef.
- Van {first} tot {last} betaalde het Rijk ook meer aan specifieke uitkeringen: van {paid_first} \
(een secundaire bron) naar {paid_last}. Meer geld onderweg is ook zonder schotten meer geld dat \
stilstaat.
- Van {refused} projecten die geen Woningbouwimpuls kregen, stopten er volgens de Rekenkamer \
{stopped}. Geld is niet overal wat ontbreekt.

## Wat u kunt zeggen

- "Eind {last} stond bij gemeenten volgens hun jaarrekening {idle} op de balans als vooruit \
ontvangen van het Rijk. Dat is niet hetzelfde als geld dat door regels vastzit." Lees eerst de \
tabel van het CBS: de cijfers komen uit een kopie.
- "Op deze gegevens is eerst het bouwtempo op. Telt dat niet, dan houden de schotten {freed_free} \
woningen in vijf jaar tegen, {share_free} van wat er binnen de schotten kan."
- "Op deze gegevens is voor dezelfde woningen binnen de schotten in vijf jaar {own_tied} meer \
eigen geld nodig dan zonder ({own_range}), steeds bij de zuinigste toedeling. Vallen alle \
voorwaarden weg behalve het gebied, dan scheelt het op centrale gegevens {own_unconditional}; dat \
is een andere vraag."
- "In {freeing} van de {draws} trekkingen houden de schotten wel woningen tegen." Dat is geen \
kans: hoe waarschijnlijk de gegevens zijn, is niet bekend.

## Wat u niet kunt zeggen

- Dat schotten {idle} blokkeren, of een deel daarvan dat iemand noemt.
- Dat schotten niets kosten, omdat de {freed} er staat. Die {freed} hangt aan een aangenomen \
bouwtempo.
- Dat er zo veel woningen niet gebouwd zijn of gebouwd zullen worden.
- Iets over één gemeente: de plannen zijn van 2021 en geschaald, en in de jaarrekening boekt niet \
iedereen hetzelfde.
- Dat meer uitkeringen de oorzaak zijn van meer stilstaand geld. Ze groeiden samen; meer is er \
niet bekend.

## Van een getal naar zijn bron, in drie stappen

Geld: het getal, zijn rijen, hun bron.

```python
>>> import ontschotting as on
>>> idle = on.idle_money(on.load_case("nederland"))
>>> idle.years.row(-1, named=True)["closing_eur"]  # 1. het getal
{idle_plain}
>>> idle.case.source("accounts", area="GM0599", year={last})["closing_eur"].item()  # 2. een rij
{row_plain}
>>> idle.case.source("accounts", area="GM0599", year={last})["source_url"].item()  # 3. de bron
'https://github.com/michielsd/findo_backup'

```

Woningen: `on.binding_limits(case, on.INTEGRAL.with_awarded())` geeft wat het eerst op is en het \
resultaat zonder de grens; `on.switching_values` noemt de invoer waar het antwoord aan hangt; [de \
bladzijde van de casus](nederland-case.md) loopt die drie stappen na tot de pagina.
Het bereik: `docs/ranges-nederland-each-draw.csv` heeft elke trekking \
([uitleg](ranges-nederland.md)).

Meer: [geld dat stilstaat](geld-dat-stilstaat.md) · [de casus en zijn keuzes](nederland-case.md) \
· [bereiken](ranges-nederland.md) · [terugblik op 2020–2024](back-test.md).
""",
    "en": """# What does this say of the Netherlands?

Written by `python -m docs.builders.nederland_page`; the library makes every number, and the \
notebook `10-wat-zegt-dit-over-nederland.ipynb` makes them too. In Dutch: [Wat zegt dit over \
Nederland?](nederland.md).

**The question.** How much spending does it hold back that public money arrives in separate pots, \
and what would integral allocation free, for 100,000 homes a year among other things?

**The answer now.** Much money that has a purpose stands still, and it is growing; no source says \
how much of it stands still because of walls. For homes, walls hold back {freed} homes on central \
data, because the building pace runs out first, and that pace is an assumption. Without that \
limit it is {freed_free} in five years. What walls do cost on central data is own money of \
municipalities and provinces: {own_tied} in five years.

| | number | range | kind |
|---|---|---|---|
| **Money, all goals** | {idle} received by municipalities and not yet spent, end of {last} | \
{idle_first} at the end of {first}; no bound from above or below | observed, from a copy of \
figures of Statistics Netherlands |
| | {rate_all} per inhabitant | up to {rate_with}, where municipalities without an amount are \
left out | observed |
| | {panel_last} in {panel} municipalities that are above zero every year from {panel_year} to \
{last} | {panel_first} in {panel_year} | observed |
| **Projects** | no national number: each project is a case of its own | \
of none of the four it shows that \
walls between purposes held anything back ([which](projects.md)) | \
computed, per project |
| **Homes, the nation** | {freed} homes freed with the money of {years_money}, awarded money too \
| {freed_range} | computed |
| | {freed_free} homes where the building pace does not count ({share_free} of {free_current}), \
and {blocked_free} blocked | not drawn | computed |
| | {own_tied} of own money that the walls tie up, in five years | {own_range} | computed |

Computed is: the difference between two optima, within the walls and without. It is no forecast. \
*Money* and *homes* are never added up: the first is the balance at the end of {last}, the second \
is about money of {years_money} and homes of {years_homes}.

## What runs out first

{binding}

![{alt_binding}](img/nederland-limits-en.png)

## And if staff sets the pace?

A scenario and no finding. In a survey of 2022 nearly {staff_obstacle} of the municipalities \
asked call their own staff the main obstacle; how much of the building pace depends on it no \
source says. Suppose it is all, and that the officials can be found. One more home a year takes \
{officials_low} to {officials_high} official (our reading of Brink and Sweco) at {official_eur} a \
year, so {staff_eur_low} to {staff_eur_high} a home. Then the money within the walls funds \
{staff_current} homes and without these walls {staff_lifted}, {staff_freed} more. That is the \
same over that whole range, and as much as where the pace does not count: own money may pay for \
staff within the walls too, and on these data there is enough of it. The staff costs \
{staff_cost_low} to {staff_cost_high} in five years; the walls then tie up {staff_own_low} to \
{staff_own_high} of own money. Where the officials cannot be found it stays {freed}.

So not: that staff sets the pace, or that money for staff brings these homes. Money for climate \
staff ({climate_staff} in 2023) is for climate and energy and is not counted; for housing staff \
there were rounds of {housing_staff} (2022 and 2024), and no later amount was found. [How this was \
computed](how-to/staff.md).

## What speaks against

- In {against_year} municipalities together ended {result} above zero with reserves settled, where \
{result_budget} had been budgeted (before that {before_eur} in the copy, and \
[{surplus_eur}]({surplus_url}) by Statistics Netherlands), and land development \
(business parks apart) cost {land_share} less than budgeted; it also earned {income_share} \
less. It is one year.
- Staff is the reason for not spending that was read most often ({staff} of {reasons} times), a \
wall between purposes hardly ever. It is what was found, no sample.
- From {first} to {last} the state also paid more on specific grants: from {paid_first} (a \
secondary source) to {paid_last}. More money on its way is more money standing still, without \
walls too.
- Of {refused} projects that got no Woningbouwimpuls, {stopped} stopped according to the Court of \
Audit. Money is not what is missing everywhere.

## What you can say

- "At the end of {last} the annual accounts of municipalities showed {idle} as received in advance \
from the state. That is not the same as money that rules hold fast." Read the table of Statistics \
Netherlands first: the figures come from a copy.
- "On these data the building pace runs out first. Where it does not count, walls hold back \
{freed_free} homes in five years, {share_free} of what is possible within the walls."
- "On these data the same homes need {own_tied} more own money in five years within the walls than \
without ({own_range}), each with the most frugal allocation. Where all conditions fall but the \
area, the difference on central data is {own_unconditional}; that is another question."
- "In {freeing} of the {draws} draws the walls do hold back homes." That is no probability: how \
likely the data are is not known.

## What you cannot say

- That walls block {idle}, or any part of it that someone names.
- That walls cost nothing, because it says {freed}. That {freed} hangs on an assumed building \
pace.
- That so many homes were not built, or will be.
- Anything about one municipality: plans are of 2021 and scaled, and not everyone books alike in \
annual accounts.
- That more grants are the cause of more money standing still. They grew together; more is not \
known.

## From a number to its source, in three steps

Money: the number, its rows, their source.

```python
>>> import ontschotting as on
>>> idle = on.idle_money(on.load_case("nederland"))
>>> idle.years.row(-1, named=True)["closing_eur"]  # 1. the number
{idle_plain}
>>> idle.case.source("accounts", area="GM0599", year={last})["closing_eur"].item()  # 2. a row
{row_plain}
>>> idle.case.source("accounts", area="GM0599", year={last})["source_url"].item()  # 3. the source
'https://github.com/michielsd/findo_backup'

```

Homes: `on.binding_limits(case, on.INTEGRAL.with_awarded())` gives what runs out first and the \
result without the limit; `on.switching_values` names the input that the answer hangs on; [the \
page of the case](nederland-case.md) follows those three steps down to the page.
The range: `docs/ranges-nederland-each-draw.csv` has every draw \
([explained](ranges-nederland.md)).

More: [money that stands still](money-that-stands-still.md) · [the case and its \
choices](nederland-case.md) · [ranges](ranges-nederland.md) · [looking back at \
2020–2024](back-test.md).
""",
}
