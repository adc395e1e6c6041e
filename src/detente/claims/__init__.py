"""Claims: somebody says that a slot of the case had a value."""
