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
daarvan is ook een totaal gepubliceerd, en van {closing} sluiten de potten precies op dat \
totaal.** Dit is wat is gevonden, geen steekproef: van de meeste bladzijden is alleen een deel \
gezien. Een pot die meebetaalt bewijst niet dat een schot iets heeft tegengehouden, en een \
weigering evenmin.

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
- **Ruimte voor de Rivier** ({rvdr} miljoen euro, één budget met een dubbel doel): binnen budget \
en tijd. Er is geen tweeling met schotten om mee te vergelijken.
- **Deltafonds**: mocht niet betalen voor wateroverlast door regen tot de wet was gewijzigd; dat \
duurde ongeveer twee jaar.
- **Regio Deals**: integraal, maar het verdelen en sturen kostte tijd; de Algemene Rekenkamer \
vindt onduidelijk of zij helpen.

Wat het model van een project kan zeggen (sluit het, en welke pot is te kort) staat in [hoe u \
dat vraagt](how-to/closing.md). Van geen van deze projecten is hier een som gemaakt: de kosten \
per doel ontbreken.
""",
    "en": """# Projects with more than one pot

Written by `python -m docs.builders.projects_page` from `datasets/raw/projects`; no amount is \
typed here. In Dutch: [Projecten met meer dan één pot](projecten.md).

**Of {count} area developments and deals amounts per pot were found. Of {with_total} of them a \
total is published too, and of {closing} the pots add up to exactly that total.** This is what \
was found, no sample: of most pages only a part was seen. That a pot pays does not prove that a \
wall held anything back, and neither does a refusal.

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
- **Room for the River** ({rvdr} million euros, one budget with a double goal): within budget \
and time. There is no twin with walls to compare it with.
- **Deltafonds**: could not pay for flooding by rain until the law was changed; that took about \
two years.
- **Regio Deals**: integral, but dividing and steering took time; the Court of Audit finds it \
unclear whether they help.

What the model can say of a project (does it close, and which pot is short) is in [how to \
ask](how-to/closing.md). For none of these projects a sum was made here: the cost per purpose is \
missing.
""",
}
