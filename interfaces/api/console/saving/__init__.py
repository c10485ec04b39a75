"""Searches that readers have named."""
