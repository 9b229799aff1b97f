"""Sections on the case beside what was observed."""
