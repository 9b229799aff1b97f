"""Every notebook runs from top to bottom, is stored without output, says in English what it is
about, and shows no object as bare code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from tests.oracle.samples import FUZZ

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
FORGET = "import polars\npolars.Config.restore_defaults()\n%reset -f"
UNDRAWN = """\
from ontschotting.charts.figure import Chart, ChartAxes
for each in (Chart, ChartAxes):
    get_ipython().display_formatter.formatters["image/png"].for_type(each, lambda chart: None)
    get_ipython().display_formatter.formatters["text/html"].for_type(each, lambda chart: "drawn")
"""
"""Lays charts out and draws no lines: how they show themselves has tests of its own. `make fuzz`
draws them.
"""
SMALLER = {
    "05": ("draws=20", "draws=4"),
    "09": ("standard_normal((12, COUNT))", "standard_normal((2, COUNT))"),
    "10": ('("nederland")', '("nederland").only(housing_deal_region="Zuidwest-Fryslân")'),
}
"""What takes seconds in a notebook, and what stands there in the tests: the same code on less.
`make fuzz` runs the notebooks as they are.
"""


@pytest.fixture(scope="module")
def kernel() -> Iterator[KernelManager]:
    """One kernel for all notebooks: starting it takes longer than most of them."""
    manager = KernelManager(kernel_name="python3")
    yield manager
    if manager.has_kernel:
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_holds_no_output(path: Path, kernel: KernelManager) -> None:
    book = nbformat.read(path, as_version=4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in code)
    if FUZZ == 1 and path.name[:2] in SMALLER:
        large, small = SMALLER[path.name[:2]]
        (cell,) = (cell for cell in code if large in cell.source)
        cell.source = cell.source.replace(large, small)
    # no name and no setting of another notebook is left
    before = FORGET if FUZZ > 1 else UNDRAWN + FORGET
    book.cells.insert(0, nbformat.v4.new_code_cell(before))
    NotebookClient(book, km=kernel, timeout=300).execute()
    for output in (one for cell in code for one in cell.outputs):
        shown = output.get("data", {})
        assert set(shown) != {"text/plain"} or not shown["text/plain"].startswith(
            ("<", "'", '"')
        ), f"shown as code: {shown['text/plain'][:80]}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_opens_with_its_number_and_an_english_summary(path: Path) -> None:
    first = nbformat.read(path, as_version=4).cells[0]
    assert first.cell_type == "markdown" and first.source.startswith(f"# {int(path.name[:2])} · ")
    assert "\n\n*English summary.* " in first.source
