"""Svea responses, rendered from checkouts."""
