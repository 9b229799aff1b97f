"""Measures what it costs that public money arrives in separate pots.

Examples:
    >>> import ontschotting as on
    >>> case = on.load_case("two-villages")
    >>> round(on.compare(case).freed)
    2000
"""

from __future__ import annotations

from typing import Any

import lazy_loader

# The stub beside this file lists every public name once, and type checkers read it too. A module
# is loaded when one of its names is first used, so importing loads no solver and no charts.
_load, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

_RENAMED_IN_0_2 = {
    "flips": "switching_values",
    "Flips": "SwitchingValues",
    "swings": "tornado",
    "Swings": "Tornado",
    "per_area": "by_area",
    "PerArea": "ByArea",
    "wall_prices": "shadow_prices",
    "WallPrices": "ShadowPrices",
    "terms": "conditions",
    "Terms": "Conditions",
    "several_years": "year_rules",
    "SeveralYears": "YearRules",
    "change_of_course": "cancellation",
    "ChangeOfCourse": "Cancellation",
}


def __getattr__(name: str) -> Any:
    if name in _RENAMED_IN_0_2:
        raise AttributeError(
            f"ontschotting has no {name!r} since version 0.2; it is called"
            f" {_RENAMED_IN_0_2[name]!r}."
        )
    if name not in __all__:
        from ontschotting.support.suggestions import did_you_mean

        hint = did_you_mean(name, __all__)
        raise AttributeError(f"module 'ontschotting' has no name {name!r}.{hint}")
    return _load(name)
