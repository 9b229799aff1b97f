"""The check of pages finds what it is there to find; run by `make check-pages`.

Skipped where Chromium or the packages of `tests/pages` are missing; `make check-pages` says what to
install.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pages.check import HERE, check, chromium

pytestmark = [
    pytest.mark.pages,
    pytest.mark.skipif(
        chromium() is None or not (HERE / "node_modules").exists(),
        reason="Chromium or tests/pages/node_modules is missing",
    ),
]

GOOD = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport"'
    ' content="width=device-width"><title>Goed</title></head><body><main><h1>Goed</h1><p>Tekst.</'
    "p></main></body></html>"
)
WRONG = {
    "image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "color-contrast": '<p style="color:#aaa;background:#fff">bleek</p>',
    "width": '<table style="width:3000px"><tr><td>breed</td></tr></table>',
    "cut": (
        '<p style="width:9em;overflow:hidden;white-space:nowrap">een zin die niet past in de ruimte'
        " die zij heeft</p>"
    ),
    "broken": (
        '<table style="width:3em;table-layout:fixed"><tr><td'
        ' style="overflow-wrap:anywhere">1.234.567.890</td></tr></table>'
    ),
    "network": '<img alt="" src="http://127.0.0.1:9/x.png">',
    "script": "<script>nonsense()</script>",
}
PAPER = {
    "paper": (
        '<pre tabindex="0" style="width:20em;overflow-x:auto">een regel die op een scherm verder te'
        " schuiven is, en op papier niet</pre>"
    ),
    "lost": (
        '<div style="height:24cm;overflow:hidden"><p style="margin-top:25cm">een zin die op papier'
        " niet terugkomt</p></div>"
    ),
}
"""Faults that only paper shows."""


def test_a_good_page_passes_and_every_fault_is_found_at_every_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PICTURES", raising=False)  # the check it belongs to may run without them
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "page.html").write_text(GOOD, encoding="utf-8")
    assert check([tmp_path / "good"], tmp_path / "pictures").returncode == 0
    assert sorted(path.parent.name for path in (tmp_path / "pictures").rglob("*.png")) == [
        "dark",
        "desktop",
        "phone",
        "print",
    ]

    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "page.html").write_text(
        GOOD.replace("<p>", "".join([*WRONG.values(), *PAPER.values()]) + "<p>", 1),
        encoding="utf-8",
    )
    assert check([tmp_path / "wrong"], tmp_path / "pictures").returncode == 1
    found = json.loads((tmp_path / "pictures" / "findings.json").read_text(encoding="utf-8"))[
        "wrong"
    ]
    for look in ("desktop", "dark", "phone", "print"):
        assert {one["rule"] for one in found if one["look"] == look} - set(PAPER) == set(WRONG), (
            look
        )
    for rule in PAPER:
        assert [one["look"] for one in found if one["rule"] == rule] == ["print"], rule
    # the wide table too
    assert next(one["help"] for one in found if one["rule"] == "paper").startswith(
        "2 tables, code blocks"
    )


def test_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert check([tmp_path / "empty"], tmp_path / "pictures").returncode == 1
