"""tillroll's own HTTP APIs. Their words are ours."""
