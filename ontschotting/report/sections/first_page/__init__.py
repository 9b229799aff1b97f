"""The first page of a report: an answer in twenty seconds."""
