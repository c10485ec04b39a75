"""The audit of a whole ledger: its entries against the recorded events, its tiles and its heads."""
