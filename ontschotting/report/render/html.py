"""Render sections and charts as one self-contained, accessible page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ontschotting._version import __version__
from ontschotting.charts.save import RenderedFigure
from ontschotting.report.blocks import Section, figure_numbers
from ontschotting.report.localized_report import LocalizedReport, case_heading

_TEXTS = (
    "skip",
    "kicker",
    "contents",
    "show_table",
    "in_words",
    "table_near",
    "file",
    "figure",
    "annex",
    "annex_words",
)
"""Texts that the template takes from `words/`."""


def render_page(
    report: LocalizedReport, sections: Sequence[Section], charts: Mapping[str, RenderedFigure]
) -> str:
    """Render the page; every text is escaped.

    Args:
        report: The report
        sections: Its sections, in order
        charts: Its charts by name
    """
    environment = Environment(
        loader=PackageLoader("ontschotting.report.render", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    formatter, case = report.formatter, report.case
    script = files("ontschotting.report.render").joinpath("page.js").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        lang=report.lang,
        title=sections[0].title,
        case_title=case_heading(report),
        words={key: formatter.text(key) for key in _TEXTS},
        made=formatter.text("made", version=__version__, fingerprint=case.fingerprint[:12]),
        sections=sections,
        first_annex=next((section.key for section in sections if section.in_annex), ""),
        numbers=figure_numbers(sections),
        pictures={name: _inline_svg(name, chart) for name, chart in charts.items()},
        alternatives={name: chart.alt for name, chart in charts.items()},
        script=Markup(script),
        script_hash=_sha256(script),
    )


def _sha256(script: str) -> str:
    """Return the hash by which the page allows its one script to run."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _inline_svg(name: str, chart: RenderedFigure) -> Markup:
    """Return a chart as SVG inside the page, with an alternative text.

    Header, comments (they hold texts) and metadata are removed, and ids begin with the name of the
    chart, so that no other chart has the same.
    """
    svg = chart.svg[chart.svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<title>.*?</title>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'(xlink:href|href)="#([^"]+)"', rf'\1="#{name}-\2"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    opening_tag, content = svg.split(">", 1)
    opening_tag = re.sub(r' (width|height)="[^"]*"', "", opening_tag)
    return Markup(f'{opening_tag} role="img" aria-label="{escape(chart.alt)}">{content}')
