"""The configuration file: its types, loading, checks and reload."""
