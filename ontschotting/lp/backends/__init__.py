"""The backends: the only files that import a solver."""
