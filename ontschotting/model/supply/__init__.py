"""The money of a case under a regime: the rules that stand for it, split and merged by them."""
