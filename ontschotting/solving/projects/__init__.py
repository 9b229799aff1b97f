"""Projects: where to look for them, and what each takes to close."""
