"""Sections on which walls and streams the gain comes from."""
