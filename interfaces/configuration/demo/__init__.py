"""The demo in the configuration: the rules of demo mode, and what applies without a file."""
