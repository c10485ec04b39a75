"""The ledger: a transparency log over the events."""
