"""The report: numbers gathered once, drawn, put on a page and written whole."""
