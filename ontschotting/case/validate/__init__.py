"""The rules that a case must keep."""
