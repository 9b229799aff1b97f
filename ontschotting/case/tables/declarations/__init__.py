"""The tables of the case format, declared as data."""
