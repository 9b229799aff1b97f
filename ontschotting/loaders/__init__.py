"""Readers of open data from elsewhere, to hold beside a case."""
