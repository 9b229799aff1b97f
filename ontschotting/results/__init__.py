"""How an answer shows itself and where it comes from."""
