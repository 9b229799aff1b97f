"""The tables floor: what law and budgets say, read, checked and written."""
