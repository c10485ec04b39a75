"""Pages of one checkout."""
