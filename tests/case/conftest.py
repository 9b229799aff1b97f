"""The small good case, read once for all tests of cases."""

from __future__ import annotations

import pytest

import ontschotting as on
from tests.case.good_case import write_good


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> on.Case:
    """The good case, read from a folder. No test can change it: a case is frozen."""
    return on.read_case(write_good(tmp_path_factory.mktemp("good")))
