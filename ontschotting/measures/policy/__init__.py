"""Conditions that a policy can set: guarantee, free share, cut, years, targets."""
