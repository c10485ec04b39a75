"""The interfaces that the application needs from the outside, one port in each module."""
