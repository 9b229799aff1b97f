"""The program as one writes it by hand, in PuLP, linopy and pyoframe.

For cases with walls of purpose, area and period only (`rules="few"`), whose streams are all money
of the state and whose units are paid in the year of their delivery: nothing stands in the way of
writing it in a page. Every measure of a comparison takes programs of its own.
"""
