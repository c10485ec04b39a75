"""Requests of a dialect to the shop: callbacks and validation questions."""
