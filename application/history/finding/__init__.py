"""Finds checkouts: by any name that a customer or a shop has for one, and by what happened to them."""
