"""The what-if panel: walls as switches, the answer following."""
