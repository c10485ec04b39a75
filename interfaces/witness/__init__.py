"""A witness of ledgers: a small server that cosigns heads which continue each other (C2SP tlog-witness)."""
