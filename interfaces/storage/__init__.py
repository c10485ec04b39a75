"""Storage of events and derived data, in PostgreSQL or in memory. See README.md."""
