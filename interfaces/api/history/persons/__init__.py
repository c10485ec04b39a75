"""Requests about one person."""
