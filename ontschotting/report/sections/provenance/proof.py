"""Write the certificates, and how to get the same numbers again."""

from __future__ import annotations

from ontschotting._version import __version__
from ontschotting.report.blocks import Code, Paragraph, Section, Table
from ontschotting.report.localized_report import LocalizedReport
from ontschotting.report.sections.first_page.claims import citation
from ontschotting.results.trace import Trace


def proof(report: LocalizedReport) -> Section:
    """Write how exact the optima are, the commands to repeat them, and how to cite them."""
    formatter = report.formatter
    blocks = (
        Paragraph(formatter.text("proof_words")),
        _traces_table(report),
        Paragraph(formatter.text("proof_total", count=report.data.optima), "note"),
        Paragraph(formatter.text("reproduce", version=__version__)),
        Code(tuple(_commands(report))),
        Paragraph(formatter.text("files")),
        Paragraph(citation(report), "note"),
    )
    return Section("proof", formatter.text("proof"), blocks)


def _traces_table(report: LocalizedReport) -> Table:
    """Show the solver, the number of optima and the largest errors of each part of the report."""
    formatter = report.formatter
    rows = tuple(
        (
            formatter.text(f"traced_{key}"),
            trace.solver,
            str(trace.optima),
            _error(trace.worst_gap),
            _error(trace.worst_violation),
        )
        for key, trace in _traces(report).items()
    )
    headers = (
        formatter.text("trace"),
        "solver",
        *formatter.texts("certified", "worst_gap", "worst_row"),
    )
    return Table(formatter.text("caption_proof"), headers, rows, text_columns=2)


def _error(error: float) -> str:
    """Write an error of the solver."""
    return f"{error:.0e}" if error else "0"


def _traces(report: LocalizedReport) -> dict[str, Trace]:
    """Return the traces of the parts of the report, by the name of their text."""
    data = report.data
    free_money, with_awarded = data.free_money, data.with_awarded
    if with_awarded is None:
        traces = {"one": free_money.comparison.trace, "one_bounds": free_money.bounds.trace}
    else:
        traces = {
            "price": with_awarded.comparison.trace,
            "free": free_money.comparison.trace,
            "price_bounds": with_awarded.bounds.trace,
            "free_bounds": free_money.bounds.trace,
        }
    traces["swings"] = data.uncertainty.tornado.trace
    if data.free_share is not None:
        traces["free_share"] = data.free_share.trace
    return traces


def _commands(report: LocalizedReport) -> list[str]:
    """Return the commands that give the same numbers again."""
    data, case = report.data, report.case_argument
    solver = data.main.comparison.solver.options
    commands = ["pip install -c .ci/constraints.txt ."]
    questions = [data.free_money, *([] if data.with_awarded is None else [data.with_awarded])]
    options = [question.comparison.regime.options for question in questions]
    if None in options:  # a sum of lifts, which the terminal cannot ask for
        return commands
    commands.append(
        f"ontschotting report {case}{options[0]} --out report/ --lang {report.lang}{solver}"
    )
    commands += [
        f"ontschotting {command} {case} --json{regime}{solver}"
        for command in ("compare", "bounds")
        for regime in options
    ]
    if data.uncertainty.switching_values is not None:
        search = "--reach 1 --positions 1"
        commands.append(
            f"ontschotting switching-values {case} --json{options[-1]} {search}{solver}"
        )
    return commands
