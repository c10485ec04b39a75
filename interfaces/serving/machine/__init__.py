"""What is wrong with the machine that a server runs on."""
