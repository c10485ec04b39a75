"""The ground layer: clock, ids, secrets, tasks and shutdown. Every other module may import it."""
