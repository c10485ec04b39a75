"""What operators look at, in PostgreSQL: erasures, the outcomes of checks, and versions."""
