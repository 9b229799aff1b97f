"""Charts of what was counted or observed."""
