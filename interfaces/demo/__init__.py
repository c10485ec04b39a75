"""Lifelike checkouts for a demo installation, made by `tillroll demo`. The same seed makes the same checkouts."""
