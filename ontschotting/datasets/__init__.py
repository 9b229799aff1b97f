"""The cases that ship with the library: their tables, passports and shapes."""
