"""Write the certificate and how to get the same numbers again."""

from __future__ import annotations

from ontschotting._version import __version__
from ontschotting.report.blocks import (
    Block,
    Code,
    Paragraph,
    Section,
    Table,
)
from ontschotting.report.formatting import Formatter


def proof(view: Formatter) -> Section:
    """The certificate and how to get the same numbers again."""
    facts = view.facts
    named = ("price", "free", "price_bounds", "free_bounds", "swings", "free_share")
    traces = {name: answer.trace for name in named if (answer := getattr(facts, name)) is not None}
    called = {"free": "one", "free_bounds": "one_bounds"} if facts.price is None else {}
    rows = tuple(
        (
            view.say(f"traced_{called.get(name, name)}"),
            trace.solver,
            str(trace.optima),
            *(
                f"{worst:.0e}" if worst else "0"
                for worst in (trace.worst_gap, trace.worst_violation)
            ),
        )
        for name, trace in traces.items()
    )
    heads = (
        view.say("trace"),
        "solver",
        *(view.say(head) for head in ("certified", "worst_gap", "worst_row")),
    )
    fingerprint = view.case.fingerprint[:12]
    also_by = facts.main.solver.options
    commands = [
        "pip install -c .ci/constraints.txt .",
        f"ontschotting report {view.name} --out report/ --lang {view.lang}{also_by}",
    ]
    questions = ["", " --awarded"] if facts.price is not None else [""]
    commands += [
        f"ontschotting {asked} {view.name} --json{also}{also_by}"
        for asked in ("compare", "bounds")
        for also in questions
    ]
    one_step = "--reach 1 --positions 1"
    commands += (
        [f"ontschotting switching-values {view.name} --json{questions[-1]} {one_step}{also_by}"]
        if facts.flips is not None
        else []
    )
    blocks: tuple[Block, ...] = (
        Paragraph(view.say("proof_words")),
        Table(view.say("caption_proof"), heads, rows, texts=2),
        Paragraph(view.say("proof_extra", count=facts.extra_optima), "note"),
        Paragraph(view.say("reproduce", version=__version__)),
        Code(tuple(commands)),
        Paragraph(view.say("files")),
        Paragraph(
            view.say("cite", version=__version__, case=view.case.title, fingerprint=fingerprint),
            "note",
        ),
    )
    return Section("proof", view.say("proof"), blocks)
