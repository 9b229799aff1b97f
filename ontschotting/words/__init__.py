"""Everything that people read: numbers, names and sentences, in Dutch and English."""
