"""How the world reaches tillroll, and how tillroll reaches the world."""
