"""The ledger in the configuration: its settings, and where its files are."""
