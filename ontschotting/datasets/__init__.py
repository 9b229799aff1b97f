"""Cases to begin with: those that ship with the library, with their shapes, and synthetic ones of any size."""

from ontschotting.datasets.bundled import bundled_name, case_folder, cases, folder_of_cases, fragmentation_facts, load_case, municipalities
from ontschotting.datasets.made_up import FEW_RULES, RULES, synthetic
from ontschotting.datasets.outlines import shapes

__all__ = ["FEW_RULES", "RULES", "bundled_name", "case_folder", "cases", "folder_of_cases", "fragmentation_facts", "load_case", "municipalities", "shapes", "synthetic"]
