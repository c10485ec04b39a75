"""Proofs that a version of a checkout is in the ledger of events."""
