"""The Universal Commerce Protocol: checkouts of platforms, over REST."""
