"""Which walls hold back, and which first."""
