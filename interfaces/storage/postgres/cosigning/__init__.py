"""Asks witnesses to cosign the heads of the ledger, beside its follower."""
