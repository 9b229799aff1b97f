"""Helpers for every other part; nothing in here knows of public money."""
