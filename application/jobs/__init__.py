"""Work that is due by time: expiry and erasure."""
