"""What the next euro adds, and what an amount of free money would do."""
