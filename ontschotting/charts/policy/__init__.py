"""Charts of conditions that a policy can set."""
