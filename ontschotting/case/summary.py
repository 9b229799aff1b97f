"""Shows a case at a glance: its size in words, and its tables as HTML."""

from __future__ import annotations

import html

from ontschotting.case.case_tables import CaseTables
from ontschotting.case.tables.schema import TABLES
from ontschotting.words.catalogue import texts
from ontschotting.words.numbers import amount


def size_in_words(case: CaseTables, lang: str) -> str:
    """Say how many rows the main tables have, and the euros of all budgets.

    Args:
        case: The case
        lang: `nl` or `en`
    """
    words = texts("labels.count", lang)
    rows = {name: case.tables[name].height for name in words}
    counts = {
        name: words.for_count(name, count).format(count=count) for name, count in rows.items()
    }
    euros = amount(float(case.budgets["amount_eur"].sum()), lang, "eur")
    return (
        f"{counts['regions']}, {counts['streams']}, {counts['budgets']} ({euros}),"
        f" {counts['plans']}"
    )


def as_html(case: CaseTables) -> str:
    """Write the tables of a case with their number of rows, for a notebook."""
    left, right = 'style="text-align:left"', 'style="text-align:right"'
    rows = "".join(
        f'<tr><th scope="row" {left}>{name}</th><td {right}>{case.tables[name].height}</td><td'
        f" {left}>{html.escape(table.nl)}</td></tr>"
        for name, table in TABLES.items()
    )
    words = texts("notebook", "nl")
    head = (
        f'<tr><th scope="col" {left}>{words["table"]}</th>'
        f'<th scope="col" {right}>{words["rows"]}</th>'
        f'<th scope="col" {left}>{words["content"]}</th></tr>'
    )
    return (
        f"<p>{html.escape(case.title)}:"
        f" {html.escape(size_in_words(case, 'nl'))}.</p><table><thead>{head}</thead><tbody>"
        f"{rows}</tbody></table>"
    )
