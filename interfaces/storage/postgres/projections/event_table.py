"""The table of events that projections read."""

SCHEMA = "tillroll"
EVENTS_TABLE = "checkout_events"
"""The name of the table, of the channel that each append notifies, and of the application in the library's tracking."""
