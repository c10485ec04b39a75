"""Connections to PostgreSQL: sessions, pools, reconnection and parameters."""
