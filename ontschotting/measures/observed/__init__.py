"""What is counted in the tables; nothing is optimised."""
