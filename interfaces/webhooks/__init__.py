"""Outgoing HTTP: webhooks and requests to validate a purchase, to shops and platforms, and requests for time stamps."""
