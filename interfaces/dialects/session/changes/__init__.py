"""Changes of sessions, and the answers that agents are shown."""
