"""Ports of the ledger of events."""
