"""`tillroll ledger`: the ledger of events."""
