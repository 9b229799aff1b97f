"""The optima that measures are made of."""
