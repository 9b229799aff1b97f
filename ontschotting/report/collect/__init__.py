"""Everything that a report says, computed once as data without words."""
