"""The configuration that a new installation begins with: its text, its secrets, its files."""
