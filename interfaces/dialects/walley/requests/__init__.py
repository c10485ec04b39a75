"""Walley request bodies, read into commands."""
