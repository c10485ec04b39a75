"""Pages of the server's work and its figures."""
