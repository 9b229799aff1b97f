"""Commands about how certain an answer is."""
