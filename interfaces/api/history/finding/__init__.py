"""The endpoints that find checkouts: by a name, and by conditions."""
