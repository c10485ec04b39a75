"""What operators look at: how much happened, and whether the work of the server is behind."""
