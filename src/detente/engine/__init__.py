"""Plan chunks and run them. Knows nothing of conflict."""
