"""What can be done with a checkout: commands, reading, expiry, and the ports that these need."""
