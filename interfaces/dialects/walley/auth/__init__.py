"""Authentication of callers: bearer tokens and shared keys."""
