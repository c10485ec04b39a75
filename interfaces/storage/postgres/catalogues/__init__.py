"""The catalogues of merchants in PostgreSQL."""
