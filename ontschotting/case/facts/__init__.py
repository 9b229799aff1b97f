"""What the tables of a case say: own money, earmarks, exclusions and outcomes."""
