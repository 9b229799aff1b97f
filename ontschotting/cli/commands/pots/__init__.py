"""Commands that count the pots themselves."""
