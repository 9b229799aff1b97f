"""Hold the texts of the panel, in Dutch and English."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "walls": "Welke schotten vallen?",
        "share": "Vrij deel",
        "level": "Geld mag naar",
        "stays": "waar het nu heen mag",
        "anywhere": "overal in dit geval",
        "awarded": "ook geld dat al is toegekend",
        "money": "Hoeveel geld, en waar?",
        "gain": (
            "Binnen de schotten ten hoogste {current} bekostigbare {units}; met deze keuze"
            " {lifted}: {freed} erbij."
        ),
        "loss": (
            "Binnen de schotten ten hoogste {current} bekostigbare {units}; met deze keuze"
            " {lifted}: {less} minder."
        ),
        "none": (
            "Binnen de schotten ten hoogste {current} bekostigbare {units}; met deze keuze"
            " evenveel."
        ),
        "spent": (
            "Van {budget} is {needed} nodig voor het resultaat van nu, {blocked} geblokkeerd en"
            " {surplus} overschot."
        ),
        "out_of_reach": "Het resultaat van nu is met deze keuze niet te halen.",
        "honest": (
            "Vergelijking van twee optima bij de opgegeven bedragen, behoeften en grenzen; geen"
            " voorspelling."
        ),
        "assumed": " Mede op basis van aannames.",
        "working": "Rekent …",
        "working_money": "Rekent na waar het geld zit …",
        "done": "Klaar.",
        "failed": "Geen antwoord: {error}",
    },
    "en": {
        "walls": "Which walls fall?",
        "share": "Free share",
        "level": "Money may go",
        "stays": "where it may go today",
        "anywhere": "anywhere in this case",
        "awarded": "money already awarded too",
        "money": "How much money, and where?",
        "gain": (
            "Within the walls at most {current} fundable {units}; with this choice {lifted}:"
            " {freed} more."
        ),
        "loss": (
            "Within the walls at most {current} fundable {units}; with this choice {lifted}: {less}"
            " fewer."
        ),
        "none": "Within the walls at most {current} fundable {units}; with this choice as many.",
        "spent": (
            "Of {budget}, {needed} is needed for today's result, {blocked} is blocked and {surplus}"
            " is surplus."
        ),
        "out_of_reach": "Today's result is out of reach with this choice.",
        "honest": "Comparison of two optima given the listed money, needs and limits; no forecast.",
        "assumed": " Based in part on assumptions.",
        "working": "Working …",
        "working_money": "Working out where the money sits …",
        "done": "Done.",
        "failed": "No answer: {error}",
    },
}
