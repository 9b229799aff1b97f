"""Cases to begin with: those that ship with the library, with their shapes, synthetic ones of any size, and newer open data to hold beside them."""

from ontschotting.datasets.bundled import bundled_name, case_folder, cases, folder_of_cases, fragmentation_facts, load_case, municipalities
from ontschotting.datasets.made_up import FEW_RULES, RULES, synthetic
from ontschotting.datasets.outlines import shapes
from ontschotting.datasets.refreshing import Refreshed, refresh

__all__ = [
    "FEW_RULES", "RULES", "Refreshed", "bundled_name", "case_folder", "cases", "folder_of_cases", "fragmentation_facts", "load_case", "municipalities", "refresh", "shapes",
    "synthetic",
]  # fmt: skip
