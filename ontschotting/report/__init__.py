"""The report: numbers gathered once, answered in sentences, drawn, put on a page and written
whole.
"""
