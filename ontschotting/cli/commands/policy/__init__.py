"""Commands about conditions that a policy can set."""
