"""The pots of a case as they are, and a past case held against what happened."""
