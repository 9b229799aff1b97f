"""Walls, and which of them a regime takes down."""
