"""The proof of a version on the pages of the console, and as a file."""
