"""One refused command: what it wanted, what the state had then, and which other request came before it."""
