"""List the native charts that the tables of a report get in `tables.xlsx`."""

from __future__ import annotations

from ontschotting.measures.attribution.attribution import Attribution
from ontschotting.measures.attribution.choice import Choice
from ontschotting.measures.comparison.result import Comparison
from ontschotting.measures.explanation.explanation import Explanation
from ontschotting.measures.policy.free_share import FreeShare
from ontschotting.measures.policy.year_rules import YearRules
from ontschotting.measures.uncertainty.bounds import Bounds
from ontschotting.measures.uncertainty.tornado import Tornado
from ontschotting.results.workbook_charts import WorkbookChart

_SCENARIOS_CHART = WorkbookChart("scenarios", "bar", values=("free", "awarded"))

CHARTS_OF_TABLES: dict[str, tuple[WorkbookChart, ...]] = {
    "measures": Comparison.frame_charts,
    "measures_free_money": Comparison.frame_charts,
    "bounds": Bounds.frame_charts,
    "bounds_free_money": Bounds.frame_charts,
    "swings": Tornado.frame_charts,
    "scenarios": (_SCENARIOS_CHART,),
    "free_share": FreeShare.frame_charts,
    "attribution": Attribution.frame_charts,
    "choice": Choice.frame_charts,
    "idle": Explanation.frame_charts,
    "years": YearRules.frame_charts,
}
"""By the name of the table, as `ontschotting.report.tables.tables` gives them."""
