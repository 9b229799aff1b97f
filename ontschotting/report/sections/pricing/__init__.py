"""Sections on what one more euro is worth, and why the result is what it is."""
