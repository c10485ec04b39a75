"""Outgoing callbacks in PostgreSQL: derived from the events, claimed by senders, and every attempt kept."""
