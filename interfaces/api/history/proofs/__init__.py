"""Proofs that a version of a checkout, or a refused command on it, is in its ledger."""
