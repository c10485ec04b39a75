"""The address books of buyers in PostgreSQL."""
