"""Turns sections and figures into one self-contained, accessible page; every text from a file is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from ontschotting._version import __version__
from ontschotting.charts.save import alt_text, as_svg
from ontschotting.report.blocks import Section
from ontschotting.report.view import View


def page(view: View, sections: Sequence[Section], figures: Mapping[str, Figure]) -> str:
    """The page as HTML."""
    environment = Environment(loader=PackageLoader("ontschotting.report", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("page.html.j2").render(
        lang=view.lang,
        title=view.say("page_title", case=view.case.title),
        words={word: view.say(word) for word in ("skip", "kicker", "contents", "show_table")},
        made=view.say("made", version=__version__, fingerprint=view.case.fingerprint[:12]),
        sections=sections,
        pictures={name: _inline(name, figure) for name, figure in figures.items()},
    )


def _inline(name: str, figure: Figure) -> Markup:
    """A figure as SVG inside the page: without its header, comments (they hold texts) and metadata, with ids that no other chart has, and an alternative text."""
    svg = as_svg(figure)
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<title>.*?</title>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'(xlink:href|href)="#([^"]+)"', rf'\1="#{name}-\2"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    head, rest = svg.split(">", 1)
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    return Markup(f'{head} role="img" aria-label="{escape(alt_text(figure))}">{rest}')
