"""Solve a program in blocks, apart or with prices on the rows that hold them together."""
