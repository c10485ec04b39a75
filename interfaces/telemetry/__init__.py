"""What the people who run tillroll see of it: metrics, logs and traces."""
