"""What is recorded of each history: views of the arrays, Parquet on disk, digests and provenance."""
