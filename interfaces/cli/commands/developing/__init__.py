"""Commands for the developer of a shop."""
