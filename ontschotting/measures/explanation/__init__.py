"""Why an area stands where it stands: what is short, what lies idle, which wall is between."""
