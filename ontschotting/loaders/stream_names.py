"""Finds the stream that the name of a grant or scheme in a file means."""

from __future__ import annotations

from collections.abc import Mapping

from ontschotting.case.case import Case
from ontschotting.errors import QuestionError
from ontschotting.loaders.name_match import NameMatch
from ontschotting.support.suggestions import did_you_mean, look_alike, nearest
from ontschotting.words.messages import problem


class StreamNames:
    """The streams of a case by their code and name; without a case a name is its own stream."""

    def __init__(self, case: Case | None, streams: Mapping[str, str] | None) -> None:
        """Hold the streams.

        Args:
            case: The case whose streams are meant, or None
            streams: The stream of names that the caller names

        Raises:
            QuestionError: A stream that the caller names is not in the case.
        """
        self._known: dict[str, str] | None = None
        self._given = {look_alike(name): stream for name, stream in (streams or {}).items()}
        if case is None:
            return
        codes = case.streams["stream"].to_list()
        self._known = {}
        for code, name in case.streams.select("stream", "name").iter_rows():
            if name is not None:
                self._known[look_alike(name)] = code
        self._known |= {look_alike(code): code for code in codes}
        for stream in self._given.values():
            if stream not in codes:
                raise QuestionError(
                    problem(
                        "unknown_stream_in_streams", stream=stream, hint=did_you_mean(stream, codes)
                    )
                )

    def find(self, text: str | None) -> NameMatch:
        """Return what the name of a grant or scheme means.

        Args:
            text: As it stands in the file
        """
        plain = look_alike(text or "")
        if plain in self._given:
            return NameMatch(self._given[plain])
        if not plain:
            return NameMatch(None, "no_scheme")
        if self._known is None:
            return NameMatch(" ".join((text or "").split()))
        if plain in self._known:
            return NameMatch(self._known[plain])
        return NameMatch(None, "unknown_stream", nearest(plain, self._known, 0.85))
