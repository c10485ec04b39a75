"""What the customer's page showed of a checkout."""
