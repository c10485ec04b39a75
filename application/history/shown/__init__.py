"""Shows a purchase again as the customer saw it, and says whether that is what was shown."""
