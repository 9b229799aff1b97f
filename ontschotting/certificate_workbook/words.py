"""Fill in the texts of the certificate workbook."""

from __future__ import annotations

from typing import Any

from ontschotting.words.catalogue import texts


def translate(key: str, lang: str, **values: Any) -> str:
    """Return a text, filled in.

    Args:
        key: The name of the text in `words/texts/certificate.po`, without `certificate.`
        lang: `nl` or `en`
        values: What is filled in, by name
    """
    return texts("certificate", lang)[key].format(**values)
