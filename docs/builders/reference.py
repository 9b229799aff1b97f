"""Writes the pages of the reference from what the library declares.

The pages are those of the tables, the measures, the commands and the public names.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ontschotting as on
from ontschotting.case.tables.columns import COMMON, DRAW_GROUP, Column
from ontschotting.case.tables.schema import TABLES
from ontschotting.case.tables.table_schema import TableSchema
from ontschotting.regime.lifts import WALLS
from ontschotting.words.labels import wall_words
from ontschotting.words.measures import MEASURES, measure_meaning, measure_words

FOLDER = "reference"
"""Where the pages stand. Those of the tables, the measures and the commands are kept, so that links
to them work before anything is built; the public names are read from the library while the
documentation is built.
"""

TOPICS = (
    (
        "Cases",
        (
            "read_case",
            "load_case",
            "cases",
            "write_template",
            "annotate",
            "Case",
            "passport",
            "Passport",
            "refresh",
            "Refreshed",
            "read_iv3",
            "read_advances",
            "read_payments",
            "CaseRows",
        ),
    ),
    (
        "Regimes: which walls fall",
        (
            "lift",
            "regional",
            "block_grant",
            "CURRENT",
            "INTEGRAL",
            "UNCONDITIONAL",
            "BORDERLESS",
            "WALLS",
            "Regime",
        ),
    ),
    (
        "One regime, and two compared",
        (
            "allocate",
            "Allocation",
            "compare",
            "Comparison",
            "Scenarios",
            "by_area",
            "ByArea",
            "Solver",
        ),
    ),
    (
        "How sure",
        (
            "binding_limits",
            "BindingLimits",
            "bounds",
            "Bounds",
            "tornado",
            "Tornado",
            "switching_values",
            "SwitchingValues",
            "sweep",
            "Sweep",
            "back_test",
            "BackTest",
        ),
    ),
    (
        "Who blocks, and what first",
        (
            "attribute",
            "Attribution",
            "choose_walls",
            "Choice",
            "shadow_prices",
            "ShadowPrices",
            "next_euro",
            "NextEuro",
            "explain",
            "Explanation",
        ),
    ),
    (
        "Years, promises and conditions",
        (
            "year_rules",
            "YearRules",
            "cancellation",
            "Cancellation",
            "target_gap",
            "TargetGap",
            "free_share",
            "FreeShare",
            "closing",
            "Closing",
            "goals",
            "Goals",
            "conditions",
            "Conditions",
        ),
    ),
    (
        "The pots themselves, and money that stands still",
        (
            "fragmentation",
            "Fragmentation",
            "stream_register",
            "StreamRegister",
            "idle_money",
            "IdleMoney",
        ),
    ),
    (
        "Report, panel and maps",
        (
            "write_report",
            "write_certificate",
            "save",
            "what_if",
            "WhatIf",
            "shapes",
            "municipalities",
        ),
    ),
    (
        "What can go wrong",
        (
            "OntschottingError",
            "CaseError",
            "QuestionError",
            "CertificateError",
            "RefreshError",
            "CaseWarning",
            "QuestionWarning",
        ),
    ),
)
"""The public names in the order of the page. A name in none of these stands under *Other names*."""


def tables_page() -> str:
    """Write every table and column of the case format, as `ontschotting.case.tables` has them."""
    lines = [
        "# The tables of a case",
        "",
        (
            "A case is a folder of CSV files, one Excel workbook with a sheet per table, or frames"
            " passed by name. This page is made from the declarations in"
        ),
        (
            "`ontschotting/case/tables/declarations/`, from which files are read, checked and"
            " written and the template is made. **Bold** columns are required; blank means *no such"
            " rule*."
        ),
        "",
        "| table | what it holds | required |",
        "|---|---|---|",
        *(
            f"| [`{table.name}`](#table-{table.name}) | {table.en} |"
            f" {'yes' if table.required else ''} |"
            for table in TABLES.values()
        ),
        "",
        (
            "Every table may also have these columns, and every number outside the key may have"
            " `…_low` and `…_high` beside it: its margin."
        ),
        "",
        *_columns((*COMMON, DRAW_GROUP)),
        "",
        (
            "How files are read (separators, decimals, shares, yes and no) is in [how to bring your"
            " own tables](../how-to/own-tables.md)."
        ),
        "",
    ]
    for table in TABLES.values():
        lines += [
            f"(table-{table.name})=",
            f"## {table.name}",
            "",
            (
                f"{_sentence(table.en)} Key: {_key(table)}. Required:"
                f" {'yes' if table.required else 'no'}."
            ),
            "",
            *_columns(table.columns),
            "",
        ]
    return "\n".join(lines)


def _key(table: TableSchema) -> str:
    return ", ".join(f"`{name}`" for name in table.key)


def _columns(columns: tuple[Column, ...]) -> list[str]:
    rows = ["| column | kind | meaning | allowed |", "|---|---|---|---|"]
    for column in columns:
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        kind = column.kind + (
            f" ({column.unit})" if column.unit and column.unit != column.kind else ""
        )
        rows.append(f"| {name} | {kind} | {_cell(column.en)} | {_cell(_allowed(column))} |")
    return rows


def _allowed(column: Column) -> str:
    parts = []
    if column.choices:
        parts.append(", ".join(f"`{choice}`" for choice in column.choices))
    if column.low is not None:
        parts.append(f"≥ {column.low:g}")
    if column.high is not None:
        parts.append(f"{'<' if column.below_high else '≤'} {column.high:g}")
    if column.refers_to:
        parts.append(f"a key of [`{column.refers_to}`](#table-{column.refers_to})")
    if column.default is not None:
        parts.append(f"blank: {_default(column)}")
    return ", ".join(parts)


def _default(column: Column) -> str:
    """Write what a blank stands for."""
    if isinstance(column.default, bool):
        return "yes" if column.default else "no"
    return f"{column.default:g}"


def measures_page() -> str:
    """Write every measure with its Dutch name, unit and formula, and the nine walls."""
    units = {
        "eur": "euros",
        "value": "units",
        "share": "share",
    }
    lines = [
        "# The measures",
        "",
        (
            "Each measure compares what can be done at best within the walls and without some of"
            " them. [The model](../why/model.md) says it in full. Where there are several"
        ),
        ("outcomes, a unit is weighted. A page of words is [the glossary](glossary.md)."),
        "",
        "| measure | in English | what it means | unit |",
        "|---|---|---|---|",
        *(
            f"| `{name}` | {measure_words(name, 'en')} | {measure_meaning(name, 'en')} |"
            f" {units[measure['unit']]} |"
            for name, measure in MEASURES.items()
        ),
        "",
        "## In Dutch",
        "",
        "| measure | in het Nederlands | wat het betekent |",
        "|---|---|---|",
        *(
            f"| `{name}` | {measure_words(name, 'nl')} | {measure_meaning(name, 'nl')} |"
            for name in MEASURES
        ),
        "",
        "## As formulas",
        "",
        (
            "V(r) is the best value under regime r; S(r, w) the least total spending under r that"
            " reaches value w; B(r) the budgets under r. c is the current regime, i the lifted"
        ),
        (
            "one. Each measure is the optimum of a certified program, hence one number. Made from"
            " `ontschotting/words/measures.py`."
        ),
        "",
        "| measure | formula |",
        "|---|---|",
        *(f"| `{name}` | {_cell(measure['formula'])} |" for name, measure in MEASURES.items()),
        "",
        (
            "A figure is *None* where no such amount exists, and that is proven too. `needed_eur` +"
            " `blocked_eur` + `surplus_eur` is the budget."
        ),
        "",
        "## The walls",
        "",
        "| wall | in English | in Dutch |",
        "|---|---|---|",
        *(f"| `{wall}` | {wall_words(wall, 'en')} | {wall_words(wall, 'nl')} |" for wall in WALLS),
        "",
    ]
    return "\n".join(lines)


def commands_page() -> str:
    """Write every command with its options, as typer itself documents them."""
    command = [
        sys.executable,
        "-m",
        "typer",
        "ontschotting.cli.commands",
        "utils",
        "docs",
        "--name",
        "ontschotting",
    ]
    text = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(on.__file__).parent.parent
    ).stdout
    text = re.sub(r"^# `ontschotting`", "# The commands", text, count=1)
    text = re.sub(r"^```console$", "```text", text, flags=re.MULTILINE)
    # In its list of commands typer cuts every sentence off after some forty letters; the whole
    # first paragraph stands under the command's own heading.
    first_paragraphs = {
        name: " ".join(words.split())
        for name, words in re.findall(
            r"^## `ontschotting ([\w-]+)`\n\n(.+?)\n\n", text, flags=re.MULTILINE | re.DOTALL
        )
    }
    text = re.sub(
        r"^\* `([\w-]+)`: (.*)$",
        lambda line: f"* `{line[1]}`: {first_paragraphs.get(line[1], line[2])}",
        text,
        flags=re.MULTILINE,
    )
    return (
        text
        + "\nExit codes: 0 done; 1 the case is refused; 2 the command line is wrong; 3 no certified"
        " answer; 70 a fault of the library; 130 stopped by Ctrl-C.\n"
    )


def names_page() -> str:
    """Write every public name with its docstring."""
    lines = [
        "# The public names",
        "",
        (
            "`import ontschotting as on` loads neither a solver nor charts; each of these is loaded"
            " when it is asked for. A result has `frame`, `note` (one sentence with its"
        ),
        (
            "reservation), `trace` (where it comes from) and `to_pandas()`; most have `plot()`,"
            " which gives the matplotlib axes, and `to_json()`. The example of a method goes on"
            " from that of its class."
        ),
        "",
    ]
    placed = {name for _, names in TOPICS for name in names}
    rest = tuple(name for name in on.__all__ if name not in placed and name != "__version__")
    for topic, names in (*TOPICS, ("Other names", rest)):
        if names:
            lines += [f"## {topic}", "", *(line for name in names for line in _name(name))]
    return "\n".join(lines)


def _name(name: str) -> list[str]:
    thing = getattr(on, name)
    if inspect.isclass(thing):
        is_error = issubclass(thing, BaseException)
        kind, options = ("exception", []) if is_error else ("class", ["   :members:"])
        return ["```{eval-rst}", f".. auto{kind}:: ontschotting.{name}", *options, "```", ""]
    if callable(thing):
        return ["```{eval-rst}", f".. autofunction:: ontschotting.{name}", "```", ""]
    text = f"``{thing}``" if isinstance(thing, tuple) else f"``{thing!r}``"
    return ["```{eval-rst}", f".. py:data:: ontschotting.{name}", "", f"   {text}", "```", ""]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "tables": tables_page,
    "measures": measures_page,
    "commands": commands_page,
    "made/names": names_page,
}


def write_pages(app: Any) -> None:
    """Write every page that is not written already, so that a second build has nothing to do."""
    for name, page in PAGES.items():
        path, text = Path(app.srcdir) / FOLDER / f"{name}.md", page()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def _signature(
    app: Any,
    what: str,
    name: str,
    thing: Any,
    options: Any,
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None] | None:
    """Hide how an object of a class is made, as only a `Case` is made by its user."""
    return ("", None) if what == "class" and not name.endswith(".Case") else None


def setup(app: Any) -> dict[str, bool]:
    """Write the pages before Sphinx reads any, and join autodoc."""
    app.connect("builder-inited", write_pages)
    app.connect("autodoc-process-signature", _signature)
    return {"parallel_read_safe": True}
