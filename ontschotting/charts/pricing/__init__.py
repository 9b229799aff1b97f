"""Charts of what the next euro adds."""
