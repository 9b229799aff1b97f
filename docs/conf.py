"""Settings of the documentation site (`make docs`).

Markdown in, one folder of pages out that needs no network to be read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docutils import nodes

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from ontschotting import __version__  # noqa: E402

project = "ontschotting"
author = "ontschotting maintainers"
version = release = __version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "docs.builders.reference",
    "docs.builders.architecture",
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["builders", "_static"]
nitpicky = False
default_role = "literal"
smartquotes = False  # an option is written with two dashes, and must stay so

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 3

napoleon_numpy_docstring = False
napoleon_use_param = False  # an entry may name several parameters at once
napoleon_custom_sections = [("Attributes", "params_style")]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries = False

WIDE = ("cases-of-walls", "contradictions", "next-money", "programmes", "rule-patterns")
"""Pages whose tables need the whole width: nothing beside them on screen, and on paper a sheet on
its side (_static/wide.css).
"""

html_theme = "pydata_sphinx_theme"
html_title = f"ontschotting {version}"
html_static_path = ["_static"]
html_css_files = ["house.css"]
html_show_sourcelink = False
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "header_links_before_dropdown": 7,
    # For a screen reader: a button whose name is what it shows, and no nameless folds in the side
    # bar (no page there has pages below it).
    "navbar_persistent": ["search-button"],
    "collapse_navigation": True,
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": {"**": ["page-toc"], **{page: [] for page in WIDE}},
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
html_sidebars = {page: [] for page in ("index", "first-steps", "eerste-stappen", *WIDE)}
copyright = "ontschotting maintainers, EUPL-1.2"

SENTENCE = 60
"""Letters from which the text of a table's cell counts as a sentence, which needs room."""

DUTCH = {"eerste-stappen", "geld-dat-stilstaat", "nederland"}
"""Pages whose text is Dutch: a screen reader has to know."""


def setup(app):
    """Marks the language of pages that are not in English, the pages with wide tables, and cells
    that hold sentences.
    """

    def mark(app, page, template, context, doctree):
        if page in DUTCH:
            context["body"] = f'<div lang="nl">{context["body"]}</div>'
        if page in WIDE:
            app.add_css_file("wide.css")

    def mark_cells(app, doctree, page):
        for cell in doctree.findall(nodes.entry):
            if len(cell.astext()) > SENTENCE:
                cell["classes"].append("sentence")

    app.connect("html-page-context", mark)
    app.connect("doctree-resolved", mark_cells)
