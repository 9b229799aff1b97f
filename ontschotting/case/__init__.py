"""Tables in, one checked and frozen case out."""
