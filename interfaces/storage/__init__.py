"""Where the history is kept: PostgreSQL, of its own or given."""
