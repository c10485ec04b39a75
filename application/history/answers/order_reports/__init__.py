"""The answers about an order after its purchase: what was sent, and what was paid back."""
