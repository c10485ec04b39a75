"""The audit trail in PostgreSQL: a projection of the events, and the queries on it."""
