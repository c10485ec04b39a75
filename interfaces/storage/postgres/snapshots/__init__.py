"""Stored snapshots of checkouts."""
