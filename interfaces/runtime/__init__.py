"""What every other module of the process may use: clock, ids, secrets, tasks and shutdown."""
