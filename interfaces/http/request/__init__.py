"""Reading a request: headers, bodies, times and texts."""
