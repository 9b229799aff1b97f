"""The current walls beside a lifted regime."""
