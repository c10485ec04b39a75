"""What the customer's page asks of a checkout: tillroll's own API."""
