"""The measures of model.md: numbers that come from the optima of two regimes."""
