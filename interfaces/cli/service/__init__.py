"""A running service that commands ask over HTTP in place of a database."""
