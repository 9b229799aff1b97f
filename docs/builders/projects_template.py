"""The words of docs/projecten.md and docs/projects.md."""

from __future__ import annotations

SOURCE = {
    "nl": "openbare bladzijden per project (datasets/raw/projects)",
    "en": "public pages per project (datasets/raw/projects)",
}

WORDS = {
    "nl": {"none": "niet gezien", "refused": "geweigerd"},
    "en": {"none": "not seen", "refused": "refused"},
}

PAGES = {
    "nl": """# Projecten met meer dan één pot

Geschreven door `python -m docs.builders.projects_page` uit `datasets/raw/projects`; geen bedrag \
is hier getypt. In het Engels: [Projects with more than one pot](projects.md).

**Van {count} gebiedsontwikkelingen en deals zijn bedragen per pot gevonden. Van {with_total} \
daarvan is ook een totaal gepubliceerd, en van {closing} zijn de potten samen precies dat \
totaal, wat is gevraagd en geweigerd meegeteld.** Dit is wat is gevonden, geen steekproef: van de \
meeste bladzijden is alleen een deel gezien. Een pot die meebetaalt bewijst niet dat een schot \
iets heeft tegengehouden, en een weigering evenmin.

![{alt}](img/project-pots-nl.png)

## Per project

Wat elke pot mag betalen staat bijna nergens naast wat hij bijdroeg. Daarom is de laatste kolom \
er: wat ontbreekt om te kunnen rekenen. Wat een bedrag is (totaal, pot, geweigerd) is onze \
lezing, in `datasets/raw/project_pots.csv`.

| project | doelen | totaal | potten | niet uitgesplitst | wat ontbreekt | bron |
|---|---|---|---|---|---|---|
{table}
Doelen die in eigen eenheden zijn gepubliceerd:

{goals}

## Wat later kwam, en niet bij het totaal hoort

{later}
## Gevraagd en gekregen, per ronde

{rounds}
## Wat integrale potten deden

Geen schotten is geen bewijs van welvaart. Beide kanten horen erbij.

- **Budget Nota Ruimte** ({nr_pot} miljoen euro, één integrale pot): CPB en PBL beoordeelden \
zestien projecten. {nr_good} gunstig of daarnaar neigend, {nr_bad} ongunstig of licht ongunstig; \
de andere gemengd of niet te beoordelen.
- **Ruimte voor de Rivier** ({rvdr} miljoen euro, één budget met een dubbel doel): volgens de \
eindevaluatie binnen budget en tijd; een deel zou pas [na de einddatum van 2015]\
(https://www.waterforum.net/ruimte-voor-de-rivier-projecten-gaan-richting-afrondende-fase/) \
klaar zijn. Er is geen tweeling met schotten om mee te vergelijken.
- **Deltafonds**: mocht niet betalen voor wateroverlast door regen tot de wet was gewijzigd; dat \
duurde ongeveer twee jaar.
- **Regio Deals**: integraal, maar het verdelen en sturen kostte tijd; de Algemene Rekenkamer \
vindt onduidelijk of zij helpen.

## Wat het model ervan zegt

Van vier projecten zijn een totaal, meer dan één pot en een doel gepubliceerd, en is een casus \
gemaakt: [Waterdunen](projecten/waterdunen.md), [Ooijen-Wanssum](projecten/ooijen-wanssum.md), \
[Marker Wadden](projecten/marker-wadden.md) en [Zwolle Spoorzone](projecten/zwolle-spoorzone.md). \
Van geen daarvan zegt een bron wat elk doel kostte; waar het ertoe doet is dat een aanname met \
een bereik.

**In geen van de vier is in de gepubliceerde bedragen te zien dat schotten tussen doelen iets \
tegenhielden.** Wat ontbrak was geld, of een toekenning. In drie ervan hangt dat aan de verdeling \
van de kosten: bij een andere verdeling houdt een schot wel iets tegen. Het zijn vier projecten \
die er zijn gekomen of doorgingen; wat door schotten nooit begon, komt in geen bron voor. Hoe u \
het zelf vraagt staat in [sluit een project?](how-to/closing.md).

Alkmaar Overstad past ook precies, maar met twee potten voor één doel valt er niets te verdelen. \
Van de Nieuwe Driemanspolder is meer dan de helft van het geld niet uitgesplitst.
""",
    "en": """# Projects with more than one pot

Written by `python -m docs.builders.projects_page` from `datasets/raw/projects`; no amount is \
typed here. In Dutch: [Projecten met meer dan één pot](projecten.md).

**Of {count} area developments and deals amounts per pot were found. Of {with_total} of them a \
total is published too, and of {closing} the pots add up to exactly that total, counting what \
was asked and refused.** This is what was found, no sample: of most pages only a part was seen. \
That a pot pays does not prove that a wall held anything back, and neither does a refusal.

![{alt}](img/project-pots-en.png)

## Per project

What each pot may pay for is hardly ever published beside what it paid. Hence the last column: \
what is missing to compute with. What an amount is (total, pot, refused) is our reading, in \
`datasets/raw/project_pots.csv`.

| project | goals | total | pots | not split out | what is missing | source |
|---|---|---|---|---|---|---|
{table}
Goals that are published in units of their own:

{goals}

## What came later, and is no part of the total

{later}
## Asked for and granted, per round

{rounds}
## What integral pots did

No walls is no proof of welfare. Both sides belong here.

- **Budget Nota Ruimte** ({nr_pot} million euros, one integral pot): CPB and PBL judged sixteen \
projects. {nr_good} favourable or leaning so, {nr_bad} unfavourable or slightly so; the others \
mixed or not to be judged.
- **Room for the River** ({rvdr} million euros, one budget with a double goal): within \
budget and time, says the final evaluation; a part was to be ready only [after the end of 2015]\
(https://www.waterforum.net/ruimte-voor-de-rivier-projecten-gaan-richting-afrondende-fase/). \
There is no twin with walls to compare it with.
- **Deltafonds**: could not pay for flooding by rain until the law was changed; that took about \
two years.
- **Regio Deals**: integral, but dividing and steering took time; the Court of Audit finds it \
unclear whether they help.

## What the model says of them

Of four projects a total, more than one pot and a goal were published, and a case was made: \
[Waterdunen](projects/waterdunen.md), [Ooijen-Wanssum](projects/ooijen-wanssum.md), \
[Marker Wadden](projects/marker-wadden.md) and [Zwolle Spoorzone](projects/zwolle-spoorzone.md). \
Of none of them a source says what each goal cost; where it matters that is an assumption with a \
range.

**In none of the four the published amounts show that walls between purposes held anything \
back.** What was missing was money, or an award. In three of them that hangs on how the cost \
is divided: at another division a wall does hold something back. These are four projects that came \
about or went on; what never began because of walls is in no source. How to ask it yourself is in \
[does a project close?](how-to/closing.md).

Alkmaar Overstad fits exactly too, but with two pots for one purpose there is nothing to divide. \
Of the Nieuwe Driemanspolder more than half of the money is not split out.
""",
}
