"""The what-if panel of a notebook: walls as switches, and an answer that follows them."""
