"""The event store: encoding, appending and reading events."""
