"""Walley responses, rendered from checkouts."""
