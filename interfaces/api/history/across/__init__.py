"""Searches across checkouts beyond events: refused commands and callbacks, newest first."""
