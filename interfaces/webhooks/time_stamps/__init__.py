"""Asks a time stamping authority (RFC 3161) to stamp the heads of the ledger."""
