"""detente in Python and in notebooks: what a run found, as objects that show themselves and hand out tables."""
