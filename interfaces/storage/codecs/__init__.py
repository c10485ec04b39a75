"""Stored forms that the storages in PostgreSQL and in memory share."""
