"""Documents: bytes to frozen text, zones and passages."""
