"""The texts of the report on `two-villages`, one file per section and language.

`python -m tests.golden.report_texts` writes them again. A changed text is read before it is
committed, and the commit says why it changed.
"""

from __future__ import annotations

import re
from pathlib import Path

import ontschotting as on
from ontschotting.report.localized_report import LocalizedReport
from tests.report.plain_text import in_dutch_and_english, section_texts

FOLDER = Path(__file__).parent / "report"


def golden_texts(report: LocalizedReport) -> dict[str, str]:
    """Return the texts of the sections by their key, without what differs between installations.

    Versions, and how many optima a question takes (fewer when more of them are used again), are no
    text of the case.
    """
    texts = {
        key: text.replace(on.__version__, "VERSION") for key, text in section_texts(report).items()
    }
    proof = re.sub(
        r"HiGHS [\d.]+ \| \d+ \| \S+ \| \S+", "HiGHS VERSION | … | … | …", texts["proof"]
    )
    texts["proof"] = re.sub(r"\b\d+( (?:gecertificeerde optima|certified optima))", r"…\1", proof)
    return texts


def main() -> None:
    """Write the texts in both languages, and remove those of sections that are gone."""
    for report in in_dutch_and_english(on.load_case("two-villages")):
        folder = FOLDER / report.lang
        folder.mkdir(parents=True, exist_ok=True)
        texts = golden_texts(report)
        for path in folder.glob("*.txt"):
            if path.stem not in texts:
                path.unlink()
        for key, text in texts.items():
            (folder / f"{key}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
