"""Commands about walls: who blocks, which first, what the next euro adds."""
