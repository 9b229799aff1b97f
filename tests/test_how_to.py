"""The how-to pages on Word and Excel: every block runs, in order, as a reader would type it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ontschotting.cli.commands  # noqa: F401  every command joins the application
from ontschotting.cli.app import app

PAGES = Path(__file__).parents[1] / "docs" / "how-to"


@pytest.mark.parametrize(("page", "files"), [("word", {"report/report.docx"}), ("excel", {"checked.xlsx", "found.xlsx", "who-blocks.xlsx", "proof.xlsx", "region-a.xlsx"})])
def test_every_block_runs(page: str, files: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```(python)?\n(.*?)```", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, f"{page}.md", "exec"), names)
        else:
            for line in text.strip().splitlines():
                done = CliRunner().invoke(app, shlex.split(line)[1:])
                assert done.exit_code in ((0, 1) if " check " in line else (0,)), (line, done.output)
    assert all((tmp_path / file).is_file() for file in files)
