"""Writing checkouts, and failures instead of them."""
