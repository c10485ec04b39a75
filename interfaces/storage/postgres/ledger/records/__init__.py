"""The records that ledgers have entries of: stored events, and stored refused attempts."""
