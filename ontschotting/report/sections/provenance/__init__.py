"""Sections on where the numbers come from and how to check them."""
