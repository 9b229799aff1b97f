"""Commands that give the answer and its parts."""
