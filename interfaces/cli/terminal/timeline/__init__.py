"""The requests of a checkout in order: what each changed, what was refused, and the callbacks."""
