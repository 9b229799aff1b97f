"""The measures of model.md: numbers that come from optima of two worlds."""
