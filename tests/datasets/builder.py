"""Runs the builder of a case or of a page, as `python -m` does, within the process of the tests."""

from __future__ import annotations

import runpy
import sys
import warnings
from pathlib import Path
from unittest.mock import patch


def build(module: str, into: Path) -> None:
    """Run a builder into a folder or file; starting a process takes as long as most of them."""
    with patch.object(sys, "argv", [module, str(into)]), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # that it may be imported already
        runpy.run_module(module, run_name="__main__")
