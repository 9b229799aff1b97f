"""Where tables meet the program."""
