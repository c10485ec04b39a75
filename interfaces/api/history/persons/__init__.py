"""Erasure of personal data on request."""
