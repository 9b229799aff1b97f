"""Gives the date that files carry: that of now, or of SOURCE_DATE_EPOCH for equal files."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can hold."""


def file_date() -> datetime:
    """Return the date that a new document carries.

    The environment variable SOURCE_DATE_EPOCH, in seconds since 1970, takes the place of now, as
    reproducible-builds.org describes it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)


def with_fixed_dates(archive: bytes) -> bytes:
    """Return a zip file, such as a Word document, whose parts have a fixed date and order.

    Args:
        archive: The file
    """
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as parts,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in parts.namelist():
            written.writestr(
                zipfile.ZipInfo(name, _ZIP_DATE), parts.read(name), zipfile.ZIP_DEFLATED
            )
    return fixed.getvalue()
