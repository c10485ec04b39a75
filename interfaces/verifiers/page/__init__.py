"""The parts of verify.html: its text, its style and its scripts."""
