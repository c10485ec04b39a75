"""Statements of many requests, sent to PostgreSQL in one round trip."""
