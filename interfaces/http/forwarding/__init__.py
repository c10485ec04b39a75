"""Forwarding headers: the client's address, the scheme and the host, as trusted proxies report them."""
