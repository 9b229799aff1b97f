"""Sections on other regimes: cuts, free shares, targets, years and conditions."""
