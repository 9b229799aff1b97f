"""The text of the pages on money that stands still, in Dutch and English, without its numbers."""

from __future__ import annotations

PAGES = {
    "nl": """# Geld dat stilstaat: wat jaarrekeningen zeggen

Geschreven door `python -m docs.builders.accounts_page` uit de casus `nederland`; geen getal is \
hier getypt. In het Engels: [Money that stands still](money-that-stands-still.md).

**Eind {last} hadden gemeenten {last_eur} van het Rijk ontvangen en nog niet uitgegeven; eind \
{first} was dat {first_eur}.** Dat is waargenomen, niet berekend: het staat op hun balans (post \
P29b), en een
optimum komt er niet aan te pas. Per inwoner is het {rate_all}, of {rate_with} als gemeenten \
zonder bedrag niet meetellen. Het is *niet* het geld dat schotten tegenhouden: het meeste kan een \
voorschot zijn voor werk dat jaren duurt.

## Meer uitkeringen, en meer geld dat nog niet is uitgegeven

![{alt_grants}](img/idle-grants-nl.png)

| jaar | specifieke uitkeringen | daaraan betaald door het Rijk | nog niet uitgegeven, 31 \
december | gemeenten met een bedrag |
|---|---|---|---|---|
{grant_rows}

Het een bewijst het ander niet. Het Rijk betaalde ook meer, en het geld komt soms laat in het \
jaar. De uitkeringen gaan ook naar provincies en samenwerkingsverbanden; het geld rechts is dat \
van gemeenten alleen. Het aantal van {first} komt uit een secundaire bron.

In de {panel} gemeenten die van {panel_first} tot {last} elk jaar boven nul staan, ging het van \
{panel_first_eur} naar {panel_last_eur}. Die groei komt dus niet doordat meer gemeenten iets \
opgeven. Of zij in die jaren anders zijn gaan boeken, is niet nagegaan.

## Wat ertegen pleit

In {against_year} hielden gemeenten samen {result_eur} over, waar {result_budget_eur} was \
begroot: na verrekening met reserves, waar {reserves_eur} uit kwam. Vóór die verrekening is het \
{before_eur} in deze kopie; het CBS noemde [{surplus_eur}]({surplus_url}). De \
grondexploitatie (taakveld 8.2: zonder bedrijventerreinen, en niet alleen voor woningen) \
kostte {land_eur} waar {land_budget_eur} was begroot, {land_share} minder; zij bracht \
ook {income_share} minder op ({income_eur}, begroot {income_budget_eur}), dus er is minder gedaan \
en niet alleen minder betaald.
Dat pleit tegen de gedachte dat in dat jaar veel geld achter schotten vastzat. Het is één jaar; \
begrotingen zijn aan het begin ruim, en het werk kan later komen.

## Waar het staat

![{alt_map}](img/idle-map-nl.png)

| provincie | met bedrag / alle | eind {last} | per inwoner, van alle | per inwoner, met bedrag |
|---|---|---|---|---|
{province_rows}

| inwoners | met bedrag / alle | eind {last} | per inwoner, van alle | per inwoner, met bedrag |
|---|---|---|---|---|
{size_rows}

De grootste bedragen: {largest}.

## Bij welke uitkering het hoort

Dat staat in geen landelijk bestand. Enkele rekeningen zijn een voor een gelezen: van \
{governments} overheden, die niet zijn gekozen maar gevonden. Een **illustratie**, geen \
steekproef:

| overheid | uitkering | {illustration_years} |
|---|---|{illustration_line}|
{illustration_rows}

Van de uitkeringen voor woningen is alleen Rotterdam gelezen. SpukIsolatie, CDOKE, WoKT en \
flexwoningen zijn nergens gezien. Geld van de Europese Unie staat op een andere post en zit niet \
in de bedragen hierboven.

## Waarom het niet is uitgegeven

![{alt_reasons}](img/idle-reasons-nl.png)

In wat is gelezen noemt bijna niemand een schot tussen doelen of het eigen geld dat een uitkering \
vraagt. Dat kan betekenen dat die niet knellen, of dat een jaarrekening daar niet de plaats voor \
is.

## Alle stromen in één beeld

{register}

![{alt_purposes}](img/register-purposes-nl.png)

![{alt_ends}](img/register-ends-nl.png)

Bedragen per jaar, in miljoen euro, voor zover ze gepubliceerd zijn en mogen worden opgeteld. \
Achter elk bedrag staat hoeveel stromen een bedrag hebben. **Na {register_last} houdt de \
publicatie op, niet het geld**; daarom is dit een tabel en geen grafiek.

| doel | {register_years} |
|---|{register_line}|
{register_rows}

## Wat deze cijfers niet zeggen

- *Nog niet uitgegeven* is niet *geblokkeerd door een schot*. Het kan wachten op werk, personeel \
of een procedure, of laat zijn binnengekomen. Op P29b staat ook geld dat nog naar het Rijk terug \
moet.
- {missing}
- In {last} staan {nothing} gemeenten in de kopie zonder bedrag op deze post, en {below} onder \
nul ({below_names}). Zonder bedrag betekent: elders geboekt, of niets. Het grootste is \
{biggest_gap}: daar stond eind {biggest_gap_year} nog {biggest_gap_eur}. Alle namen:
  {nothing_names}.
- Daarom is het totaal geen bovengrens en geen ondergrens.
- **De cijfers zijn uit een kopie gelezen**; CBS is de bron. Lees de tabel van CBS voordat u een \
getal citeert.
- Op de grenzen van nu: een fusie is de som van haar delen; alleen Haaren is in gelijke delen \
over vier gemeenten verdeeld. Elk jaar is tot op de euro gelijk aan het landelijke totaal; een \
test bewaakt dat.

## Narekenen

```python
import ontschotting as on

idle = on.idle_money(on.load_case("nederland"))
idle.years  # per jaar; idle.by("province"), idle.by("size"), idle.panel(2021)
idle.grants  # uitkeringen naast geld; idle.gaps, idle.per_grant, idle.reasons, idle.against
register = on.stream_register(idle.case)
register.purposes  # register.years, .ends, .rules; ontschotting stream-register
```

Elke rij heeft een bron en een status: `datasets/nederland/accounts.csv` en de registers ernaast. \
Bron: {source} ({license}).
""",
    "en": """# Money that stands still: what annual accounts say

Written by `python -m docs.builders.accounts_page` from the case `nederland`; no number is typed \
here. In Dutch: [Geld dat stilstaat](geld-dat-stilstaat.md).

**At the end of {last} municipalities had received {last_eur} from the state and not yet spent \
it; at the end of {first} it was {first_eur}.** That is observed, not computed: it stands on \
their balance (position P29b), and no
optimum is involved. Per inhabitant it is {rate_all}, or {rate_with} where municipalities without \
an amount are left out. It is *not* the money that walls hold back: most of it may be an advance \
for work that takes years.

## More grants, and more money not yet spent

![{alt_grants}](img/idle-grants-en.png)

| year | specific grants | paid on them by the state | not yet spent, 31 December | \
municipalities with an amount |
|---|---|---|---|---|
{grant_rows}

The one does not prove the other. The state also paid more, and money may come late in the year. \
Grants go to provinces and joint bodies too; the money on the right is that of municipalities \
alone. The number of {first} is from a secondary source.

In the {panel} municipalities that are above zero in every year from {panel_first} to {last} it \
went from {panel_first_eur} to {panel_last_eur}. So that growth is not one of more municipalities \
reporting. Whether they changed their booking in those years was not checked.

## What speaks against

In {against_year} municipalities together ended {result_eur} above zero, where \
{result_budget_eur} had been budgeted: with reserves settled, out of which {reserves_eur} came. \
Before that it is {before_eur} in this copy; Statistics Netherlands named \
[{surplus_eur}]({surplus_url}). Land development (task 8.2: business parks apart, and not \
for homes alone) cost {land_eur} where {land_budget_eur} had been budgeted, {land_share} less; it \
also earned {income_share} less ({income_eur}, budget {income_budget_eur}), so less was done, and \
not only less paid.
That speaks against the idea that much money was stuck behind walls in that year. It is one year; \
budgets are roomy at its start, and the work may come later.

## Where it stands

![{alt_map}](img/idle-map-en.png)

| province | with an amount / all | end of {last} | per inhabitant, of all | per inhabitant, with \
an amount |
|---|---|---|---|---|
{province_rows}

| inhabitants | with an amount / all | end of {last} | per inhabitant, of all | per inhabitant, \
with an amount |
|---|---|---|---|---|
{size_rows}

The largest amounts: {largest}.

## Which grant it belongs to

That is in no national file. Some accounts were read one by one: of {governments} governments, \
which were found and not chosen. An **illustration**, no sample:

| government | grant | {illustration_years} |
|---|---|{illustration_line}|
{illustration_rows}

Of the grants for homes only Rotterdam's were read. SpukIsolatie, CDOKE, WoKT and flex homes were \
seen nowhere. Money of the European Union is booked elsewhere and is not in the amounts above.

## Why it was not spent

![{alt_reasons}](img/idle-reasons-en.png)

In what was read hardly anyone names a wall between purposes, or the own money that a grant asks \
for. That may mean that they do not pinch, or that annual accounts are not the place to say so.

## All streams in one picture

{register}

![{alt_purposes}](img/register-purposes-en.png)

![{alt_ends}](img/register-ends-en.png)

Amounts per year, in million euros, as far as they were published and may be added up. Behind \
each amount stands how many streams have one. **After {register_last} publication stops, not the \
money**; so this is a table and no chart.

| purpose | {register_years} |
|---|{register_line}|
{register_rows}

## What these figures do not say

- *Not yet spent* is not *blocked by a wall*. It may wait for work, staff or a procedure, or have \
come in late. P29b also holds money that still has to go back to the state.
- {missing}
- In {last}, {nothing} municipalities are in the copy without an amount on this position, and \
{below} below zero ({below_names}). Without an amount means: booked elsewhere, or nothing. The \
largest is {biggest_gap}: {biggest_gap_eur} stood there at the end of {biggest_gap_year}. All \
names:
  {nothing_names}.
- So the total is neither a bound from above nor one from below.
- **The figures were read from a copy**; CBS is the source. Read the table of CBS before you \
quote a number.
- On the borders of today: a merger is the sum of its parts; only Haaren was divided over four \
municipalities, in equal parts. Each year equals the national total to the euro; a test holds \
that.

## Calculate it yourself

```python
import ontschotting as on

idle = on.idle_money(on.load_case("nederland"))
idle.years  # per year; idle.by("province"), idle.by("size"), idle.panel(2021)
idle.grants  # grants beside money; idle.gaps, idle.per_grant, idle.reasons, idle.against
register = on.stream_register(idle.case)
register.purposes  # register.years, .ends, .rules; ontschotting stream-register
```

Every row has a source and a status: `datasets/nederland/accounts.csv` and the registers beside \
it. Source: {source} ({license}).
""",
}

WORDS = {
    "nl": {
        "missing": "Niet in de kopie: {names}.",
        "and": "en",
        "of": "{name} ({euros})",
    },
    "en": {
        "missing": "Not in the copy: {names}.",
        "and": "and",
        "of": "{name} ({euros})",
    },
}
