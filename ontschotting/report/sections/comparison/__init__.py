"""Sections on the outcome: with and without the walls, and where the money sits."""
