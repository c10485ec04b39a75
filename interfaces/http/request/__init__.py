"""Read a request: headers, bodies, times and texts."""
