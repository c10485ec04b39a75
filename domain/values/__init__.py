"""Values: what a checkout is made of. Each is immutable and compared by content."""
