"""Charts of one comparison or several."""
