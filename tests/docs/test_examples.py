"""The examples in docstrings run and give what they say, and no public name is without one.

The example of a method goes on from the example of its class: both stand under each other in the
reference, and the case is solved once.
"""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ontschotting as on
from ontschotting.errors import Finding
from ontschotting.measures.comparison.side import Side
from ontschotting.measures.explanation.area_lookup import ResolvedArea
from ontschotting.measures.policy.targets import Gap

PACKAGE = Path(on.__file__).parent
MODULES = sorted(
    ".".join(["ontschotting", *path.relative_to(PACKAGE).with_suffix("").parts])
    for path in PACKAGE.rglob("*.py")
    if path.name != "__init__.py" and ">>> " in path.read_text(encoding="utf-8")
)


def function_of(member: Any) -> Callable[..., Any] | None:
    """Return a function, or that of a method or property; None for what is none of them."""
    for attribute in ("fget", "func", "__func__"):  # a property, a cached one, a class method
        member = getattr(member, attribute, member)
    return member if inspect.isfunction(member) else None


def docstring(thing: Any) -> str:
    return inspect.getdoc(thing) or ""


def members(cls: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the public methods and properties that a class declares, by name."""
    for name, member in vars(cls).items():
        function = function_of(member)
        if function is not None and not name.startswith("_"):
            yield name, function


def run(name: str, text: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run the examples of a docstring with names that are known there; return what is known after.

    It fails with the report of doctest where an output is another one.
    """
    test = doctest.DocTestParser().get_doctest(text, dict(names), name, name, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
        test, out=report.append, clear_globs=False
    )
    assert not report, "".join(report)
    return test.globs


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # the charts of a report have tests of their own
    monkeypatch.setattr("ontschotting.report.write.draw", lambda _: {})
    module = import_module(name)
    names = vars(module) | {"on": on}
    for thing in [*vars(module).values()]:
        if getattr(thing, "__module__", None) != name:
            continue
        if inspect.isclass(thing):
            known = run(thing.__name__, docstring(thing), names)
            for member, function in members(thing):
                run(f"{thing.__name__}.{member}", docstring(function), known)
        elif inspect.isfunction(thing):
            run(thing.__name__, docstring(thing), names)


RETURNED = (Finding, Gap, ResolvedArea, Side)
"""Classes without a public name of their own, whose methods a user meets."""


def public_things() -> Iterator[tuple[str, Any]]:
    """Yield every public function and class, and all that a class shows, by name."""
    named = [(name, getattr(on, name)) for name in on.__all__]
    for name, thing in [*named, *((cls.__name__, cls) for cls in RETURNED)]:
        if inspect.isclass(thing):
            yield name, thing
            for base in inspect.getmro(thing):
                if base.__module__.startswith("ontschotting"):
                    for member, function in members(base):
                        yield f"{base.__name__}.{member}", function
        elif inspect.isfunction(thing):
            yield name, thing


PUBLIC = dict(public_things())


def test_every_public_name_has_an_example_with_its_output() -> None:
    assert len(PUBLIC) > 150
    assert not sorted(name for name, thing in PUBLIC.items() if ">>> " not in docstring(thing))


def test_every_argument_of_a_public_function_is_described() -> None:
    silent = [
        f"{name}: {argument}"
        for name, thing in PUBLIC.items()
        if inspect.isfunction(thing)
        for argument in inspect.signature(thing).parameters
        if argument not in ("self", "cls")
        and f"{argument}: " not in docstring(thing).partition("Args:\n")[2]
    ]
    assert not silent
