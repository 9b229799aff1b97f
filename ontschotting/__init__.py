"""Measures what it costs that public money arrives in separate pots.

>>> import ontschotting as on
>>> case = on.load_case("two-villages")
>>> round(on.compare(case).freed)
2000
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ontschotting._version import __version__

if TYPE_CHECKING:
    from ontschotting.allocation import Allocation, allocate
    from ontschotting.case import Case
    from ontschotting.charts.save import save
    from ontschotting.datasets import Refreshed, cases, load_case, municipalities, refresh, shapes
    from ontschotting.errors import (
        CaseError,
        CaseWarning,
        CertificateError,
        OntschottingError,
        QuestionError,
        QuestionWarning,
        RefreshError,
    )
    from ontschotting.measures.attribution import Attribution, attribute
    from ontschotting.measures.back_test import BackTest, back_test
    from ontschotting.measures.bounds import Bounds, Swings, bounds, swings
    from ontschotting.measures.choice import Choice, choose_walls
    from ontschotting.measures.compare import compare
    from ontschotting.measures.comparison import Comparison
    from ontschotting.measures.explanation import Explanation, explain
    from ontschotting.measures.flips import Flips, flips
    from ontschotting.measures.fragmentation import Fragmentation, fragmentation
    from ontschotting.measures.free_share import FreeShare, free_share
    from ontschotting.measures.next_euro import NextEuro, next_euro
    from ontschotting.measures.per_area import PerArea, per_area
    from ontschotting.measures.prices import WallPrices, wall_prices
    from ontschotting.measures.range import Sweep
    from ontschotting.measures.sweep import sweep
    from ontschotting.measures.targets import TargetGap, target_gap
    from ontschotting.measures.terms import Terms, terms
    from ontschotting.measures.years import ChangeOfCourse, SeveralYears, change_of_course, several_years
    from ontschotting.panel.panel import WhatIf, what_if
    from ontschotting.passports import Passport, passport
    from ontschotting.proof.workbook import write_certificate
    from ontschotting.report.write import write_report
    from ontschotting.tables.annotating import annotate
    from ontschotting.tables.reading import read_case
    from ontschotting.tables.template import write_template
    from ontschotting.walls import BORDERLESS, CURRENT, INTEGRAL, UNCONDITIONAL, WALLS, Regime, lift, regional

_DOORS = {
    "Allocation": "allocation",
    "allocate": "allocation",
    "Case": "case",
    "save": "charts.save",
    "cases": "datasets",
    "load_case": "datasets",
    "municipalities": "datasets",
    "refresh": "datasets",
    "Refreshed": "datasets",
    "shapes": "datasets",
    "CaseError": "errors",
    "CaseWarning": "errors",
    "CertificateError": "errors",
    "OntschottingError": "errors",
    "QuestionError": "errors",
    "QuestionWarning": "errors",
    "RefreshError": "errors",
    "Attribution": "measures.attribution",
    "attribute": "measures.attribution",
    "BackTest": "measures.back_test",
    "back_test": "measures.back_test",
    "Bounds": "measures.bounds",
    "Swings": "measures.bounds",
    "bounds": "measures.bounds",
    "swings": "measures.bounds",
    "Choice": "measures.choice",
    "choose_walls": "measures.choice",
    "compare": "measures.compare",
    "Comparison": "measures.comparison",
    "Flips": "measures.flips",
    "flips": "measures.flips",
    "Fragmentation": "measures.fragmentation",
    "fragmentation": "measures.fragmentation",
    "FreeShare": "measures.free_share",
    "free_share": "measures.free_share",
    "Explanation": "measures.explanation",
    "explain": "measures.explanation",
    "PerArea": "measures.per_area",
    "per_area": "measures.per_area",
    "WallPrices": "measures.prices",
    "wall_prices": "measures.prices",
    "Terms": "measures.terms",
    "terms": "measures.terms",
    "ChangeOfCourse": "measures.years",
    "SeveralYears": "measures.years",
    "change_of_course": "measures.years",
    "several_years": "measures.years",
    "NextEuro": "measures.next_euro",
    "next_euro": "measures.next_euro",
    "TargetGap": "measures.targets",
    "target_gap": "measures.targets",
    "Sweep": "measures.range",
    "sweep": "measures.sweep",
    "Passport": "passports",
    "passport": "passports",
    "write_certificate": "proof.workbook",
    "WhatIf": "panel.panel",
    "what_if": "panel.panel",
    "write_report": "report.write",
    "annotate": "tables.annotating",
    "read_case": "tables.reading",
    "write_template": "tables.template",
    "BORDERLESS": "walls",
    "CURRENT": "walls",
    "INTEGRAL": "walls",
    "UNCONDITIONAL": "walls",
    "WALLS": "walls",
    "Regime": "walls",
    "lift": "walls",
    "regional": "walls",
}
"""Every public name and the module it lives in. They are loaded when asked for, so that importing the library loads no solver and no charts."""

__all__ = ["__version__", *sorted(_DOORS)]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module 'ontschotting' has no name {name!r}")
    return getattr(import_module(f"ontschotting.{_DOORS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
