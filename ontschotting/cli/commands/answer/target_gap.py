"""`ontschotting target`: the shortfall against the targets and the money that meets them."""

from __future__ import annotations

from ontschotting.cli.app import app
from ontschotting.cli.options import (
    Awarded,
    CaseArgument,
    Cut,
    FreeShare,
    Json,
    Lang,
    Lift,
    PulpSolver,
    Purposes,
    Solver,
    Streams,
    check_lang,
    read_named,
    regime_of,
    solver_of,
)
from ontschotting.cli.printing import print_json, print_table, progress
from ontschotting.cli.words import words


@app.command("target")
def target_command(
    case: CaseArgument = "nederland",
    lift: Lift = None,
    streams: Streams = None,
    purposes: Purposes = None,
    free_share: FreeShare = 1.0,
    cut: Cut = 0.0,
    awarded: Awarded = False,
    as_json: Json = False,
    solver: Solver = "highs",
    pulp_solver: PulpSolver = None,
    lang: Lang = "nl",
) -> None:
    """The shortfall against the targets, and the least extra money that meets them, within the
    walls and without.
    """
    from ontschotting.measures.policy.targets import target_gap
    from ontschotting.words.numbers import amount

    check_lang(lang)
    regime = regime_of(lift, streams, purposes, free_share, cut, awarded)
    with progress("target") as say:
        result = target_gap(
            read_named(case), regime, solver=solver_of(solver, pulp_solver), progress=say
        )
    if as_json:
        print_json(result.to_json())
    else:
        short = result.frame.filter(result.frame["short"] > 0)
        rows = [
            (
                f"{words(row['regime'], lang)}: {row['area'] or words(row['level'], lang)}"
                f" {row['year'] or ''}".strip(),
                row["short"],
                "value",
            )
            for row in short.iter_rows(named=True)
        ]
        if rows:
            print_table(rows, lang)
        print(f"{'':>21}  {words('current', lang):>20}  {words('lifted', lang):>20}")
        for extra, current, lifted in result.curve.iter_rows():
            print(
                f"+{amount(extra, lang, 'eur'):>20}  {amount(current, lang):>20} "
                f" {amount(lifted, lang):>20}"
            )
        print(f"\n{' '.join(result.sentences(lang))}\n{result.trace}")
