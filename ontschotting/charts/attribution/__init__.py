"""Charts of who blocks and which walls first."""
