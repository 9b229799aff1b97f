"""Every sentence of the report on `two-villages`, in both languages, held word for word."""

from __future__ import annotations

import pytest

from ontschotting.report.localized_report import LocalizedReport
from tests.golden.report_texts import FOLDER, golden_texts


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_section_reads_as_it_did(lang: str, two_villages: dict[str, LocalizedReport]) -> None:
    recorded = {
        path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / lang).glob("*.txt")
    }
    texts = golden_texts(two_villages[lang])
    assert texts.keys() == recorded.keys()
    for key, text in texts.items():
        assert text == recorded[key], (
            f"{key}: meant? Then write the texts again by `python -m tests.golden.report_texts`,"
            " and say in the commit why they changed."
        )
