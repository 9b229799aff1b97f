"""Hold the tolerances that several parts share."""

from __future__ import annotations

NOISE = 1e-4
"""As a share of the value within the walls: a gain up to this is no gain on which a reader should
act. Conclusions, switching values and the report all use it.
"""
