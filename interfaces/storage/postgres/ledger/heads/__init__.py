"""The stored heads of a ledger, and which of them stay."""
