"""Charts of ranges."""
