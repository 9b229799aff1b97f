"""The columns and rows of the program, as the numbered rules of model.md write them."""
