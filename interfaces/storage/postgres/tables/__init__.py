"""One module for each table that belongs to no projection."""
