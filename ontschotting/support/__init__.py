"""What every part stands on; nothing in here knows of public money."""
