"""Walls, and which of them a regime lifts."""
