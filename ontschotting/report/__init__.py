"""The report on a case: collect its data, write its sections, draw its charts, and render both."""
