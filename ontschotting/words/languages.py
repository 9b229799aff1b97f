"""The languages of texts for readers."""

from __future__ import annotations

LANGUAGES = ("nl", "en")
