"""What a platform supports: its profile, and the outcome of the negotiation."""
