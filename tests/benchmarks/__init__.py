"""Measurements of this library beside other ways to write the same program.

Not collected as tests: run `make bench`.
"""
