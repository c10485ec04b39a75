"""Errors of HTTP requests: their kinds, their tables and their responses."""
