"""The commands that search across checkouts: by name, by event, and refused commands."""
