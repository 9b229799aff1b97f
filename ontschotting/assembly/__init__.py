"""The meeting place: a case under a regime becomes a linear program with labels. Only here do tables meet the program."""
