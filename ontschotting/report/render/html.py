"""Turns sections and figures into one self-contained, accessible page.

Every text from a file is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ontschotting._version import __version__
from ontschotting.charts.save import DrawnChart
from ontschotting.report.blocks import Section, numbered
from ontschotting.report.formatting import Formatter


def page(view: Formatter, sections: Sequence[Section], pictures: Mapping[str, DrawnChart]) -> str:
    """The page as HTML."""
    environment = Environment(
        loader=PackageLoader("ontschotting.report.render", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    script = files("ontschotting.report.render").joinpath("page.js").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        lang=view.lang,
        title=view.say("page_title", case=view.case.title),
        words={
            word: view.say(word)
            for word in (
                "skip",
                "kicker",
                "contents",
                "show_table",
                "in_words",
                "table_near",
                "file",
                "figure",
            )
        },
        made=view.say("made", version=__version__, fingerprint=view.case.fingerprint[:12]),
        sections=sections,
        numbers=numbered(sections),
        pictures={name: _inline(name, drawn) for name, drawn in pictures.items()},
        alternatives={name: drawn.alt for name, drawn in pictures.items()},
        script=Markup(script),
        script_hash=_hash(script),
    )


def _hash(script: str) -> str:
    """The one script that the page allows itself to run, by its hash."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _inline(name: str, drawn: DrawnChart) -> Markup:
    """A figure as SVG inside the page.

    Without its header, comments (they hold texts) and metadata, with ids that no other chart has,
    and an alternative text.
    """
    svg = drawn.svg[drawn.svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<title>.*?</title>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'(xlink:href|href)="#([^"]+)"', rf'\1="#{name}-\2"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", svg)
    head, rest = svg.split(">", 1)
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    return Markup(f'{head} role="img" aria-label="{escape(drawn.alt)}">{rest}')
