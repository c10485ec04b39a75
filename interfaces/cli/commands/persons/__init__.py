"""The commands about personal data: its export, its erasure, and the sealing of what old versions recorded."""
