"""Computes the rows of the audit log from events: in this process, or in several, each for some of the checkouts."""
