"""The tables that a case may have, and the way from raw cells to typed columns."""
