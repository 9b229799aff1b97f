"""The declared tables, and the road from raw cells to typed columns."""
