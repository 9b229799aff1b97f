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

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
FORGET = "import polars\npolars.Config.restore_defaults()\n%reset -f"


@pytest.fixture(scope="module")
def kernel() -> Iterator[KernelManager]:
    """One kernel for all notebooks: starting it takes longer than most of them."""
    manager = KernelManager(kernel_name="python3")
    yield manager
    if manager.has_kernel:
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_holds_no_output(path: Path) -> None:
    code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert code
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in code)


@pytest.mark.pages
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, kernel: KernelManager) -> None:
    book = nbformat.read(path, as_version=4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    # no name and no setting of another notebook is left
    book.cells.insert(0, nbformat.v4.new_code_cell(FORGET))
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
