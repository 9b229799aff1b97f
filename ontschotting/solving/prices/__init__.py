"""Prices: what the next euro adds, with the projects as they were chosen."""
