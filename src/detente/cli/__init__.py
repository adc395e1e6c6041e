"""The command line: parses, calls, prints. What it shows is computed below it."""
