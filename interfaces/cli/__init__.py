"""The tillroll command."""
