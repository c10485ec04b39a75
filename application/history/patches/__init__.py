"""Patches (RFC 6902) of what an event changed: between two documents, or between two states."""
