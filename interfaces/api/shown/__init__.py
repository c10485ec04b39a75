"""What the customer's page shows of a state, by frozen renderers, so that it can be shown again in years to come."""
