"""Svea request bodies, read into commands."""
