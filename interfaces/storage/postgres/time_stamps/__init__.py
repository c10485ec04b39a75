"""The time stamps of the heads of the ledger."""
