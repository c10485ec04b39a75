"""Outgoing HTTP to shops: webhooks, and requests to validate a purchase."""
