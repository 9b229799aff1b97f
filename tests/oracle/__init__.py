"""A second road to every number: naive, slow, and written only from the description of the model."""
