"""What holds for every test."""

from __future__ import annotations

import os

# No test may use what another one, or the user, has computed: reports are not kept.
os.environ["ONTSCHOTTING_CACHE"] = "off"
