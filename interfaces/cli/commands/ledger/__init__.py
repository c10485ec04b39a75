"""`tillroll ledger`: the ledgers of events and refused attempts."""
