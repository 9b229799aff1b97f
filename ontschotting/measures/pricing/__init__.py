"""What the next euro adds, and why here."""
