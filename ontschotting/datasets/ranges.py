"""Opens the ranges that ship with the bundled cases: quantiles over draws that take an hour."""

from __future__ import annotations

import polars as pl

from ontschotting.datasets.bundled import folder_of_cases

_FILE = "ranges.csv"
_SCHEMA = {
    "program_fingerprint": pl.String,
    "regime": pl.String,
    "measure": pl.String,
    **dict.fromkeys(("p05", "p50", "p95"), pl.Float64),
    "draws": pl.Int64,
    "seed": pl.Int64,
}


def shipped_ranges(program_fingerprint: str, regime: str) -> pl.DataFrame:
    """Return the quantiles of measures over draws, for a case and a regime that they were made for.

    Args:
        program_fingerprint: Of what enters the program of the case (`Case.program_fingerprint`)
        regime: The regime as the terminal takes it (`Regime.options`)

    Returns:
        `measure`, `p05`, `p50`, `p95`, `draws`; no rows for another case or regime.
    """
    frame = pl.read_csv(folder_of_cases() / _FILE, schema=_SCHEMA)
    fits = (pl.col("program_fingerprint") == program_fingerprint) & (
        pl.col("regime").fill_null("") == regime.strip()
    )
    return frame.filter(fits).select("measure", "p05", "p50", "p95", "draws")
