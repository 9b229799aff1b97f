"""Mixed-integer programs: the search for 0–1 values, and the proof of what it finds."""
