"""Which checkouts may be archived, and the months in which they ended."""
