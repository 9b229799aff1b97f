"""Measures what it costs that public money arrives in separate pots.

Examples:
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
    from ontschotting.case.case import Case
    from ontschotting.case.files.annotate import annotate
    from ontschotting.case.files.read import read_case
    from ontschotting.case.files.template import write_template
    from ontschotting.certificate_workbook.workbook import write_certificate
    from ontschotting.charts.save import save
    from ontschotting.datasets.bundled import cases, load_case, municipalities
    from ontschotting.datasets.passports import Passport, passport
    from ontschotting.datasets.shapes import shapes
    from ontschotting.errors import (
        CaseError,
        CaseWarning,
        CertificateError,
        OntschottingError,
        QuestionError,
        QuestionWarning,
        RefreshError,
    )
    from ontschotting.loaders.cbs import Refreshed, refresh
    from ontschotting.lp.solver_choice import Solver
    from ontschotting.measures.attribution.attribution import Attribution, attribute
    from ontschotting.measures.attribution.choice import Choice, choose_walls
    from ontschotting.measures.back_test import BackTest, back_test
    from ontschotting.measures.comparison.by_area import ByArea, by_area
    from ontschotting.measures.comparison.compare import compare
    from ontschotting.measures.comparison.result import Comparison
    from ontschotting.measures.observed.fragmentation import Fragmentation, fragmentation
    from ontschotting.measures.policy.conditions import Conditions, conditions
    from ontschotting.measures.policy.free_share import FreeShare, free_share
    from ontschotting.measures.policy.targets import TargetGap, target_gap
    from ontschotting.measures.policy.years import Cancellation, YearRules, cancellation, year_rules
    from ontschotting.measures.pricing.explanation import Explanation, explain
    from ontschotting.measures.pricing.next_euro import NextEuro, next_euro
    from ontschotting.measures.pricing.shadow_prices import ShadowPrices, shadow_prices
    from ontschotting.measures.uncertainty.bounds import Bounds, Tornado, bounds, tornado
    from ontschotting.measures.uncertainty.sweep import sweep
    from ontschotting.measures.uncertainty.sweep_result import Sweep
    from ontschotting.measures.uncertainty.switching_values import SwitchingValues, switching_values
    from ontschotting.panel.panel import WhatIf, what_if
    from ontschotting.regime.lifts import WALLS
    from ontschotting.regime.presets import BORDERLESS, CURRENT, INTEGRAL, UNCONDITIONAL, regional
    from ontschotting.regime.regime import Regime, lift
    from ontschotting.report.write import write_report
    from ontschotting.results.allocation import Allocation, allocate

_DOORS = {
    "Allocation": "results.allocation",
    "allocate": "results.allocation",
    "Case": "case.case",
    "save": "charts.save",
    "cases": "datasets.bundled",
    "load_case": "datasets.bundled",
    "municipalities": "datasets.bundled",
    "refresh": "loaders.cbs",
    "Refreshed": "loaders.cbs",
    "shapes": "datasets.shapes",
    "CaseError": "errors",
    "CaseWarning": "errors",
    "CertificateError": "errors",
    "OntschottingError": "errors",
    "QuestionError": "errors",
    "QuestionWarning": "errors",
    "RefreshError": "errors",
    "Attribution": "measures.attribution.attribution",
    "attribute": "measures.attribution.attribution",
    "BackTest": "measures.back_test",
    "back_test": "measures.back_test",
    "Bounds": "measures.uncertainty.bounds",
    "Tornado": "measures.uncertainty.bounds",
    "bounds": "measures.uncertainty.bounds",
    "tornado": "measures.uncertainty.bounds",
    "Choice": "measures.attribution.choice",
    "choose_walls": "measures.attribution.choice",
    "compare": "measures.comparison.compare",
    "Comparison": "measures.comparison.result",
    "SwitchingValues": "measures.uncertainty.switching_values",
    "switching_values": "measures.uncertainty.switching_values",
    "Fragmentation": "measures.observed.fragmentation",
    "fragmentation": "measures.observed.fragmentation",
    "FreeShare": "measures.policy.free_share",
    "free_share": "measures.policy.free_share",
    "Explanation": "measures.pricing.explanation",
    "explain": "measures.pricing.explanation",
    "ByArea": "measures.comparison.by_area",
    "by_area": "measures.comparison.by_area",
    "ShadowPrices": "measures.pricing.shadow_prices",
    "shadow_prices": "measures.pricing.shadow_prices",
    "Conditions": "measures.policy.conditions",
    "conditions": "measures.policy.conditions",
    "Cancellation": "measures.policy.years",
    "YearRules": "measures.policy.years",
    "cancellation": "measures.policy.years",
    "year_rules": "measures.policy.years",
    "NextEuro": "measures.pricing.next_euro",
    "next_euro": "measures.pricing.next_euro",
    "TargetGap": "measures.policy.targets",
    "target_gap": "measures.policy.targets",
    "Sweep": "measures.uncertainty.sweep_result",
    "sweep": "measures.uncertainty.sweep",
    "Passport": "datasets.passports",
    "passport": "datasets.passports",
    "write_certificate": "certificate_workbook.workbook",
    "WhatIf": "panel.panel",
    "what_if": "panel.panel",
    "write_report": "report.write",
    "Solver": "lp.solver_choice",
    "annotate": "case.files.annotate",
    "read_case": "case.files.read",
    "write_template": "case.files.template",
    "BORDERLESS": "regime.presets",
    "CURRENT": "regime.presets",
    "INTEGRAL": "regime.presets",
    "UNCONDITIONAL": "regime.presets",
    "WALLS": "regime.lifts",
    "Regime": "regime.regime",
    "lift": "regime.regime",
    "regional": "regime.presets",
}
"""Every public name and the module it lives in. They are loaded when asked for, so that importing
the library loads no solver and no charts.
"""

__all__ = ["__version__", *sorted(_DOORS)]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module 'ontschotting' has no name {name!r}")
    return getattr(import_module(f"ontschotting.{_DOORS[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
