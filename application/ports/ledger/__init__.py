"""Ports of the ledgers of events and refused attempts."""
