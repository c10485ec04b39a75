"""What the start page has beside its hits: counts, suggestions, and waiting for the audit log."""
