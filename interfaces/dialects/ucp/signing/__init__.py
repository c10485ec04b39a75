"""Signatures: the keys of a shop, and how it signs what it sends to platforms."""
