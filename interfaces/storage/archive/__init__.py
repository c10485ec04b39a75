"""The files of archived events: Parquet, in a folder or a bucket."""
