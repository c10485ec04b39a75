"""The use cases of checkouts: commands, reads, histories and jobs, and the ports that they need."""
