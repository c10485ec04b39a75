"""What operators read: counts of callbacks, erasures, checks, readers, and versions."""
