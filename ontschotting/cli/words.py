"""Words, in Dutch and English, for what the results of measures name by a code."""

from __future__ import annotations

from ontschotting.words.catalogue import texts


def label(code: str, lang: str) -> str:
    """Return what a reader calls this code; a code without a word of its own stays as it is.

    Args:
        code: A name in a frame of a result, such as `unfavourable`
        lang: `nl` or `en`
    """
    return texts("terminal.label", lang).get(code, code)
