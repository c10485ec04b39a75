"""Backups: a dump of the database in a folder, with a manifest of what it has, and its restoration."""
