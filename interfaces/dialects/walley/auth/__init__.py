"""Who calls Walley's endpoints: bearer tokens and shared keys."""
