"""The commands that back up a database and restore it."""
