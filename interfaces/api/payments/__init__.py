"""What the payment side reports of a checkout: tillroll's own API."""
