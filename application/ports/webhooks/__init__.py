"""The ports of webhooks: the log of deliveries, and the outbox that they are sent from."""
