"""The floor of linear programs: what a program is, how it is solved and how an answer is proven."""
