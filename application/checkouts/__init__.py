"""Opening, changing and reading checkouts, with optimistic concurrency."""
