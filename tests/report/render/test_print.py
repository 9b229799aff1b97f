"""Printed: the first page has one sheet of its own, on paper from the browser and in the Word
document.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)


def sheets(pdf: Path) -> list[str]:
    """The text of each printed sheet."""
    return subprocess.run(
        ["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout.split("\f")[:-1]


def check(printed: list[str]) -> None:
    assert (
        "Dit mag u zeggen" in printed[0]
        and "Figuur 1" in printed[0]
        and "geen voorspelling" in printed[0]
    )
    assert "Waar elke euro zit" not in printed[0] and "Waar elke euro zit" in printed[1]


@pytest.mark.skipif(
    CHROMIUM is None or shutil.which("pdftotext") is None, reason="no Chromium or pdftotext here"
)
def test_from_the_browser(page: Path, tmp_path: Path) -> None:
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        f"--user-data-dir={tmp_path}/profile",
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path}/x.pdf",
    ]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)
    printed = sheets(tmp_path / "x.pdf")
    check(printed)
    whole = "".join(printed)
    assert "Tabel tonen" not in whole  # what is folded on the screen is not offered on paper
    # but what bears the answer is unfolded there
    assert "Alle maten" in whole and "Deze grafiek in woorden" not in whole


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="no LibreOffice or pdftotext here",
)
def test_from_word(page: Path, tmp_path: Path) -> None:
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(page.parent / "report.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    check(sheets(tmp_path / "report.pdf"))
