"""The examples in the docstrings of the package run, and give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import ontschotting as on

PACKAGE = Path(on.__file__).parent
MODULES = sorted(
    ".".join(["ontschotting", *path.relative_to(PACKAGE).with_suffix("").parts])
    for path in PACKAGE.rglob("*.py")
    if path.name != "__init__.py" and ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name: str) -> None:
    answer = doctest.testmod(import_module(name))
    assert answer.attempted, "no example was found"
    assert answer.failed == 0
