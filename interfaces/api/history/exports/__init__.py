"""The audit log as a file: CSV, NDJSON and Parquet."""
