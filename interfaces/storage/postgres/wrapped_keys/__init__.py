"""The master key of the keys in the database: which rows it wraps, the check at start, and rotation."""
