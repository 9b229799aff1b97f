"""The sentences of the report in each language."""
