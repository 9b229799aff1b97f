"""A second road to every number.

Naive, slow, and written only from the description of the model.
"""
