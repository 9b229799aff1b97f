"""Finds the region that a code or a name in a file means; what is not certain stays unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ontschotting.case.case import Case
from ontschotting.case.facts.check_case import check_case
from ontschotting.datasets.bundled import municipalities
from ontschotting.errors import QuestionError
from ontschotting.loaders.name_match import NameMatch
from ontschotting.support.suggestions import did_you_mean, look_alike, nearest
from ontschotting.words.messages import problem

_SAME_NAME = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch"}
"""Names in daily use, and the official ones."""

_NOBODY = (
    r"n\.?\s?n\.?|.*geanonimiseerd.*|divers(e|en)?|overig(e|en)?|onbekend|natuurlijk persoon.*"
)
"""How files write that a recipient is not named."""


class AreaNames:
    """The regions by their code and name.

    A name means a region when it is the same but for capitals, accents written apart, and the word
    *gemeente*. A name that a province has too (Utrecht, Groningen) means the municipality only with
    that word.
    """

    def __init__(self, case: Case | None, areas: Mapping[str, str] | None) -> None:
        """Hold the regions.

        Args:
            case: The case whose regions are meant; None for the Dutch municipalities
            areas: The region of codes and names that the caller names, old ones among them

        Raises:
            QuestionError: A region that the caller names is not in the case.
        """
        if case is None:
            known = municipalities().select("region", "name", "province")
            provinces = set(known["province"].unique())
        else:
            check_case(case)
            known = case.regions.select("region", "name")
            levels = [level for level in case.levels if level == "province"]
            provinces = set(case.regions[levels[0]].drop_nulls()) if levels else set()
        self._codes = {_plain(code): code for code in known["region"]}
        self._provinces = {_plain(name) for name in provinces}
        self._by_name: dict[str, list[str]] = {}
        for region, name in known.select("region", "name").iter_rows():
            if name is not None:
                self._by_name.setdefault(_short(name), []).append(region)
        self._given = {_plain(name): region for name, region in (areas or {}).items()}
        for region in self._given.values():
            if case is not None and _plain(region) not in self._codes:
                raise QuestionError(
                    problem(
                        "unknown_region_in_areas",
                        region=region,
                        hint=did_you_mean(region, self._codes.values()),
                    )
                )
        self._matches: dict[str | None, NameMatch] = {}

    def find(self, text: str | None) -> NameMatch:
        """Return what a code or name in a file means.

        Args:
            text: As it stands in the file
        """
        if text not in self._matches:
            self._matches[text] = self._find(text)
        return self._matches[text]

    def _find(self, text: str | None) -> NameMatch:
        plain = _plain(text or "")
        if plain in self._given:
            return NameMatch(self._given[plain])
        if not plain or re.fullmatch(_NOBODY, plain):
            return NameMatch(None, "nobody_named")
        code = f"gm{plain.zfill(4)}" if plain.isdigit() else plain
        if code in self._codes:
            return NameMatch(self._codes[code])
        if re.match(r"gm\d{4}$", code):
            return NameMatch(None, "unknown_code", nearest(code, self._codes.values()))
        if re.search(r"\bprovincie\b|^pv\d\d$", plain):
            return NameMatch(None, "a_province")
        short = _short(plain)
        regions = self._by_name.get(_SAME_NAME.get(short, short), [])
        says_municipality = re.search(r"\bgem(eente|\.)", plain) is not None
        if len(regions) == 1 and (says_municipality or short not in self._provinces):
            return NameMatch(regions[0])
        if regions:
            return NameMatch(None, "name_of_several")
        return NameMatch(None, "unknown_name", nearest(short, self._by_name, 0.85))


def _plain(text: str) -> str:
    """Return a text in lower case, with plain apostrophes and single spaces."""
    return re.sub("[\u00b4`]", "'", look_alike(text))


def _short(text: str) -> str:
    """Return a name without the word *gemeente*, and without what stands between brackets."""
    plain = _plain(text)
    plain = re.sub(r"\(gemeente\)|,?\s*gemeente$|^gem(eente\b|\.)\s*", " ", plain)
    plain = re.sub(r"\(([a-z]{1,3})\.?\)$", "", plain.strip())
    return " ".join(plain.split())
