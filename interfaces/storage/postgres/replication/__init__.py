"""The standbys of the primary: which of them confirm changes, and reads from one of them."""
